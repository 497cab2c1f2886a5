"""`explain-query` knows what the project knows, and does without a project."""

from __future__ import annotations

from glimpse_gitops.workflow.explain_query import explain_query

from ..conftest import ProjectMaker

METRICS = """from glimpse_gitops.authoring import *

catalogue = Catalogue([Counter("requests_total", "Requests.", labels=[Label("route", at_most=60)])])
"""


def test_the_catalogue_of_the_project_gives_labels_and_bounds(project: ProjectMaker) -> None:
    explained = explain_query("sum by (route) (rate(requests_total[5m]))", project({"metrics/a.py": METRICS}))
    assert explained.nodes[0].series == 60
    assert explained.notes == ()


def test_an_unknown_metric_is_noted_with_the_one_that_was_meant(project: ProjectMaker) -> None:
    explained = explain_query("request_total", project({"metrics/a.py": METRICS}))
    assert explained.notes == ('the catalogue does not know "request_total": did you mean "requests_total"?',)


def test_without_a_project_anything_is_possible_and_a_note_says_so() -> None:
    explained = explain_query("sum by (pod) (foo)", None)
    assert explained.faults == ()
    assert explained.notes[0].startswith('nothing is known of "foo"')


def test_grafana_variables_are_allowed() -> None:
    assert not explain_query("rate(requests_total{job=~'$job'}[$__rate_interval])", None).faults


def test_an_invalid_expression_is_told_with_its_faults() -> None:
    explained = explain_query("sum(", None)
    assert explained.nodes == ()
    assert explained.faults
