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


def test_what_is_recorded_under_a_name_as_exporters_have_them_may_be_scraped_too() -> None:
    recording, alert = (text.replace("job:up:sum", "probe_success") for text in (RECORDING, ALERT))
    assert found({"rules/a.yml": recording, "rules/b.yml": alert}) == set()


def test_a_dashboard_may_ask_for_external_labels() -> None:
    assert found({"a.yml": RECORDING, "b.json": BOARD}) == set()


def recordings(count: int) -> str:
    """A rule file that records some series, and reads each of them with a label that none of them keeps."""
    rules = [
        rule
        for n in range(count)
        for rule in (
            {"record": f"job:up{n}:sum", "expr": f"sum by (job) (up{n})"},
            {"record": f"all:up{n}:sum", "expr": f"sum(job:up{n}:sum{{monitor='global'}})"},
            {"record": f"env:up{n}:sum", "expr": f"sum by (env) (job:up{n}:sum)"},
        )
    ]
    return json.dumps({"groups": [{"name": "a", "rules": rules}]})


def test_a_label_that_many_recorded_series_are_asked_for_is_one_that_the_server_adds() -> None:
    assert found({"a.yml": recordings(3)}) == {"PQ116", "PQ118"}
    assert found({"a.yml": recordings(4)}) == set()


def test_of_a_label_that_the_server_adds_an_alert_may_tell() -> None:
    alert = ALERT.replace("job:up:sum", "job:up0:sum").replace("cluster", "monitor")
    assert found({"rules/a.yml": recordings(4), "rules/b.yml": alert}) == set()
    assert found({"rules/a.yml": recordings(4), "rules/b.yml": alert.replace("monitor", "pod")}) == {"AL210"}


def circles(files: dict[str, str]) -> int:
    """How many circles of recording rules are told of."""
    read = [foreign_from_bytes(path, text.encode()) for path, text in files.items()]
    return sum(one.rule == "RR254" for one in lint_files(read))


OLD_TO_NEW = "{name: old, rules: [{record: node_forks, expr: node_forks_total}]}"
NEW_TO_OLD = "{name: new, rules: [{record: node_forks_total, expr: node_forks}]}"


def test_of_two_files_one_may_undo_what_the_other_does() -> None:
    assert circles({"rules/old.yml": f"groups: [{OLD_TO_NEW}]", "rules/new.yml": f"groups: [{NEW_TO_OLD}]"}) == 0


def test_a_file_may_not_undo_what_it_does_itself() -> None:
    assert circles({"rules/a.yml": f"groups: [{OLD_TO_NEW}, {NEW_TO_OLD}]"}) == 1
