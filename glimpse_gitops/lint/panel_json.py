"""What rules ask of the JSON of a panel, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from .json_lists import mapping, mappings_in
from .subjects import DashboardSubject, QuerySubject

SHOWS_DATA = frozenset(
    {
        *(
            "timeseries",
            "graph",
            "stat",
            "singlestat",
            "gauge",
            "bargauge",
            "table",
            "table-old",
            "piechart",
            "heatmap",
        ),
        *("histogram", "barchart", "state-timeline", "status-history", "trend", "xychart", "candlestick"),
    }
)
"""The types of panels that show nothing without a query."""


def targets_of(panel: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Its queries."""
    return tuple(one for _, one in mappings_in(panel.get("targets")))


def is_elsewhere(panel: Mapping[str, Any]) -> bool:
    """Whether what the panel shows is defined elsewhere: it is a library panel, or a snapshot."""
    return "libraryPanel" in panel or "snapshotData" in panel or "snapshotId" in panel


def all_panels(dashboard: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every panel with its pointer: those on the grid, those inside of rows, and those of the old rows."""
    waiting = [("/panels", dashboard.get("panels"))]
    waiting += [(f"/rows/{index}/panels", row.get("panels")) for index, row in mappings_in(dashboard.get("rows"))]
    while waiting:
        pointer, listed = waiting.pop(0)
        for index, panel in mappings_in(listed):
            yield f"{pointer}/{index}", panel
            if panel.get("panels"):
                waiting.append((f"{pointer}/{index}/panels", panel.get("panels")))


def repeated_by(dashboard: DashboardSubject) -> frozenset[str]:
    """The variables that panels or rows are repeated for: inside of these they have one value at a time."""
    json = dashboard.json
    holders = [panel for _, panel in all_panels(json)] + [row for _, row in mappings_in(json.get("rows"))]
    classic = (str(one["repeat"]) for one in holders if one.get("repeat"))
    return frozenset((*classic, *_repeats_in(dashboard.json.get("layout"))))


def _repeats_in(layout: object) -> Iterator[str]:
    """The variables that parts of a layout of schema v2 are repeated for."""
    if isinstance(layout, Mapping):
        repeat = mapping(layout.get("repeat"))
        if repeat.get("mode") == "variable":
            yield str(repeat.get("value"))
        for below in layout.values():
            yield from _repeats_in(below)
    elif isinstance(layout, list):
        for below in layout:
            yield from _repeats_in(below)


def takes_several(variable: Mapping[str, Any]) -> bool:
    """Whether people can choose several values of a variable at once; of a hidden one nobody chooses."""
    is_hidden = variable.get("hide") in (2, "hideVariable")
    return not is_hidden and (bool(variable.get("multi")) or bool(variable.get("includeAll")))


def number(value: object) -> float | None:
    """A number of the JSON; None for anything else."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def defaults_of(panel: Mapping[str, Any]) -> Mapping[str, Any]:
    """What all of its fields have."""
    return mapping(mapping(panel.get("fieldConfig")).get("defaults"))


def variables_with_several(subject: QuerySubject) -> frozenset[str]:
    """The variables of a query's dashboard that may stand there for several values."""
    if subject.panel is None:
        return frozenset()
    several = {str(one.get("name")) for one in subject.panel.dashboard.variables if takes_several(one)}
    return frozenset(several - repeated_by(subject.panel.dashboard)) if several else frozenset()


def has_one_query(panel: Mapping[str, Any]) -> bool:
    """Whether it has exactly one query; of thousands no more than two are looked at."""
    return len(list(islice(mappings_in(panel.get("targets")), 2))) == 1


def asked_targets(panel: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    """The targets with their places, but for those that Grafana never asks: hidden, and not calculated with."""
    targets = list(mappings_in(panel.get("targets")))
    calculates = "alert" in panel or any(_is_expression(target) for _, target in targets)
    return targets if calculates else [(place, target) for place, target in targets if target.get("hide") is not True]


def _is_expression(target: Mapping[str, Any]) -> bool:
    source = target.get("datasource")
    return "__expr__" in (source, mapping(source).get("uid"), mapping(source).get("type"))


def shows_one_query(panel: Mapping[str, Any]) -> bool:
    """Whether all numbers of a panel come from one query and have one unit."""
    if not has_one_query(panel) or panel.get("transformations"):
        return False
    overrides = mappings_in(mapping(panel.get("fieldConfig")).get("overrides"))
    units = [one for _, override in overrides for _, one in mappings_in(override.get("properties"))]
    return all(one.get("id") != "unit" for one in units)


def names_series(panel: Mapping[str, Any], *, one_series: bool) -> bool:
    """Whether the panel shows the names of its series; `one_series`: whether a query of it returns one at most.

    One number has no name, unless the panel asks for it, and values that are renamed have others. What transforms a
    table makes columns of labels, and a heatmap that calculates its buckets has one for all series. Where the legend is
    hidden, a query of one series is known by the rest of its name.
    """
    kind, options = panel.get("type"), mapping(panel.get("options"))
    if kind == "table":
        return not panel.get("transformations")
    if any(_renames_values(one) for _, one in mappings_in(panel.get("transformations"))):
        return False
    shown = [target for target in targets_of(panel) if not target.get("hide")]
    is_alone = one_series and len(shown) == 1
    if kind == "heatmap" and (options.get("calculate") or mapping(panel.get("heatmap")).get("calculate")):
        return False
    legends = (mapping(options.get("legend")).get("showLegend"), mapping(panel.get("legend")).get("show"))
    if one_series and (False in legends or mapping(options.get("legend")).get("displayMode") == "hidden"):
        return False
    return kind not in _NUMBERS or not is_alone or options.get("textMode") in ("name", "value_and_name")


def _renames_values(transformation: Mapping[str, Any]) -> bool:
    """Whether it gives names to what has the name of a series otherwise."""
    renamed = mapping(mapping(transformation.get("options")).get("renameByName"))
    return transformation.get("id") == "organize" and any(str(name).startswith("Value") for name in renamed)


_NUMBERS = frozenset({"singlestat", "stat", "gauge", "bargauge"})
