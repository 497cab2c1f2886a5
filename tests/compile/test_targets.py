"""The queries of a panel."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.compile.datasource_refs import DatasourceRefs
from glimpse_gitops.compile.targets import finish_targets
from glimpse_gitops.model.datasource import Prometheus

PROM = {"type": "prometheus", "uid": "prom"}
LOKI = {"type": "loki", "uid": "loki"}
DECLARED = [Prometheus(uid="prom", url="http://prometheus:9090", is_default=True)]


def finished(panel: dict[str, Any]) -> dict[str, Any]:
    """The panel with complete queries."""
    finish_targets(panel, DatasourceRefs([], DECLARED))
    return panel


def test_queries_have_the_data_source_of_their_panel() -> None:
    panel = finished({"datasource": "Prometheus", "targets": [{"expr": "up"}, {"expr": "up", "datasource": LOKI}]})

    assert panel["datasource"] == PROM
    assert [target["datasource"] for target in panel["targets"]] == [PROM, LOKI]


def test_a_panel_has_the_data_source_of_its_queries() -> None:
    assert finished({"targets": [{"expr": "up", "datasource": LOKI}, {"expr": "up"}]}) == {
        "datasource": LOKI,
        "targets": [{"expr": "up", "datasource": LOKI, "refId": "A"}, {"expr": "up", "datasource": LOKI, "refId": "B"}],
    }


def test_a_mixed_panel_leaves_it_to_its_queries() -> None:
    panel = finished(
        {"targets": [{"expr": "up", "datasource": LOKI}, {"expr": "up", "datasource": PROM}, {"expr": "x"}]}
    )

    assert panel["datasource"]["uid"] == "-- Mixed --"
    assert [target["datasource"] for target in panel["targets"]] == [LOKI, PROM, PROM]


def test_where_nothing_is_named_the_default_data_source_answers() -> None:
    panel = finished({"targets": [{"expr": "up"}]})

    assert panel["datasource"] == panel["targets"][0]["datasource"] == PROM


def test_a_panel_without_queries_has_no_data_source() -> None:
    assert finished({"type": "text", "targets": []}) == {"type": "text"}


def test_a_prometheus_query_says_that_it_is_a_range_and_how_it_is_edited() -> None:
    range_query, instant = finished({"targets": [{"expr": "up"}, {"expr": "up", "instant": True, "range": False}]})[
        "targets"
    ]

    assert (range_query["range"], range_query["editorMode"]) == (True, "code")
    assert instant["range"] is False


@given(st.lists(st.sampled_from(["", "A", "B", "AA", None]), max_size=40))
def test_every_query_has_a_ref_id_of_its_own(ref_ids: list[str | None]) -> None:
    targets = [{"expr": "up"} if ref_id is None else {"expr": "up", "refId": ref_id} for ref_id in ref_ids]

    after = [target["refId"] for target in finished({"targets": targets}).get("targets", [])]

    assert len(set(after)) == len(ref_ids)
    assert all(after)


def test_ref_ids_that_links_and_expressions_use_are_kept() -> None:
    after = finished({"targets": [{"expr": "a"}, {"expr": "b", "refId": "A"}, {"expr": "c", "refId": "A"}]})["targets"]

    assert [target["refId"] for target in after] == ["B", "A", "C"]
