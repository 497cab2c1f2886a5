"""Contact points."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..errors import ProjectError
from ..model.contact_point import ContactPoint
from ..model.project import Definition
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.secret import SecretRef
from ..model.setting import SettingRef
from .datasource import REDACTED
from .uid import stable_uid


def compile_contact_point(
    definition: Definition[ContactPoint], values: Mapping[str, str | tuple[str, ...]]
) -> Resource:
    """A contact point with its channels; each has a uid made of the name, its type and its place among its type.

    `values` are the settings that channels may refer to; a name that is not among them is a ProjectError.
    """
    point = definition.value
    integrations: list[dict[str, Any]] = []
    secrets: dict[str, SecretRef] = {}
    seen: Counter[str] = Counter()
    for position, integration in enumerate(point.integrations):
        given = {key: _resolved(value, values, definition) for key, value in integration.settings().items()}
        settings = {key: value for key, value in given.items() if value}
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


def _resolved(value: Any, values: Mapping[str, str | tuple[str, ...]], home: Definition[ContactPoint]) -> Any:
    if not isinstance(value, SettingRef):
        return value
    if value.name not in values:
        close = difflib.get_close_matches(value.name, values, n=1)
        hint = f'did you mean "{close[0]}"?' if close else "add it to [tool.glimpse-gitops.values] in pyproject.toml"
        raise ProjectError(
            f'{home.origin}: contact point "{home.value.name}" refers to setting "{value.name}", which is not there',
            hint,
        )
    found = values[value.name]
    return found if isinstance(found, str) else ";".join(found)
