"""Which notification templates are refused, and what is said about them; asked of the real servers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.sandbox.template_syntax import template_fault

SOUND = (
    "{{ range $i, $v := .A }}{{ $i }}{{ $v.B.c }}{{ continue }}{{ end }}",
    "{{ $a := 1 }}{{ $a = 2 }}{{ if $b := .x }}{{ $b }}{{ else if $c := .y }}{{ $b }}{{ $c }}{{ end }}",
    "{{ with .A }}a{{ else with .B }}b{{ end }}",
    '{{- /* a comment */ -}}{{- "}}" -}}',
    '{{ (printf "%d" 1 | len) }}',
    '{{ .Labels.a | toUpper | join "," }}',
    '{{ block "b" . }}{{ end }}',
    "a } b }} c",
    "{{-3}}{{ 'a' }}{{ nil }}{{ .A | }}",
)
REFUSED = (
    ("{{ if }}x{{ end }}", "missing value for if"),
    ("{{ }}", "missing value for command"),
    ("{{ () }}", "missing value for parenthesized pipeline"),
    ("{{ range $i := .A }}{{ end }}{{ $i }}", 'undefined variable "$i"'),
    ("{{ humanizePercentage 0.5 }}", 'function "humanizePercentage" not defined'),
    ("{{ .A | toUpper | bogus }}", 'function "bogus" not defined'),
    ("{{ if .A }}{{ else }}{{ else }}{{ end }}", "expected end; found {{else}}"),
    ("{{ else }}", "unexpected {{else}} in define clause"),
    ("{{ break }}", "{{break}} outside {{range}}"),
    ("{{ template x }}", 'unexpected "x" in template clause'),
    ("{{ template }}", 'unexpected "}}" in template clause'),
    ('{{ define "y" }}{{ end }}', "unexpected <define> in command"),
    ("{{ range .A }}a{{ else if .B }}b{{ end }}", "unexpected <if> in input"),
    ("{{ end 1 }}", 'unexpected "1" in end'),
    ('{{ "abc }}', "unterminated quoted string"),
    ("{{ `abc }}", "unterminated raw quoted string"),
    ("{{ 'a }}", "unterminated character constant"),
    (r'{{ "a\qb" }}', "invalid syntax"),
    ("{{/* c }}", "unclosed comment"),
    ("{{ /* c */ }}", 'unexpected "/" in command'),
    ("{{ .A == 1 }}", 'unexpected "=" in operand'),
    ("{{ .A. }}", "unexpected <.> in operand"),
    ("{{ .A + 1 }}", 'illegal number syntax: "+"'),
    ("{{ 1x }}", 'bad number syntax: "1x"'),
    ("{{ 1 | 2 }}", "non executable command in pipeline stage 2"),
    ("{{ ( .A }}", "unclosed left paren"),
    ("{{ .A ) }}", "unexpected right paren"),
    ("{{ a@b }}", "bad character U+0040 '@'"),
    ("{{ {{ }}", 'unexpected "{" in command'),
    ("{{ range $i, $v, $w := .A }}{{ end }}", "too many declarations in range"),
    ("{{ $a, $b := .A }}", "too many declarations in command"),
)


@pytest.mark.parametrize("body", SOUND)
def test_a_sound_template_is_taken(body: str) -> None:
    assert template_fault(f'{{{{ define "x" }}}}{body}{{{{ end }}}}') is None


@pytest.mark.parametrize(("body", "fault"), REFUSED)
def test_a_broken_template_is_refused_with_the_reason(body: str, fault: str) -> None:
    assert template_fault(f'{{{{ define "x" }}}}{body}{{{{ end }}}}') == f"1: {fault}"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{{ define "x" }}\n{{ if .A\n}}\n{{ bogus }}{{ end }}{{ end }}', '4: function "bogus" not defined'),
        ('{{ define "x" }}\n\n{{ if .A }}y{{ end }}', "3: unexpected EOF"),
        ('{{ end }}{{ define "x" }}{{ end }}', "1: unexpected {{end}}"),
        ("{{ define x }}{{ end }}", '1: unexpected "x" in define clause'),
        ('{{ define "x" "y" }}{{ end }}', r'1: unexpected "\"y\"" in define clause'),
        ('{{ define "x" }}{{ end }}{{ $x }}', '1: undefined variable "$x"'),
        ('{{ define "x" }}{{ .A', "1: unclosed action"),
        ("{{ if 1 }}" * 5000, "1: max expression depth exceeded"),
        ("{{ " + "(" * 5000, "1: max expression depth exceeded"),
    ],
)
def test_the_line_of_a_fault_is_named(text: str, fault: str) -> None:
    assert template_fault(text) == fault


def test_newer_versions_know_more_functions() -> None:
    text = '{{ define "x" }}{{ coll.Dict "a" 1 }}{{ end }}'
    assert template_fault(text) == '1: function "coll" not defined'
    assert template_fault(text, ("coll",)) is None


SIGNS = (",", " ", "\n", "/*", "*/", "|")
PARTS = (
    *SIGNS,
    "{{ ",
    "}} ",
    "if ",
    "end ",
    "define ",
    "range ",
    '"',
    "'",
    "`",
    "(",
    ")",
    ".",
    "$",
    "x",
    "1",
    "-",
    ":=",
    "=",
)


@given(st.lists(st.sampled_from(PARTS)))
def test_any_text_is_read_to_its_end(parts: list[str]) -> None:
    fault = template_fault("".join(parts))
    assert fault is None or fault[0].isdigit()
