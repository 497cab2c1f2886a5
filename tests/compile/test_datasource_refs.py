"""Data source references."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.compile.datasource_refs import DatasourceRefs, shared
from glimpse_gitops.model.datasource import Loki, Prometheus

prometheus = Prometheus(uid="prom", name="Metrics", url="http://prometheus:9090", is_default=True)
REFS = DatasourceRefs(
    [{"type": "datasource", "name": "ds", "query": "loki"}, {"type": "query", "name": "job", "query": "up"}],
    [prometheus, Loki(uid="loki", url="http://loki:3100")],
)
PROM = {"type": "prometheus", "uid": "prom"}
LOKI = {"type": "loki", "uid": "loki"}


@pytest.mark.parametrize(
    ("given", "reference"),
    [
        ("Metrics", PROM),
        ("prom", PROM),
        (PROM, PROM),
        ("$ds", {"type": "loki", "uid": "${ds}"}),
        ("${ds}", {"type": "loki", "uid": "${ds}"}),
        ("[[ds]]", {"type": "loki", "uid": "${ds}"}),
        ("${elsewhere}", {"uid": "${elsewhere}"}),
        ("Unknown", {"uid": "Unknown"}),
        ("-- Grafana --", {"type": "grafana", "uid": "-- Grafana --"}),
        ("-- Mixed --", {"type": "datasource", "uid": "-- Mixed --"}),
        ("", None),
        ("default", None),
        (None, None),
        ({}, None),
    ],
)
def test_every_way_to_name_a_data_source_becomes_an_object(given: Any, reference: dict[str, str] | None) -> None:
    assert REFS.reference(given) == reference


def test_the_default_is_the_one_that_the_project_declares() -> None:
    assert REFS.default == PROM
    assert DatasourceRefs([]).default is None


def test_no_reference_is_one_object_in_two_places() -> None:
    first, second = REFS.reference("Metrics"), REFS.reference("Metrics")

    assert first == second
    assert first is not second


@pytest.mark.parametrize(
    ("references", "own"),
    [([], None), ([None], None), ([PROM, PROM], PROM), ([PROM, None], PROM)],
)
def test_a_panel_has_the_data_source_of_its_queries(references: list[Any], own: dict[str, str] | None) -> None:
    assert shared(references) == own


def test_queries_of_two_data_sources_make_a_mixed_panel() -> None:
    assert shared([PROM, LOKI]) == {"type": "datasource", "uid": "-- Mixed --"}
