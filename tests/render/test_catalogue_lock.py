"""The lock file is the same for the same server, whatever order it answers in."""

from __future__ import annotations

import json

from glimpse_gitops.model.catalogue_lock import NO_LOCK, CatalogueLock, ServerMetric
from glimpse_gitops.render.catalogue_lock import lock_artifact

A = ServerMetric("a", "counter", 2, {"z": 1, "b": None}, frozenset({"z", "b"}))
B = ServerMetric("b", "gauge", None, {})


def test_the_file_is_sorted_and_has_a_metric_a_line() -> None:
    text = lock_artifact(CatalogueLock({"b": B, "a": A}, {"web": "15s", "app": "1m"})).text
    assert text == (
        "{\n"
        '  "version": 1,\n'
        '  "scrape_intervals": {"app": "1m", "web": "15s"},\n'
        '  "metrics": {\n'
        '    "a": {"type": "counter", "series": 2, "labels": {"b": null, "z": 1}, "sometimes": ["b", "z"]},\n'
        '    "b": {"type": "gauge", "series": null, "labels": {}}\n'
        "  }\n"
        "}\n"
    )


def test_an_empty_lock_is_valid_json() -> None:
    assert json.loads(lock_artifact(NO_LOCK).text)["metrics"] == {}
