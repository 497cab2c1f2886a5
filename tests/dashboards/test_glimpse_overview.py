"""The dashboard that Glimpse's on-call keeps open."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from glimpse_gitops.compile.dashboard import CompiledDashboard, compile_dashboard
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.model.catalogue import Catalogue

ROOT = Path(__file__).parents[2]

IDS = {
    "Now": 1965107082,
    "Requests a second": 429228968,
    "Failing requests": 560310004,
    "Response time p95": 268528867,
    "Largest heap": 1050647996,
    "Event loop lag": 2024205135,
    "Instances": 675510524,
    "Traffic": 1627806986,
    "Request rate": 311761690,
    "Requests in flight": 236561353,
    "Errors": 1396342513,
    "Error ratio": 1919589358,
    "Server errors by route": 1461592428,
    "Latency": 1631502290,
    "Response time": 782332256,
    "Response time distribution": 2023797401,
    "Sizes": 314655353,
    "Request size": 260495691,
    "Response size": 1194740184,
    "Business": 1749090393,
    "Sign-ups": 287636372,
    "Matches": 1795134990,
    "Likes": 788012768,
    "Payments": 509910256,
    "Revenue": 377772017,
    "Sign-ups, matches, likes and payments": 418354506,
    "Revenue per hour": 792863697,
    "Average payment": 1085931130,
    "Node.js runtime": 1694929643,
    "Memory": 1523327430,
    "CPU": 28036807,
    "Event loop lag by instance": 588356404,
    "Logs and traces": 563855867,
    "Error logs": 1655908810,
    "Slow traces": 1149116018,
}
"""Links hold these ids, and so do the alerts that fire at this moment: never change one."""


@cache
def glimpse() -> tuple[CompiledDashboard, Catalogue]:
    """The dashboard as it is committed, compiled, and what is declared of its metrics."""
    project = load_project(ROOT)
    (definition,) = [one for one in project.dashboards if one.origin.variable == "overview"]
    return compile_dashboard(definition, project.settings, project.sources, 42), project.catalogue


def panels(*, rows: bool = False) -> list[dict[str, Any]]:
    """Its panels, with or without the headings."""
    return [panel for panel in glimpse()[0].spec["panels"] if rows or panel["type"] != "row"]


def expressions() -> str:
    """All of its queries."""
    return "\n".join(target.get("expr", "") for panel in panels() for target in panel["targets"])


def test_the_panel_ids_are_what_they_always_were() -> None:
    assert {panel["title"]: panel["id"] for panel in panels(rows=True)} == IDS


def test_the_grid_has_no_hole_and_no_overlap() -> None:
    cells = [
        (column, line)
        for place in (panel["gridPos"] for panel in panels(rows=True))
        for column in range(place["x"], place["x"] + place["w"])
        for line in range(place["y"], place["y"] + place["h"])
    ]

    assert len(cells) == len(set(cells)) == 24 * (max(line for _, line in cells) + 1)


def test_every_metric_of_the_catalogue_is_on_it() -> None:
    _, catalogue = glimpse()
    used = set(re.findall(r"[a-z_]+", expressions()))

    unused = [
        metric.name
        for metric in catalogue.metrics
        if not any(series.metric == metric.name and name in used for name, series in catalogue.series.items())
    ]
    assert len(catalogue.metrics) == 13
    assert unused == []


def test_every_panel_says_what_it_shows_and_in_which_unit() -> None:
    for panel in panels():
        axis, fields = panel["options"].get("yAxis", {}), panel.get("fieldConfig", {}).get("defaults", {})
        assert panel["description"].endswith("."), panel["title"]
        assert axis.get("unit") or fields.get("unit") or panel["type"] in ("logs", "table"), panel["title"]


def test_the_chosen_data_sources_are_asked_everywhere() -> None:
    references = [target["datasource"]["uid"] for panel in panels() for target in panel["targets"]]
    references += [panel["datasource"]["uid"] for panel in panels()]

    assert set(references) == {"${prometheus}", "${loki}", "${tempo}"}


def test_every_prometheus_query_looks_at_the_chosen_service() -> None:
    queries = [t["expr"] for p in panels() for t in p["targets"] if t["datasource"]["type"] == "prometheus"]

    assert queries
    assert all('job=~"$job", instance=~"$instance"' in query for query in queries)


def test_rates_follow_the_zoom() -> None:
    ranges = set(re.findall(r"\[([^]]*)\]", expressions()))

    assert ranges == {"$__rate_interval", "$__range"}


def test_the_threshold_of_the_memory_alert_is_drawn() -> None:
    (memory,) = [panel for panel in panels() if panel["title"] == "Memory"]

    defaults = memory["fieldConfig"]["defaults"]
    assert [step["value"] for step in defaults["thresholds"]["steps"]] == [0, 1_000_000_000]
    assert defaults["custom"]["thresholdsStyle"] == {"mode": "dashed"}


def test_revenue_is_in_won() -> None:
    units = {
        panel["title"]: panel["fieldConfig"]["defaults"].get("unit") for panel in panels() if "fieldConfig" in panel
    }

    assert units["Revenue"] == units["Revenue per hour"] == units["Average payment"] == "currencyKRW"


def test_traces_lead_to_logs_and_logs_to_traces() -> None:
    logs, traces = (
        next(panel for panel in panels() if panel["title"] == title) for title in ("Error logs", "Slow traces")
    )
    (override,) = traces["fieldConfig"]["overrides"]
    (link,) = override["properties"][0]["value"]

    assert "${loki}" in link["url"]
    assert "${__data.fields.traceID}" in link["url"]
    assert "${tempo}" in logs["links"][0]["url"]
    assert "${loki}" in traces["links"][0]["url"]


def test_the_heap_and_error_panels_have_their_lines_in_the_source() -> None:
    compiled, _ = glimpse()
    positions = {panel["title"]: position for position, panel in enumerate(compiled.spec["panels"])}

    for title, path in (("Memory", "dashboards/panels/runtime.py"), ("Error ratio", "dashboards/panels/requests.py")):
        origin = compiled.origins[f"/dashboard/panels/{positions[title]}/targets/0/expr"]
        assert origin.path == path
        assert origin.line
