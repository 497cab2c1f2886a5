"""Vector matching that finds nothing, or too much."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter, Gauge
from glimpse_gitops.promql.analysis import analyse
from glimpse_gitops.promql.pairing import Pairing, pairing_of
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.tree import Binary
from glimpse_gitops.promql.world import world_of

WORLD = world_of(
    Catalogue(
        (
            Counter("requests_total", "", labels=(Label("code", ("200", "500")),)),
            Gauge(
                "build_info",
                "",
                labels=(Label("version", ("1", "2", "3")),),
                determines=(("job", ("version", "instance")),),
            ),
        ),
        target_labels=(Label[Any]("job", at_most=5), Label[Any]("instance", at_most=20)),
    )
)


def pairing(text: str) -> Pairing | None:
    analysis = analyse(parse(text), WORLD)
    assert isinstance(analysis.tree, Binary)
    return pairing_of(analysis.tree, analysis.flows, analysis.counts)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("sum by (job, code) (requests_total) / sum by (job) (requests_total)", {"code"}),
        ("sum by (job, code) (requests_total) / on (job) group_left sum by (job) (requests_total)", set()),
        ("requests_total and build_info", {"code", "version"}),
        ("requests_total / ignoring (code, version) build_info", set()),
        ("unknown / unheard_of", set()),
    ],
)
def test_an_operation_that_never_finds_a_pair_is_known(text: str, labels: set[str]) -> None:
    found = pairing(text)
    assert found is not None
    assert found.never == labels


@pytest.mark.parametrize(
    ("text", "crowds"),
    [
        ("up * on (job) group_left (version) build_info", []),
        ("up * on (job) group_left (code) requests_total", [(200.0, 5.0)]),
        ("sum by (job) (up) / on (job) sum by (job) (requests_total)", []),
        ("up / on (job) requests_total", [(100.0, 5.0), (200.0, 5.0)]),
        ("up / up", []),
        ("up and on (job) requests_total", []),
    ],
)
def test_a_side_that_may_not_be_unique_is_known(text: str, crowds: list[tuple[float, float]]) -> None:
    found = pairing(text)
    assert found is not None
    assert [(crowd.series, crowd.combinations) for crowd in found.crowds] == crowds


@pytest.mark.parametrize("text", ["up + 1", "up or vector(0)", "up unless up", "up + fill(0) up"])
def test_what_needs_no_pairs_has_no_pairing(text: str) -> None:
    assert pairing(text) is None
