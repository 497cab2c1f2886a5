"""What recording rules in files from elsewhere let us know: their series get labels on the way to other servers."""

from __future__ import annotations

import json

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files

RECORDING = "groups: [{name: a, rules: [{record: 'job:up:sum', expr: 'sum by (job) (up)'}]}]"
ALERT = (
    "groups: [{name: b, rules: [{alert: A, expr: 'job:up:sum < 1', for: 5m, labels: {severity: page}, "
    "annotations: {summary: 'In {{ $labels.cluster }}'}}]}]"
)
TARGET = {"refId": "A", "expr": 'job:up:sum{cluster="$cluster"}', "datasource": {"type": "prometheus", "uid": "$ds"}}
BOARD = json.dumps({"uid": "a", "title": "A", "panels": [{"title": "A", "type": "timeseries", "targets": [TARGET]}]})


def found(files: dict[str, str]) -> set[str]:
    """The rules that say that a label cannot be there."""
    read = [foreign_from_bytes(path, text.encode()) for path, text in files.items()]
    return {one.rule for one in lint_files(read)} & {"AL210", "PQ116", "PQ118"}


def test_an_alert_of_the_same_folder_has_the_labels_that_the_recording_keeps() -> None:
    assert found({"rules/a.yml": RECORDING, "rules/b.yml": ALERT}) == {"AL210"}


def test_an_alert_of_another_folder_may_have_those_of_another_prometheus_too() -> None:
    assert found({"seed/a.yml": RECORDING, "garden/b.yml": ALERT}) == set()


def test_a_dashboard_may_ask_for_external_labels() -> None:
    assert found({"a.yml": RECORDING, "b.json": BOARD}) == set()
