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
        filled = {key: value for key, value in given.items() if value}
        settings = _redacted(filled, f"/integrations/{position}/settings", secrets)
        kind = integration.TYPE
        seen[kind] += 1
        integrations.append(
            {
                "uid": integration.uid or stable_uid(f"{point.name}-{kind}", point.name, kind, str(seen[kind])),
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
        moved_from=ResourceId(ResourceKind.CONTACT_POINT, point.moved_from) if point.moved_from else None,
    )


def _redacted(value: Any, pointer: str, secrets: dict[str, SecretRef]) -> Any:
    """A copy of the settings without the secrets, which are noted by where they belong."""
    if isinstance(value, SecretRef):
        secrets[pointer] = value
        return REDACTED
    if isinstance(value, Mapping):
        return {key: _redacted(inner, f"{pointer}/{_escaped(key)}", secrets) for key, inner in value.items()}
    if isinstance(value, list):
        return [_redacted(inner, f"{pointer}/{index}", secrets) for index, inner in enumerate(value)]
    return value


def _escaped(key: str) -> str:
    """A key as a part of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def _resolved(value: Any, values: Mapping[str, str | tuple[str, ...]], home: Definition[ContactPoint]) -> Any:
    if isinstance(value, Mapping):
        return {key: _resolved(inner, values, home) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_resolved(inner, values, home) for inner in value]
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
