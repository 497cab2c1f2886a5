"""Questions about the policy tree of a project that have no answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.workflow.receivers import receivers_of

from .conftest import edit

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_routes_of_the_project_are_followed_at_a_time_and_at_any(shop: Path) -> None:
    labels = {"severity": "critical", "b": "x"}
    assert receivers_of(shop, labels) == ("chat",)
    assert receivers_of(shop, labels, NOON) == ("chat",)
    assert receivers_of(shop, labels, datetime(2027, 1, 23, 15, tzinfo=UTC)) == (), "midnight in Seoul, in January"


def test_a_project_without_a_tree_routes_nothing(shop: Path) -> None:
    (shop / "alerts/routing.py").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="has no notification policy"):
        receivers_of(shop, {})


def test_a_time_without_a_zone_is_refused(shop: Path) -> None:
    with pytest.raises(UsageError, match="has no time zone"):
        receivers_of(shop, {}, datetime(2026, 11, 23, 12))


def test_a_timing_in_the_local_time_of_the_server_leaves_the_answer_open(shop: Path) -> None:
    edit(shop, "alerts/routing.py", '"Asia/Seoul"', '"Local"')
    labels = {"severity": "critical", "b": "x"}
    assert receivers_of(shop, labels) == ("chat",)
    with pytest.raises(UsageError, match="whether nights hold"):
        receivers_of(shop, labels, NOON)


def test_a_value_that_cannot_be_told_leaves_the_answer_open(shop: Path) -> None:
    with pytest.raises(UsageError, match="cannot be told"):
        receivers_of(shop, {"severity": "critical", "b": "x\ny"})
