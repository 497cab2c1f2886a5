"""Notification templates."""

from __future__ import annotations

import pytest

from glimpse_gitops.compile.template import compile_template
from glimpse_gitops.model.template import Template

from ..definitions import defined


@pytest.mark.parametrize(
    "text",
    [
        '{{ define "a" }}x{{ end }}',
        '{{define "a"}}x{{end}}',
        '{{- define "a" -}}x{{- end -}}',
        '{{-  define "a" }}x{{ end }}',
        '{{  define "a" }}x{{ end }}',
        '{{/* why */}}\n{{ define "a" }}x{{ end }}',
    ],
)
def test_a_template_with_blocks_of_its_own_stays_as_it_is(text: str) -> None:
    assert compile_template(defined(Template("t", f"\n{text}\n"))).spec == {"template": text}


def test_plain_text_becomes_one_block_of_the_templates_name() -> None:
    template = compile_template(defined(Template("title", "{{ .Status }}\n")))
    assert template.spec == {"template": '{{ define "title" }}\n{{ .Status }}\n{{ end }}'}
    assert template.id.identity == "title"
