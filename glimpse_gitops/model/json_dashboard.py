"""Dashboards that are kept as JSON rather than written in Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .folder import Folder


@dataclass(frozen=True, eq=False)
class JsonDashboard:
    """A dashboard kept as a JSON file: `overview = JsonDashboard("overview.json", folder=glimpse)`.

    The file is Grafana's JSON model of the dashboard, and it is applied as it stands: nothing is added, moved or
    modernised. `build` only sorts its keys, and takes out `id` and `version`, which belong to one Grafana.
    """

    file: str
    """The JSON file, from the folder of the module that names it."""
    folder: Folder | None = None
    """The project's default folder where None."""
    content: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """What the file holds: read when the project is loaded."""
    moved_from: str = ""
    """Its old uid: the dashboard of that uid goes when this one is there."""

    def __post_init__(self) -> None:
        if not self.file.endswith(".json"):
            raise ValueError(f'JsonDashboard: "{self.file}" is no JSON file: its name must end in .json')

    def to_json_data(self) -> dict[str, Any]:
        """The dashboard as its file has it, without what belongs to one Grafana only."""
        return {key: value for key, value in self.content.items() if key not in ("id", "version")}
