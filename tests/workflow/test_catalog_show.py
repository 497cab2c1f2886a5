"""`catalog show` lists what is declared, and what only the lock knows."""

from __future__ import annotations

from glimpse_gitops.model.catalogue_lock import LOCK_FILE
from glimpse_gitops.workflow.catalog_show import catalogue_rows

from ..conftest import ProjectMaker

METRICS = """from glimpse_gitops.authoring import *

route = Label[str]("route", at_most=10)
catalogue = Catalogue(
    [
        Counter("hits_total", "Hits.", labels=[route]),
        Histogram("wait_seconds", "Time.", unit="seconds", labels=[route], buckets=(1, 5)),
    ],
    scrape_interval="30s",
)
"""
LOCK = """{"version": 1, "scrape_intervals": {"a": "5s"}, "metrics": {
  "hits_total": {"type": "counter", "series": 99, "labels": {"route": 99}},
  "load": {"type": "gauge", "series": 20, "labels": {"job": 20}}
}}"""


def test_the_largest_metric_comes_first_and_a_histogram_is_one_row(project: ProjectMaker) -> None:
    rows, interval = catalogue_rows(project({"metrics/a.py": METRICS, LOCK_FILE: LOCK}))
    assert [(row.name, row.type, row.series, row.source) for row in rows] == [
        ("wait_seconds", "histogram", 30 + 10 + 10, "catalogue"),
        ("load", "gauge", 20, "lock file"),
        ("hits_total", "counter", 10, "catalogue"),
    ]
    assert [(label.name, label.values, label.exact) for label in rows[0].labels] == [
        ("le", 3, True),
        ("route", 10, False),
    ]
    assert interval == 30


def test_a_project_without_metrics_has_no_rows(project: ProjectMaker) -> None:
    assert catalogue_rows(project({}))[0] == ()
