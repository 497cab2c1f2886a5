"""The tables `[tool.glimpse-gitops.environments.<name>]` of pyproject.toml."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from ..errors import SettingsError
from ..model.environment import Environment
from .setting_values import setting_values

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_PREFIX = re.compile(r"[A-Za-z0-9_-]{0,20}")


def read_environments(given: Any) -> Mapping[str, Environment]:
    """The environments by name; an unknown key or a value of the wrong type is a SettingsError."""
    if not isinstance(given, dict):
        raise SettingsError(
            "pyproject.toml: environments must be tables",
            "write one for each: [tool.glimpse-gitops.environments.staging]",
        )
    return {name: _environment(name, table) for name, table in given.items()}


def _environment(name: str, table: Any) -> Environment:
    where = f"pyproject.toml: environment {name}"
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f'pyproject.toml: "{name}" is no name for an environment', "use lower-case letters, digits and dashes"
        )
    if not isinstance(table, dict):
        raise SettingsError(f"{where} must be a table, not {table!r}")
    known = [field.name for field in fields(Environment) if field.name != "name"]
    for key in table:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f'did you mean "{close[0]}"?' if close else f"the keys are {', '.join(known)}"
            raise SettingsError(f'{where} has an unknown key "{key}"', hint)
    environment = Environment(name, **{key: _READ[key](f"{where}: {key}", value) for key, value in table.items()})
    if not _PREFIX.fullmatch(environment.folder_prefix):
        raise SettingsError(
            f'{where}: folder_prefix "{environment.folder_prefix}" cannot be part of a uid',
            "use letters, digits, dashes and underscores, 20 at most",
        )
    return environment


def _text(where: str, value: Any) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{where} must be a string, not {value!r}")
    return value


def _number(where: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"{where} must be a number, not {value!r}")
    return value


def _org(where: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise SettingsError(f"{where} must be the id of an organisation, not {value!r}")
    return value


def _table_of(item: Callable[[str, Any], Any]) -> Callable[[str, Any], Mapping[str, Any]]:
    def read(where: str, value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise SettingsError(f"{where} must be a table, not {value!r}")
        return {key: item(f"{where}.{key}", one) for key, one in value.items()}

    return read


_READ: Mapping[str, Callable[[str, Any], Any]] = {
    "url": _text,
    "org": _org,
    "ca_file": _text,
    "owner": _text,
    "moved_from": _text,
    "manifest_folder": _text,
    "folder_prefix": _text,
    "datasources": _table_of(_text),
    "contact_points": _table_of(_text),
    "thresholds": _table_of(_number),
    "values": setting_values,
}
