"""Objects of any dashboard library, by what they can be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Protocol, runtime_checkable


@runtime_checkable
class BuildsJson(Protocol):
    """Anything that says what it is in JSON the way grafanalib's objects do: `Query`, and grafanalib's own targets."""

    def to_json_data(self) -> Any:
        """The object as JSON, which may hold further such objects."""


@runtime_checkable
class Builds(Protocol):
    """A builder of grafana-foundation-sdk."""

    def build(self) -> Any:
        """What it builds, which says what it is in JSON."""


@runtime_checkable
class ModelsJson(Protocol):
    """A model of grafana-foundation-sdk, which is what its builders build."""

    def to_json(self) -> Any:
        """The object as JSON, which may hold further such objects."""


Jsonable = BuildsJson | Builds | ModelsJson | Mapping[str, Any]
"""A part of a dashboard from anywhere: a class of ours or of another library, or its JSON."""

PanelLike = Annotated[Jsonable, 'a panel such as TimeSeries(title="…", targets=[prometheus.query("up")])']
"""A panel from anywhere: a class of ours, of grafanalib or of grafana-foundation-sdk, or its JSON."""

PanelOrTitle = Annotated[Jsonable | str | None, 'a panel of a dashboard, or "dashboard-uid/Panel title"']
"""A panel, or the uid of its dashboard and its title."""
