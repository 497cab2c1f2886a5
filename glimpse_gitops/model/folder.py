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
    managed: bool = True
    """False for a folder that somebody else keeps, and for Grafana's root: it is referred to, never written."""

    def __post_init__(self) -> None:
        if not self.title:
            raise ValueError(f'folder "{self.uid}" needs a title')

    @classmethod
    def existing(cls, uid: str) -> Folder:
        """A folder that is there already and that somebody else keeps."""
        return Folder(uid, uid, managed=False)

    @classmethod
    def root(cls) -> Folder:
        """The place of dashboards that are in no folder; alert rules cannot live there."""
        return Folder("", "Dashboards", managed=False)
