"""Folders of dashboards and alert rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Folder:
    """A Grafana folder. `parent` nests it; Grafana allows five levels."""

    uid: str
    title: str
    parent: Folder | None = None
    description: str = ""
