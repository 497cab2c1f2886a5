"""The project's settings: `[tool.glimpse-gitops]` in pyproject.toml."""

from __future__ import annotations

import difflib
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from ..errors import SettingsError
from ..model.settings import Settings
from .brakes import read_brakes
from .environments import read_environments
from .project_root import SECTION, section
from .setting_values import setting_values

_UID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LISTS = ("severities", "ignore")
_CHOICES = {"provenance": ("locked", "editable"), "profile": ("minimal", "recommended", "strict")}
_OWNER = re.compile(r"[a-z0-9][a-z0-9-]{0,25}")


def load_settings(root: Path, environment: str = "") -> Settings:
    """The settings of the project at `root`, as they are in `environment` where one is named.

    An unknown key, a wrong type or an environment that is not there is a SettingsError.
    """
    file = root / "pyproject.toml"
    given = section(file)
    if not isinstance(given, dict):
        raise SettingsError(f"pyproject.toml: [tool.{SECTION}] must be a table, not {given!r}")
    known = [field.name for field in fields(Settings) if field.name != "environment"]
    for key in given:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f'did you mean "{close[0]}"?' if close else f"the keys are {', '.join(known)}"
            raise SettingsError(f'pyproject.toml: [tool.{SECTION}] has an unknown key "{key}"', hint)
    for key in ("owner", "project"):
        if not given.get(key):
            raise SettingsError(
                f'pyproject.toml: [tool.{SECTION}] has no "{key}"',
                "`glimpse-gitops init` in an empty folder shows a complete section; "
                "`project` is any random id that you then keep",
            )
    checked = {key: _checked(key, value) for key, value in given.items()}
    settings = Settings(**checked)
    for owner in (settings.owner, *(one.owner for one in settings.environments.values() if one.owner)):
        if not _OWNER.fullmatch(owner):
            raise SettingsError(
                f'pyproject.toml: owner "{owner}" is no name for an owner',
                "use lower-case letters, digits and dashes, 26 at most: it becomes part of a uid in Grafana",
            )
    return _in_environment(settings, environment) if environment else settings


def _in_environment(settings: Settings, name: str) -> Settings:
    if name not in settings.environments:
        names = ", ".join(sorted(settings.environments))
        hint = f"there are {names}" if names else f"declare it as [tool.{SECTION}.environments.{name}]"
        raise SettingsError(f'pyproject.toml has no environment "{name}"', hint)
    chosen = settings.environments[name]
    return replace(
        settings,
        environment=chosen,
        owner=chosen.owner or settings.owner,
        manifest_folder=chosen.manifest_folder or settings.manifest_folder,
        values={**settings.values, **chosen.values},
    )


def _checked(key: str, value: Any) -> Any:
    if key == "values":
        return setting_values("pyproject.toml: values", value)
    if key == "brakes":
        return read_brakes(value)
    if key == "environments":
        return read_environments(value)
    if key == "lint":
        if not isinstance(value, dict):
            raise SettingsError(f"pyproject.toml: lint must be a table of its own, [tool.{SECTION}.lint]")
        return value
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise SettingsError(f"pyproject.toml: {key} must be a list of strings, not {value!r}")
        return tuple(value)
    if not isinstance(value, str):
        raise SettingsError(f"pyproject.toml: {key} must be a string, not {value!r}")
    if key in ("folder", "datasource", "manifest_folder") and value and not _UID.fullmatch(value):
        raise SettingsError(f'pyproject.toml: {key} must be a uid of Grafana, and "{value}" is none')
    if key in _CHOICES and value not in _CHOICES[key]:
        raise SettingsError(f'pyproject.toml: {key} is "{value}"', f"it can be {' or '.join(_CHOICES[key])}")
    return value
