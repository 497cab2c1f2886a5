"""How long Loki and Tempo keep what they get, and the labels that Loki's streams have."""

from __future__ import annotations

from typing import Any

import yaml

from ..doctor.observations import Missed
from ..errors import GlimpseError
from ..model.duration import parse_duration
from .answer import Access, get


def loki_retention(server: str, access: Access) -> int | Missed:
    """Milliseconds, 0 for ever: `/config` shows the configuration with its defaults."""
    config = _config(server, "config", "Loki", access)
    if isinstance(config, Missed):
        return config
    compactor, limits = config.get("compactor") or {}, config.get("limits_config") or {}
    if not compactor.get("retention_enabled"):
        return 0
    return _milliseconds(limits.get("retention_period", "0s"), "limits_config.retention_period")


def tempo_retention(server: str, access: Access) -> int | Missed:
    """Milliseconds, 0 for ever."""
    config = _config(server, "status/config", "Tempo", access)
    if isinstance(config, Missed):
        return config
    for section in ("compactor", "backend_worker"):
        found = ((config.get(section) or {}).get("compaction") or {}).get("block_retention")
        if found is not None:
            return _milliseconds(found, f"{section}.compaction.block_retention")
    return Missed("Tempo does not tell its block_retention", "look at its configuration file")


def log_labels(server: str, access: Access) -> frozenset[str] | Missed:
    """The labels of Loki's streams, of the last six hours."""
    try:
        found = get(server, "loki/api/v1/labels", "Loki", access)
    except GlimpseError as error:
        return Missed(error.message, error.hint)
    if found.status != 200 or not isinstance(found.json, dict):
        return Missed(
            f"Loki answers {found.status} when asked for its labels",
            "a Loki with tenants wants one: name it as LOKI_TENANT, and the Loki by --loki",
        )
    return frozenset(str(label) for label in found.json.get("data") or ())


def _config(server: str, path: str, product: str, access: Access) -> dict[str, Any] | Missed:
    try:
        found = get(server, path, product, access)
    except GlimpseError as error:
        return Missed(error.message, error.hint)
    # Tempo writes the request above its answer, as a document of its own.
    _, mark, below = found.text.partition("\n---\n")
    try:
        config = yaml.load(below if mark else found.text, yaml.CSafeLoader) if found.status == 200 else None
    except yaml.YAMLError:
        config = None
    if not isinstance(config, dict):
        return Missed(f"{product} does not show its configuration at /{path}", "look at its configuration file")
    return config


def _milliseconds(text: Any, setting: str) -> int | Missed:
    """A duration of Go (`168h0m0s`) or of Prometheus (`2w`)."""
    try:
        return parse_duration(str(text))
    except ValueError:
        return Missed(f'{setting} is "{text}", which is no duration', "look at its configuration file")
