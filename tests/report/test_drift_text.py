"""What `drift` answers in words."""

from __future__ import annotations

from glimpse_gitops.report.drift_text import drift_text


def test_that_nobody_changed_anything_is_not_said_where_nothing_is_listed_as_ours() -> None:
    text = drift_text((), 0)
    assert "nobody changed" not in text
    assert "no object of this owner is listed" in text


def test_that_nobody_changed_anything_tells_how_many_objects_were_compared() -> None:
    assert drift_text((), 12).startswith("No drift: nobody changed any of the 12 objects")
