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
