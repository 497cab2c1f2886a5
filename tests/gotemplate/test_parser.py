"""The parser takes what Go's takes, and says of the rest what is wrong where; the verdicts are those of Go 1.26."""

from __future__ import annotations

import pytest

from glimpse_gitops.gotemplate.parser import parse

GOOD = [
    "no action at all }}",
    "{{ $value | printf `%.2f` }}",
    "{{- $x := .Labels -}} {{ $x.job }}",
    "{{/* a comment */}}{{- /* another */ -}}",
    "{{ if gt $value 1.0 }}a{{ else if .x }}b{{ else }}c{{ end }}",
    "{{ with .a }}{{ else with .b }}{{ end }}",
    '{{ range $i, $e := query "up" }}{{ $i }}{{ break }}{{ else }}none{{ end }}',
    '{{ (first (query "up")).Value }}',
    '{{ define "x" }}{{ . }}{{ end }}{{ template "x" . }}{{ block "y" $ }}{{ end }}',
    "{{ 1 }}{{ -1.5e3 }}{{ 0x1F }}{{ 'c' }}{{ true }}{{ .5 }}",
    r'{{ "a\"b\n\u00e9\x41\101" }}',
    "{{ .a.b.c }}{{ $ }}{{ . }}",
    "{{ $value| }}",
    "{{$labels.instance}}",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_go_takes_is_taken(text: str) -> None:
    assert parse(text).fault is None


BAD = [
    ("{{ $value", "{{ $value", "not closed"),
    ("{{ end }}", "end", "nothing that this {{end}} could belong to"),
    ("{{ if $value }}a", "if", '"if" is not closed'),
    ("{{ if }}a{{ end }}", "}}", "no value for if"),
    ("{{ $labels.foo-bar }}", "-", "after a name"),
    ('{{ $labels["job"] }}', "[", "after a name"),
    ("{{ $value * 100 }}", "*", 'unexpected "*"'),
    ("{{ $value / 2 }}", "/", 'unexpected "/"'),
    ("{{ (len .Labels }}", "{{ (len .Labels }}", "a ( is not closed"),
    ("{{ len .Labels) }}", ")", "no ( for this )"),
    ('{{ printf "%s }}', '"%s }}', "not closed on its line"),
    ("{{ `raw }}", "`raw }}", "not closed"),
    (r'{{ reReplaceAll "\d" "" "a" }}', r"\d", "unknown escape"),
    ("{{ 'ab' }}", "'ab'", "no single character"),
    ("{{/* comment }}", "{{/* comment }}", "comment is not closed"),
    ("{{/* comment */ $x }}", "{{/* comment */", "fill its braces"),
    ('{{ $value | "x" }}', '"x"', "cannot take what comes through a pipe"),
    ('{{ "x".y }}', ".y", "a field cannot follow"),
    ("{{ break }}", "break", "outside of a range"),
    ("{{ if true }}{{ define `x` }}{{ end }}{{ end }}", "define", "inside of a block"),
    ("{{ template x }}", "x", "the name stands in quotes"),
    ("{{ if true }}{{ else }}{{ else }}{{ end }}", "else", 'unexpected "else"'),
    ("{{ range $a, $b, $c := .x }}{{ end }}", "$c", "two variables"),
    ("{{ : }}", ":", 'unexpected ":"'),
    ("{{ 5x }}", "5x", "no number"),
    ("{{ + }}", "+", 'unexpected "+"'),
    ("{{ | print }}", "|", 'unexpected "|"'),
    ("{{ if true }}{{ end now }}", "now", 'unexpected "now"'),
]


@pytest.mark.parametrize(("text", "at", "says"), BAD)
def test_what_go_refuses_is_refused_with_its_place(text: str, at: str, says: str) -> None:
    fault = parse(text).fault
    assert fault is not None
    assert says in f"{fault.message}; {fault.hint}"
    assert text[slice(*fault.span)] == at


def test_nesting_has_a_limit_instead_of_the_interpreter() -> None:
    deep = parse("{{ if true }}" * 5000)
    assert deep.fault is not None
    assert "deep" in deep.fault.message
    assert parse("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}").fault is not None
