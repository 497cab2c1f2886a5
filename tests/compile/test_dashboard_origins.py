"""Where the parts of a dashboard stand in the author's files."""

from __future__ import annotations

from typing import Any

from glimpse_gitops.compile.dashboard_origins import DashboardOrigins, dashboard_origins
from glimpse_gitops.files.source_index import build_source_index
from glimpse_gitops.model.origin import Origin

SOURCE = """\
from glimpse_gitops.authoring import Dashboard, LabelValues, TimeSeries
METRIC = "up"
errors = TimeSeries(
    title="Errors",
    description="What fails",
    targets=[
        prometheus.query("rate(errors_total[5m])", "{{job}}"),
        prometheus.query(f"sum({METRIC})"),
    ],
)
requests = TimeSeries(title="Requests", targets=[prometheus.query("rate(errors_total[5m])")])
job = LabelValues(name="job", metric="up", datasource=prometheus)
overview = Dashboard(uid="overview", title="Overview", rows={"Traffic": [requests], "Errors": [errors]})
"""
HOME = Origin("dashboards/overview.py", 13, variable="overview")
SPEC: dict[str, Any] = {
    "uid": "overview",
    "title": "Overview",
    "panels": [
        {"type": "row", "title": "Traffic"},
        {"title": "Requests", "targets": [{"refId": "A", "expr": "rate(errors_total[5m])"}]},
        {
            "type": "row",
            "title": "Folded",
            "panels": [
                {
                    "title": "Errors",
                    "description": "What fails",
                    "targets": [
                        {"refId": "A", "expr": "rate(errors_total[5m])", "legendFormat": "{{job}}"},
                        {"refId": "B", "expr": "sum(up)", "legendFormat": "__auto"},
                    ],
                }
            ],
        },
    ],
    "templating": {"list": [{"name": "job", "query": {"query": "label_values(up, job)"}}]},
    "annotations": {"list": [{"name": "Deploys", "target": {"expr": "changes(build[5m])"}}]},
}


def lines() -> dict[str, int]:
    """JSON pointer → line."""
    origins = dashboard_origins(SPEC, HOME, build_source_index({"dashboards/overview.py": SOURCE}))
    return {pointer: origin.line for pointer, origin in origins.items()}


def test_a_query_that_stands_twice_is_found_beside_its_panels_title() -> None:
    found = lines()

    assert found["/panels/1/targets/0/expr"] == 11
    assert found["/panels/2/panels/0/targets/0/expr"] == 7


def test_panels_titles_and_legends_have_their_lines() -> None:
    found = lines()

    assert found[""] == 13
    assert found["/title"] == 13
    assert found["/panels/1"] == found["/panels/1/title"] == 11
    assert found["/panels/2/panels/0/description"] == 5
    assert found["/panels/2/panels/0/targets/0/legendFormat"] == 7


def test_a_query_in_an_f_string_is_found() -> None:
    assert lines()["/panels/2/panels/0/targets/1"] == 8


def test_variables_and_annotations_have_their_places() -> None:
    found = lines()

    assert found["/templating/list/0/name"] == 12
    assert "/templating/list/0/query/query" in found
    assert "/annotations/list/0/target/expr" in found


def test_what_grafana_fills_in_has_no_place() -> None:
    assert "/panels/2/panels/0/targets/1/legendFormat" not in lines()


def test_the_places_of_a_resource_are_the_same_below_the_key_that_holds_the_dashboard() -> None:
    sources = build_source_index({"dashboards/overview.py": SOURCE})
    places = DashboardOrigins(SPEC, HOME, sources, "/dashboard")
    plain = dashboard_origins(SPEC, HOME, sources)
    assert places[""] == HOME
    assert dict(places) == {"/dashboard" + pointer if pointer else "": place for pointer, place in plain.items()}
    assert len(places) == len(plain)
    assert "/panels/0" not in places
