"""Rules in Grafana's own words are looked at like others, in Python and in files; their queries are no conditions."""

from __future__ import annotations

from glimpse_gitops.workflow.lint import lint

from ..conftest import ProjectMaker

MODULE = """from glimpse_gitops.authoring import *

prometheus = Prometheus(uid="prom")
folder = Folder("apps", "Apps")
app = RuleGroup("app", [
    GrafanaRule(
        "Errors",
        [
            RuleQuery("A", {"expr": "wrong_function(up)"}, prometheus),
            RuleQuery("B", {"type": "threshold", "expression": "A"}),
        ],
        condition="B",
        annotations={"summary": "{{ $labels.job"},
    ),
], folder=folder, datasource=prometheus)
"""


def test_the_queries_and_texts_of_a_grafana_rule_are_checked_in_its_module(project: ProjectMaker) -> None:
    root = project({"alerts/app.py": MODULE})
    found = {one.name: one for one in lint(root, []).findings}
    assert {"unknown-function", "template-syntax"} <= found.keys()
    assert "no-condition" not in found
    unknown = found["unknown-function"]
    assert (unknown.origin.line, unknown.origin.exact) == (9, True)
    assert unknown.object == "alert rule Errors (group app), query A"
