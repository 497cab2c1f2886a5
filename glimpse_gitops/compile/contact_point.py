"""Contact points."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..model.contact_point import ContactPoint
from ..model.project import Definition
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.secret import SecretRef
from .datasource import REDACTED
from .uid import stable_uid


def compile_contact_point(definition: Definition[ContactPoint]) -> Resource:
    """A contact point with its channels; each has a uid made of the name, its type and its place among its type."""
    point = definition.value
    integrations: list[dict[str, Any]] = []
    secrets: dict[str, SecretRef] = {}
    seen: Counter[str] = Counter()
    for position, integration in enumerate(point.integrations):
        settings = {key: value for key, value in integration.settings().items() if value}
        for key, value in settings.items():
            if isinstance(value, SecretRef):
                secrets[f"/integrations/{position}/settings/{key}"] = value
                settings[key] = REDACTED
        kind = integration.TYPE
        seen[kind] += 1
        integrations.append(
            {
                "uid": stable_uid(f"{point.name}-{kind}", point.name, kind, str(seen[kind])),
                "type": kind,
                "disableResolveMessage": integration.disable_resolve_message,
                "settings": settings,
            }
        )
    return Resource(
        ResourceId(ResourceKind.CONTACT_POINT, point.name),
        point.name,
        {"integrations": integrations},
        secrets,
        origins={"": definition.origin},
    )
