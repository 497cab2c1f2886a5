"""`catalog verify` asks for what is declared and locked, and only reads."""

from __future__ import annotations

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.model.catalogue_lock import LOCK_FILE
from glimpse_gitops.workflow.catalog_verify import verify
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.metric_server import MetricServer

from ..conftest import ProjectMaker
from ..prometheus.fake_prometheus import FakePrometheus, metric, serving

METRICS = """from glimpse_gitops.authoring import *

catalogue = Catalogue([Counter("hits_total", "Hits.", labels=[Label("code", ("200",))])])
"""
LOCK = (
    '{"version": 1, "scrape_intervals": {}, "metrics": {"load": {"type": "gauge", "series": 1, "labels": {"job": 1}}}}'
)
LOAD = metric("load", {"job": "a"})


def test_the_catalogue_and_the_lock_are_both_compared(project: ProjectMaker) -> None:
    root = project({"metrics/a.py": METRICS, LOCK_FILE: LOCK})
    fake = FakePrometheus(
        {**metric("hits_total", {"code": "200", "pod": "x"}), **metric("load", {"job": "a", "b": "c"})}
    )
    with serving(fake):
        compared = verify(root, MetricServer(fake.url, "", Connection("", {})))
    assert compared.metrics == 2
    assert [(one.metric, one.message) for one in compared.drifts] == [
        ("hits_total", 'label "pod" is on the server and not declared'),
        ("load", 'label "b" is on the server and not in the lock file'),
    ]
    assert (root / LOCK_FILE).read_text() == LOCK


def test_there_must_be_something_to_compare(project: ProjectMaker) -> None:
    with pytest.raises(UsageError, match="nothing to verify"):
        verify(project({}), MetricServer("http://a", "", Connection("", {})))
