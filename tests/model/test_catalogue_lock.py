"""The lock keeps what exists, in one order."""

from __future__ import annotations

from glimpse_gitops.model.catalogue_lock import ServerMetric, lock_of


def test_what_the_server_does_not_have_is_left_out() -> None:
    lock = lock_of([ServerMetric("b", series=1), ServerMetric("a", labels={"job": 1}), ServerMetric("gone")], {})
    assert list(lock.metrics) == ["a", "b"]
