"""Dashboards and rule files inside of ConfigMaps: each finding points at its characters in the file around them."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files
from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.workflow.lint import lint
from glimpse_gitops.workflow.lint_fix import fix
from glimpse_gitops.workflow.lint_outcome import LintFilters

from .test_foreign_files import marked

EXPR = 'sum(up{job="a", job="b", c=".*é"}) by (job, job)'
REPEATED = "job"


def board(expr: str = EXPR) -> dict[str, Any]:
    panel = {"id": 1, "type": "timeseries", "title": "Up", "targets": [{"refId": "A", "expr": expr}]}
    return {"title": "Board", "uid": "board", "schemaVersion": 41, "panels": [panel]}


def rules(expr: str = EXPR) -> dict[str, Any]:
    return {"groups": [{"name": "g", "rules": [{"alert": "A", "expr": expr, "for": "5m"}]}]}


def config_map(text: str, form: str, ending: str = "json") -> str:
    """The text as the value of a key, spelt in one of YAML's forms or in JSON."""
    if form == "json":
        return json.dumps({"kind": "ConfigMap", "data": {"a": "b", f"x.{ending}": text}}, indent=1)
    head = f"apiVersion: v1\nkind: ConfigMap\ndata:\n  a: b\n  x.{ending}: "
    if form == '"':
        return f"{head}{json.dumps(text)}\n  c: d\n"
    if form == "'":
        return head + "'" + text.replace("'", "''") + "'\n"
    return f"{head}{form}\n{indent(text, ' ' * 4)}\n"


TEXTS = {
    "compact": json.dumps(board(), ensure_ascii=False),
    "indented": json.dumps(board(), indent=2),
    "rules as JSON": "groups:\n- " + json.dumps(rules()["groups"][0], ensure_ascii=False),
    "rules as YAML": yaml.safe_dump(rules(), allow_unicode=True, width=10_000),
    "rules in a block": "groups:\n- name: g\n  rules:\n  - alert: A\n    for: 5m\n    expr: |\n      " + EXPR,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("form", ["|", "|-", '"', "'", "json"])
def test_a_token_of_an_embedded_query_is_found_in_the_file_around_it(name: str, form: str) -> None:
    if form == "'" and "\n" in TEXTS[name]:
        pytest.skip("YAML takes the indentation away from the lines of such a text")
    outer = config_map(TEXTS[name], form, "yml" if "rules" in name else "json")
    findings = lint_files([foreign_from_bytes("map.json" if form == "json" else "map.yaml", outer.encode())])
    (found,) = [one for one in findings if one.rule == "PQ010" and "by" in one.message]
    assert found.origin.exact
    assert marked(outer, found.origin).strip(", ") == REPEATED


def test_a_query_in_a_folded_text_is_linted_though_its_characters_cannot_be_followed() -> None:
    outer = config_map(yaml.safe_dump(rules()), '"', "yml").replace("\\n    expr", "\\n\n    \\   expr")
    findings = lint_files([foreign_from_bytes("map.yaml", outer.encode())])
    (found,) = [one for one in findings if one.rule == "PQ010" and "by" in one.message]
    assert not found.origin.exact
    assert not [one for one in findings if one.rule == "SP799"]


@pytest.mark.parametrize("form", ["|", '"', "json"])
def test_what_is_broken_inside_is_named_at_its_place(form: str) -> None:
    outer = config_map('{"panels": [\n!]}', form)
    name = "map.json" if form == "json" else "map.yaml"
    (found,) = lint_files([foreign_from_bytes(name, outer.encode())])
    assert (found.rule, marked(outer, found.origin)) == ("RF801", "!")


@pytest.mark.parametrize(
    "text",
    ["{}", "a=b", '{"panels": 3}', "groups", "x\ngroups: 1\n", "[]", "{{ helm }}", '{"elements": {}}', "\0", ""],
)
def test_other_texts_of_a_config_map_are_left_alone(text: str) -> None:
    outer = json.dumps({"kind": "ConfigMap", "data": {"x": text, "y": 3}, "binaryData": {"z": "AAAA"}})
    file = foreign_from_bytes("map.json", outer.encode())
    assert not lint_files([file]) or file.word


def test_a_fix_changes_the_characters_inside_and_no_other_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for form in ("|", '"'):
        file = tmp_path / "map.yaml"
        before = config_map(json.dumps(board("sum(up) by (job, job)")), form)
        file.write_text(before, encoding="utf-8")
        done = fix(None, [file], LintChoices(select=("PQ010",)), LintFilters(), unsafe=False, write=True)
        after = file.read_text(encoding="utf-8")
        assert after in (before, before.replace("(job, job)", "(job)"))
        assert bool([one for one in done.report.findings if one.rule == "PQ010"]) == (after == before)


def test_a_bare_list_of_groups_is_linted_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in (
        "- name: g\n  rules:\n  - {alert: A, expr: sum(up}\n",
        "name: g\nrules:\n- {record: a, expr: sum(up}\n",
    ):
        (tmp_path / "part.yml").write_text(text, encoding="utf-8")
        places = [one.origin.line for one in lint(None, [tmp_path], keep=False).findings if one.rule == "PQ001"]
        assert places == [3]


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60), at=st.integers(0, 200), form=st.sampled_from(["|", '"', "json"]))
def test_no_text_breaks_the_reading(text: str, at: int, form: str) -> None:
    inner = TEXTS["indented"][:at] + text + TEXTS["indented"][at:]
    outer = config_map(inner, form)
    name = "map.json" if form == "json" else "map.yaml"
    for found in lint_files([foreign_from_bytes(name, outer.encode(errors="surrogatepass"))]):
        assert found.rule != "SP799", found.traceback
        assert 1 <= found.origin.line <= outer.count("\n") + 1
