"""Tests of contact points, against a webhook that listens on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from .bodies import P
from .recorder import Recorder

TEST = "/api/alertmanager/grafana/config/api/v1/receivers/test"
NEW_TEST = "/apis/notifications.alerting.grafana.app/v0alpha1/namespaces/default/receivers/-/test"
Config = tuple[str, str, dict[str, Any]]


class Sink(BaseHTTPRequestHandler):
    """Answers 200 below `/ok` and 500 elsewhere."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200 if "ok" in self.path else 500)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def webhook() -> Iterator[str]:
    """The address of a running sink."""
    server = HTTPServer(("127.0.0.1", 0), Sink)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _body(*configs: Config, name: str = "") -> dict[str, Any]:
    shown = [
        {
            "uid": uid,
            "name": name or "unsaved",
            "type": kind,
            "disableResolveMessage": False,
            "settings": settings,
            "secureSettings": {},
        }
        for uid, kind, settings in configs
    ]
    return {
        "alert": {"labels": {"alertname": "test"}, "annotations": {"summary": "test"}},
        "receivers": [{"name": name, "grafana_managed_receiver_configs": shown}],
    }


def receiver_test(r: Recorder) -> None:
    """The older endpoint with unsaved and stored integrations, and the newer one."""
    with webhook() as sink:
        _test_unsaved(r, sink)
        _test_stored(r, sink)
        for path, note in (("ok", "the newer endpoint"), ("fail", "the newer endpoint, failing")):
            integration = {"type": "webhook", "version": "v1", "settings": {"url": f"{sink}/{path}"}}
            alert = {"labels": {"alertname": "t"}, "annotations": {}}
            r.call("POST", NEW_TEST, {"integration": integration, "alert": alert}, note=note)


def _test_unsaved(r: Recorder, sink: str) -> None:
    ok: Config = ("", "webhook", {"url": f"{sink}/ok"})
    bad: Config = ("", "webhook", {"url": f"{sink}/fail"})
    shut: Config = ("", "webhook", {"url": "http://127.0.0.1:9/shut"})
    invalid: Config = ("", "webhook", {})
    unknown: Config = ("rt-unknown", "webhook", {"url": f"{sink}/ok"})
    r.call("POST", TEST, _body(ok), note="delivered")
    r.call("POST", TEST, _body(bad), note="the receiver answers 500", headers={"Request-Timeout": "5"})
    r.call("POST", TEST, _body(shut), note="nothing listens", headers={"Request-Timeout": "5"})
    r.call("POST", TEST, _body(invalid), note="invalid settings")
    r.call("POST", TEST, _body(ok, invalid), note="one good, one invalid")
    r.call("POST", TEST, {"receivers": []}, note="no receivers")
    r.call("POST", TEST, _body(ok), headers={"Request-Timeout": "30"}, note="timeout header 30")
    r.call("POST", TEST, _body(ok, name="no such"), note="a name that no contact point has")
    r.call("POST", TEST, _body(unknown), note="a uid that no contact point has")


def _test_stored(r: Recorder, sink: str) -> None:
    settings = {"url": f"{sink}/ok", "username": "u"}
    stored = {"uid": "rt-live", "name": "rt live", "type": "webhook", "settings": {**settings, "password": "p"}}
    r.call("POST", f"{P}/contact-points", stored, note="set-up")
    body = _body(("rt-live", "webhook", settings), name="rt live")
    r.call("POST", TEST, body, note="a stored contact point")
    body["receivers"][0]["grafana_managed_receiver_configs"][0]["secureFields"] = {"password": True}
    r.call("POST", TEST, body, note="a stored contact point, its stored secret")
    r.call("DELETE", f"{P}/contact-points/rt-live")
