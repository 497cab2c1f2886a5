"""A directory of Grafana provisioning files, read into what `provision` takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

_KEYS = ("datasources", "contactPoints", "muteTimes", "templates", "policies", "groups")


def read_directory(directory: Path) -> dict[str, Any]:
    """The content of `datasources/`, `alerting/` and `dashboards/`.

    Dashboards are found through the providers in `dashboards/*.yaml`, whose path may be relative to the directory;
    without a provider the JSON files in `dashboards/` go to the root folder and can be edited.
    """
    if not directory.is_dir():
        raise ValueError(f"there is no directory {str(directory)!r}")
    content: dict[str, Any] = {key: [] for key in _KEYS}
    content["dashboards"] = []
    for folder in ("datasources", "alerting"):
        for path in _files(directory / folder, ".yaml", ".yml"):
            document = _read_yaml(path)
            for key in _KEYS:
                content[key] += document.get(key) or []
    providers = [_read_yaml(path) for path in _files(directory / "dashboards", ".yaml", ".yml")]
    for document in providers:
        for provider in document.get("providers") or []:
            content["dashboards"] += _of_provider(directory, provider)
    if not providers:
        found = _files(directory / "dashboards", ".json")
        content["dashboards"] += [{"dashboard": _read_json(path), "allowUiUpdates": True} for path in found]
    return content


def _files(folder: Path, *suffixes: str) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes) if folder.is_dir() else []


def _of_provider(directory: Path, provider: dict[str, Any]) -> list[dict[str, Any]]:
    root = directory / provider["options"]["path"]
    shared = {key: provider.get(key) for key in ("folder", "folderUid", "allowUiUpdates")}
    return [
        {**shared, "dashboard": _read_json(path), "file": str(path.relative_to(root))} for path in _files(root, ".json")
    ]


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is no YAML: {error}") from error
    if not isinstance(document, dict):
        raise ValueError(f"{path} holds no mapping")
    return document


def _read_json(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is no JSON: {error}") from error
    if not isinstance(document, dict):
        raise ValueError(f"{path} holds no object")
    return document
