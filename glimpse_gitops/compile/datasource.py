"""Data sources."""

from __future__ import annotations

from typing import Any

from ..model.datasource import Datasource
from ..model.project import Definition
from ..model.resource import Resource, ResourceId, ResourceKind

REDACTED = "[REDACTED]"
"""What stands in a spec where a secret belongs, as in Grafana's own answers."""


def compile_datasource(definition: Definition[Datasource]) -> Resource:
    """A data source as `PUT /api/datasources/uid/…` takes it, secrets by reference."""
    source = definition.value
    spec: dict[str, Any] = {
        "uid": source.uid,
        "name": source.name,
        "type": source.type,
        "url": source.url,
        "access": source.access,
        "isDefault": source.is_default,
        "basicAuth": bool(source.basic_auth_user),
        "basicAuthUser": source.basic_auth_user,
        "jsonData": dict(source.json_data),
        "secureJsonData": dict.fromkeys(source.secure_json_data, REDACTED),
    }
    spec |= {key: value for key, value in (("user", source.user), ("database", source.database)) if value}
    return Resource(
        ResourceId(ResourceKind.DATASOURCE, source.uid),
        source.name,
        spec,
        secrets={f"/secureJsonData/{name}": ref for name, ref in source.secure_json_data.items()},
        origins={"": definition.origin},
    )
