"""The law, for every kind: load and compile what was generated, and it equals what is live."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glimpse_gitops.model.resource import Resource

from . import strategies
from .law import assert_law, ruff_complaints

KINDS = {
    "folder": strategies.folders(),
    "data source": strategies.datasources().map(lambda one: [one]),
    "template": strategies.templates.map(lambda one: [one]),
    "mute timing": strategies.mute_timings.map(lambda one: [one]),
    "contact point": strategies.contact_points.map(lambda one: [one]),
    "notification policy": strategies.policies.map(lambda one: [one]),
    "rule group": strategies.rule_groups().map(lambda one: [one]),
    "dashboard": strategies.dashboards().map(lambda one: [one]),
}

slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", KINDS)
@slow
@given(data=st.data())
def test_what_is_generated_builds_to_what_is_live(kind: str, data: st.DataObject) -> None:
    assert_law(data.draw(KINDS[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_ruff_has_nothing_to_say_about_what_is_generated(kind: str) -> None:
    sources: list[str] = []

    @settings(slow, max_examples=40, database=None, derandomize=True)
    @given(live=KINDS[kind])
    def collect(live: list[Resource]) -> None:
        sources.extend(text for path, text in assert_law(live).files.items() if path.endswith(".py"))

    collect()
    assert ruff_complaints(sources) == ""
