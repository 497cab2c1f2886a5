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

    def __post_init__(self) -> None:
        if not self.title:
            raise ValueError(f'folder "{self.uid}" needs a title')
