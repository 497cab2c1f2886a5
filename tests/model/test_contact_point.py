"""Contact points."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.integrations import Email


def test_a_contact_point_needs_a_channel() -> None:
    with pytest.raises(ValueError, match='contact point "oncall" needs at least one channel: Email, Slack, PagerDuty'):
        ContactPoint("oncall")


def test_a_contact_point_needs_a_name() -> None:
    with pytest.raises(ValueError, match="a contact point needs a name"):
        ContactPoint("", Email("a@example.com"))


def test_a_contact_point_of_somebody_else_is_not_ours_to_write() -> None:
    assert not ContactPoint.existing("theirs").managed
    assert ContactPoint("ours", Email("a@example.com")).managed
