"""The notification policy tree as authors write it."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.integrations import Email
from glimpse_gitops.model.label import LabelValue
from glimpse_gitops.model.matcher import Matcher
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.policy import NotificationPolicy, Route

MAIL = ContactPoint("mail", Email("a@example.com"))


def test_matchers_are_written_as_text_or_as_labels() -> None:
    route = Route(MAIL, ['area=~"a|b"', LabelValue("severity", "critical"), Matcher("team", "!=", "x")])
    assert route.matchers == (
        Matcher("area", "=~", "a|b"),
        Matcher("severity", "=", "critical"),
        Matcher("team", "!=", "x"),
    )


@pytest.mark.parametrize("field", ["group_wait", "group_interval", "repeat_interval"])
@pytest.mark.parametrize("node", [Route, NotificationPolicy])
def test_a_timing_that_is_no_duration_is_refused_by_its_name(node: Any, field: str) -> None:
    with pytest.raises(ValueError, match=f'{field}: "30" is not a duration'):
        node(MAIL, **{field: "30"})


@pytest.mark.parametrize("node", [Route, NotificationPolicy])
def test_a_number_as_a_timing_is_refused_by_its_name(node: Any) -> None:
    with pytest.raises(ValueError, match="group_wait: 30 is not a duration"):
        node(MAIL, group_wait=30)


def test_grouping_by_everything_stands_alone() -> None:
    assert Route(MAIL, group_by=["..."]).group_by == ("...",)
    with pytest.raises(ValueError, match=r'"\.\.\." groups by all labels and stands alone'):
        Route(MAIL, group_by=["...", "job"])


@pytest.mark.parametrize(
    ("node", "field"), [(Route, "matchers"), (Route, "group_by"), (Route, "mute"), (NotificationPolicy, "group_by")]
)
def test_one_text_where_a_list_belongs_is_refused(node: Any, field: str) -> None:
    with pytest.raises(ValueError, match=f'{field} must be a list, not the text "job"'):
        node(MAIL, **{field: "job"})


def test_one_mute_timing_in_place_of_a_list_is_refused_by_its_field() -> None:
    nights: Any = MuteTiming("nights", ("22:00", "07:00"))
    with pytest.raises(ValueError, match="mute must be a list, not MuteTiming"):
        Route(MAIL, mute=nights)
