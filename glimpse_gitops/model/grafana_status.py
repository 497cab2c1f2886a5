"""What a Grafana tells about its data sources and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class LiveDatasource:
    """A data source as Grafana has it."""

    uid: str
    name: str
    type: str
    url: str = ""
    json_data: Mapping[str, Any] = field(default_factory=dict)
    healthy: bool | None = None
    """None where its plugin has no health check, or nobody asked."""
    said: str = ""
    """What the health check says."""


@dataclass(frozen=True)
class LiveRule:
    """The health of one Grafana-managed rule."""

    uid: str
    health: str
    """`ok`, `nodata`, `error`, or `unknown` before its first evaluation."""
    error: str = ""
    paused: bool = False
