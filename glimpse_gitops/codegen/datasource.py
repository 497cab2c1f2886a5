"""Data sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.datasource import Datasource, Loki, Prometheus, Tempo
from ..model.resource import Resource
from .references import References

_CLASSES: Mapping[str, type[Datasource]] = {one.TYPE: one for one in (Prometheus, Loki, Tempo)}


def datasource_candidates(live: Resource, references: References) -> list[Datasource]:
    """The data source by the class of its type, where that has one, and by the plain class."""
    spec = live.spec
    words = (str(spec["name"]), str(spec["type"]))
    given: dict[str, Any] = {
        "uid": live.id.identity,
        "name": spec["name"],
        "url": spec.get("url") or "",
        "access": spec.get("access") or "proxy",
        "is_default": bool(spec.get("isDefault")),
        "basic_auth_user": (spec.get("basicAuthUser") or "") if spec.get("basicAuth") else "",
        "user": spec.get("user") or "",
        "database": spec.get("database") or "",
        "secure_json_data": {key: references.secret(*words, key) for key in sorted(spec.get("secureJsonData") or {})},
    }
    data = spec.get("jsonData") or {}
    plain = Datasource(type=spec["type"], json_data=data, **given)
    typed = _CLASSES.get(spec["type"])
    return [typed(**given, **_own_fields(typed, data)), plain] if typed else [plain]


def _own_fields(kind: type[Datasource], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a class of one type, as far as its plugin's settings say them, and the settings that are left."""
    fields: dict[str, Any] = {}
    if kind is Prometheus:
        fields = {"scrape_interval": data.get("timeInterval") or "15s", "manage_alerts": bool(data.get("manageAlerts"))}
    elif kind is Loki and str(data.get("maxLines", "")).isdigit():
        fields = {"max_lines": int(data["maxLines"])}
    return {**fields, "json_data": data}
