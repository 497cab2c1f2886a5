"""Files that dashboards are made of, which name variables that are added where that is done."""

from __future__ import annotations

import json
from typing import Any

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files


def panel(**more: Any) -> dict[str, Any]:
    """A panel with an unknown variable in its query."""
    target = {"refId": "A", "expr": 'sum(up{job=~"$job"})'}
    return {"title": "Load", "datasource": "$source", "targets": [target], **more}


def found(**board: Any) -> set[str]:
    """The rules of what is found in a file with that dashboard."""
    text = json.dumps({"title": "Load", **board})
    return {finding.rule for finding in lint_files([foreign_from_bytes("load.json", text.encode())])}


def test_panels_without_a_type_belong_to_a_generator() -> None:
    source = [{"class": "row", "panels": [panel(**{"class": "ops_panel"})]}]
    assert found(rows=source) == {"RF803"}
    assert found(panels=[panel(), panel(), panel(type="text")]) == {"RF803"}


def test_one_panel_without_a_type_does_not_make_it_a_source() -> None:
    assert "DB307" in found(panels=[panel(datasource="main"), panel(type="timeseries", datasource="main")])


def test_who_names_the_data_source_by_a_variable_and_has_none_gets_them_later() -> None:
    assert "DB307" not in found(panels=[panel(type="timeseries")])


def test_who_has_variables_of_its_own_lacks_the_others() -> None:
    listed = [{"type": "datasource", "name": "source", "query": "prometheus"}]
    assert "DB307" in found(panels=[panel(type="timeseries")], templating={"list": listed})


def test_a_place_that_an_export_left_for_the_data_source_tells_of_nothing_later() -> None:
    assert "DB307" in found(panels=[panel(type="timeseries", datasource="${DS_PROMETHEUS}")])


def test_ranges_with_two_dollars_are_for_a_shell_to_fill_in() -> None:
    def asks(expr: str) -> dict[str, Any]:
        return panel(type="timeseries", targets=[{"refId": "A", "expr": expr}], datasource="main")

    escaped, plain = asks("sum(rate(up[$$__rate_interval]))"), asks("sum(rate(up[$__rate_interval]))")
    assert found(panels=[escaped, escaped, plain]) == {"RF803"}
    assert "PQ001" in found(panels=[escaped, plain])


def test_a_uid_that_something_fills_in_is_not_measured() -> None:
    assert "DB301" not in found(uid="{% printf `%.40s` (printf `%s-%s` .Release.Namespace .Name) %}", panels=[])
    assert "DB301" in found(uid="a b", panels=[])


def test_exports_with_inputs_may_have_one_title() -> None:
    def both(**more: Any) -> set[str]:
        texts = [json.dumps({"title": "Load", "uid": uid, "panels": [], **more}) for uid in ("a", "b")]
        files = [foreign_from_bytes(f"{name}.json", one.encode()) for name, one in zip("xy", texts, strict=True)]
        return {finding.rule for finding in lint_files(files)}

    assert "DB329" in both()
    assert "DB329" not in both(__inputs=[{"name": "DS", "type": "datasource"}])


def test_json_with_lines_that_are_for_jinja_alone_is_a_template() -> None:
    text = '{"title": "Load", "panels": [\n{% if kubernetes %}\n{"type": "text"},\n{% endif %}\n]}'
    told = lint_files([foreign_from_bytes("load.json", text.encode())])
    assert [(one.rule, "template" in one.message) for one in told] == [("RF803", True)]


def test_a_dashboard_of_perses_is_none_of_grafana() -> None:
    panel = {"kind": "Panel", "spec": {"display": {"name": "Up"}, "queries": []}}
    board = {"kind": "Dashboard", "metadata": {"name": "a" * 48}, "spec": {"panels": {"0": panel}, "duration": "1h"}}
    file = foreign_from_bytes("board.json", json.dumps(board).encode())
    assert file.word == "it is a dashboard of Perses"
    assert {one.rule for one in lint_files([file])} == {"RF803"}


def test_a_rule_whose_name_is_filled_in_belongs_to_a_template() -> None:
    rules = "groups:\n- name: a\n  rules:\n  - alert: {{NAME}}\n    expr: up == 0\n"
    assert foreign_from_bytes("a.yml", rules.encode()).word.startswith("it is a template")
