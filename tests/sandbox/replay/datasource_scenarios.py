"""Data sources."""

from __future__ import annotations

from typing import Any

from .recorder import Recorder

PROMETHEUS: dict[str, Any] = {
    "uid": "prom",
    "name": "Prometheus",
    "type": "prometheus",
    "access": "proxy",
    "url": "http://127.0.0.1:9090",
    "jsonData": {"httpMethod": "POST"},
}


def _create_datasources(r: Recorder) -> None:
    r.call("GET", "/api/datasources")
    prom = PROMETHEUS
    r.call("POST", "/api/datasources", prom)
    r.call("POST", "/api/datasources", {**prom, "name": "Other"}, note="uid taken")
    r.call("POST", "/api/datasources", {**prom, "uid": "other"}, note="name taken")
    r.call(
        "POST",
        "/api/datasources",
        {
            "uid": "loki",
            "name": "Loki",
            "type": "loki",
            "access": "proxy",
            "url": "http://127.0.0.1:3100",
            "jsonData": {"maxLines": "1000", "httpHeaderName1": "X-Scope-OrgID"},
            "secureJsonData": {"httpHeaderValue1": "tenant"},
        },
    )
    r.call("POST", "/api/datasources", {"name": "no type"}, note="type missing")
    r.call(
        "POST",
        "/api/datasources",
        {"uid": "bad uid!", "name": "bad", "type": "tempo", "access": "proxy"},
        note="illegal uid",
    )
    r.call(
        "POST",
        "/api/datasources",
        {"uid": "weird", "name": "weird", "type": "no-such-plugin", "access": "proxy"},
        note="unknown type",
    )


def _change_datasources(r: Recorder) -> None:
    prom = PROMETHEUS
    r.call("GET", "/api/datasources/uid/loki")
    _, d = r.call("GET", "/api/datasources/uid/prom")
    r.call("GET", "/api/datasources/uid/nope", note="missing")
    r.call("GET", "/api/datasources/name/Prometheus")
    r.call("PUT", "/api/datasources/uid/prom", {**prom, "url": "http://127.0.0.1:9091", "version": d.get("version")})
    r.call(
        "PUT",
        "/api/datasources/uid/prom",
        {**prom, "url": "http://127.0.0.1:9092", "version": d.get("version")},
        note="stale version",
    )
    r.call("PUT", "/api/datasources/uid/prom", {**prom, "url": "http://127.0.0.1:9093"}, note="no version")
    r.call(
        "PUT",
        "/api/datasources/uid/loki",
        {
            "uid": "loki",
            "name": "Loki",
            "type": "loki",
            "access": "proxy",
            "url": "http://127.0.0.1:3100",
            "jsonData": {},
        },
        note="secureJsonData left out, jsonData emptied",
    )
    r.call("GET", "/api/datasources/uid/loki")
    r.call(
        "PUT",
        "/api/datasources/uid/loki",
        {
            "uid": "loki",
            "name": "Loki",
            "type": "loki",
            "access": "proxy",
            "url": "http://127.0.0.1:3100",
            "secureJsonData": {"httpHeaderValue1": ""},
        },
        note="secret cleared",
    )
    r.call("PUT", "/api/datasources/uid/nope", {**prom, "uid": "nope"}, note="missing")
    r.call("GET", "/api/datasources/uid/prom/health", note="nothing listens at its url")
    r.call("GET", "/api/datasources/uid/nope/health")
    r.call("GET", "/api/datasources")
    for uid in ("prom", "loki", "weird", "bad%20uid!", "nope"):
        r.call("DELETE", f"/api/datasources/uid/{uid}")


def datasources(r: Recorder) -> None:
    """Created, locked, with secrets, asked for their health, deleted."""
    _create_datasources(r)
    _change_datasources(r)
