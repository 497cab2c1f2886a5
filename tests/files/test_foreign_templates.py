"""Files that somebody else fills in before they are rules or dashboards: by Helm, or by Jinja."""

from __future__ import annotations

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.foreign import ForeignFile


def read(name: str, text: str) -> ForeignFile:
    return foreign_from_bytes(name, text.encode())


def test_a_dashboard_that_helm_fills_in_is_no_broken_json() -> None:
    file = read("a.json", '{"panels": [], "title": "{{ include "name" . }}"}')
    assert "template" in file.word
    assert read("a.json", '{"panels": [], "title": "{{ name }}" "}').broken


def test_a_template_of_a_chart_is_one_even_where_it_is_yaml() -> None:
    text = "groups: [{name: a, rules: [{alert: A, expr: 'up{job=\"{{ .Values.job }}\"} == 0'}]}]"
    assert "template" in read("chart/templates/a.yml", text).word
    assert not read("rules/a.yml", text).word


@pytest.mark.parametrize("port", ["{{ port|default('9100') }}", "{% if a %}1{% endif %}", "{{ '{{ x }}' }}"])
def test_a_template_of_a_role_is_one_even_where_it_is_yaml(port: str) -> None:
    text = f"groups: [{{name: a, rules: [{{record: 'a:b', expr: \"up{{port='{port}'}}\"}}]}}]"
    assert "template" in read("role/templates/a.yml", text).word
    assert not read("role/files/a.yml", text).word


PLACES = (
    "{{ limit }}",
    "{{ .Limit }}",
    "$(LIMIT)",
    "$LIMIT",
    "$${LIMIT}",
    "@limit@",
    "%{limit}",
    "#{Limit}",
    "<limit>",
    "[[ limit ]]",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_file_with_places_for_values_in_two_rules_is_a_template(place: str) -> None:
    rules = "".join(f"\n  - record: a:b{n}\n    expr: 'sum(x) > {place}'" for n in range(2))
    assert "template" in read("rules/a.yml", f"groups:\n- name: a\n  rules:{rules}").word


@pytest.mark.parametrize("place", PLACES)
def test_a_place_in_one_rule_does_not_make_the_file_a_template(place: str) -> None:
    rules = f"[{{record: 'a:b', expr: 'sum(x) > {place}'}}, {{record: 'a:c', expr: sum(x)}}]"
    assert not read("rules/a.yml", f"groups: [{{name: a, rules: {rules}}}]").word


def test_what_stands_in_the_texts_of_two_queries_is_no_place_for_a_value() -> None:
    rules = "".join(f"\n  - record: a:b{n}\n    expr: 'x{{a=~\"@b@|$LIMIT|<c>|#{{d}}\"}} @ end()'" for n in range(2))
    assert not read("rules/a.yml", f"groups:\n- name: a\n  rules:{rules}").word


@pytest.mark.parametrize("hidden", ["{{ '{{' }} $labels.a {{ '}}' }}", "{{{{ $labels.a }}}}", "{{ $$labels.a }}"])
def test_texts_that_hide_their_actions_from_a_generator_are_a_template(hidden: str) -> None:
    text = 'groups: [{name: a, rules: [{alert: A, expr: up == 0, annotations: {a: "%s", b: "%s"}}]}]'
    assert "template" in read("rules/a.yml", text.replace("%s", hidden.replace("\\", ""))).word
    assert not read("rules/a.yml", text.replace("%s", hidden.replace("\\", ""), 1)).word


@pytest.mark.parametrize(
    "place",
    ["${FOR}", "$FOR", "((for))", "@for@", "__FOR__", "<for>", "%FOR%", "[[ for ]]", "{{ .For }}", "REPLACE_ME"],
)
def test_a_place_for_a_duration_is_none_that_is_wrong(place: str) -> None:
    text = "groups: [{name: a, interval: '%s', rules: [{alert: A, expr: up == 0, for: '%s'}]}]"
    (document,) = read("rules/a.yml", text.replace("%s", place)).documents
    assert not document.broken


@pytest.mark.parametrize("wrong", ["5 minutes", "abc", "5", "$labels", "{{ $labels.for }}"])
def test_a_duration_that_nothing_fills_in_is_wrong(wrong: str) -> None:
    (document,) = read("a.yml", f"groups: [{{name: a, rules: [{{alert: A, expr: up, for: '{wrong}'}}]}}]").documents
    assert document.broken
