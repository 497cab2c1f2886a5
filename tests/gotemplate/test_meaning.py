"""What an alert's template refers to, and what of it fails in Prometheus and in Grafana."""

from __future__ import annotations

import pytest

from glimpse_gitops.gotemplate.dialect import GRAFANA, PROMETHEUS
from glimpse_gitops.gotemplate.meaning import Meaning, read
from glimpse_gitops.gotemplate.parser import parse


def meaning(text: str) -> Meaning:
    """The meaning of a template in Prometheus."""
    parsed = parse(text)
    assert parsed.fault is None
    return read(parsed.tree, PROMETHEUS)


LABELS = [
    ("{{ $labels.job }} {{ .Labels.instance }}", ["job", "instance"]),
    ("{{ $labels }}", []),
    ('{{ index $labels "a-b" }}', ["a-b"]),
    ('{{ range query "up" }}{{ .Labels.other }}{{ $labels.job }}{{ end }}{{ .Labels.own }}', ["job", "own"]),
    ('{{ with query "up" }}{{ . | first | label "other" }}{{ else }}{{ .Labels.own }}{{ end }}', ["own"]),
    ("{{ with $labels }}{{ .job }}{{ end }}", ["job"]),
    ("{{ $l := .Labels }}{{ $l.job }}", ["job"]),
    ("{{ $labels := .ExternalLabels }}{{ $labels.job }}", []),
    ("{{ $x := $labels }}{{ $x = $externalLabels }}{{ $x.job }}", []),
    ('{{ printf "up{job=%q}" $labels.job | query | first | value }}', ["job"]),
    ("{{ range $name, $text := $labels }}{{ $name }}{{ $text }}{{ end }}", []),
    ("{{ $externalLabels.cluster }}", []),
    ('{{ define "x" }}{{ .Labels.job }}{{ end }}', []),
]


@pytest.mark.parametrize(("text", "labels"), LABELS)
def test_the_labels_of_the_alert_are_told_from_others(text: str, labels: list[str]) -> None:
    found = meaning(text)
    assert [one.name for one in found.labels] == labels
    assert not found.failing


def test_the_text_of_a_query_is_known_where_it_is_a_string() -> None:
    text = '{{ query "up == 0" }}{{ query (printf "%s" $labels.job) }}'
    assert [(one.name, text[slice(*one.span)]) for one in meaning(text).queries] == [("up == 0", '"up == 0"')]


def test_a_value_that_is_shown_as_it_is_can_be_told_from_one_that_is_made_readable() -> None:
    text = "{{ $value }} {{ .Value }} {{ $value | humanize }} {{ range .Labels }}{{ .Value }}{{ end }}"
    assert [text[slice(*one)] for one in meaning(text).shown] == ["$value", ".Value"]


FAILING = [
    ("{{ $value | humanise }}", "function", "humanise", "did you mean humanize?"),
    ("{{ humanize }}", "arguments", "humanize", "humanize takes 1 argument, not 0"),
    ('{{ reReplaceAll "a" "b" }}', "arguments", "reReplaceAll", "takes 3 arguments, not 2"),
    ("{{ not true false }}", "arguments", "not", "takes 1 argument, not 2"),
    ("{{ index }}", "arguments", "index", "1 arguments or more"),
    ("{{ $value humanize }}", "arguments", "$value", "only a function takes arguments"),
    ("{{ $value | toUpper }}", "kind", "$value", "toUpper takes a text, not a number"),
    ('{{ "soon" | humanizeDuration }}', "kind", '"soon"', "takes a number"),
    ("{{ $labels | humanize }}", "kind", "$labels", "takes a number, not the labels"),
    ('{{ query "up" | value }}', "kind", 'query "up"', "take its first sample"),
    ("{{ if gt $value 80 }}{{ end }}", "comparison", "80", "write 80.0"),
    ("{{ if eq $labels.code 200 }}{{ end }}", "comparison", "200", 'write "200"'),
    ('{{ if eq $value "up" }}{{ end }}', "comparison", '"up"', "cannot compare"),
    ('{{ printf "%d" $value }}', "format", '"%d"', "show it with %.0f"),
    ('{{ $value | humanize | printf "%.2f" }}', "format", '"%.2f"', "show it with %s"),
    ('{{ printf "%s" }}', "format", '"%s"', "shows 1 value, and gets 0"),
    ("{{ .job }}", "field", "job", "labels are {{ $labels.job }}"),
    ("{{ .labels.job }}", "field", "labels", "did you mean Labels?"),
    ("{{ $labels.job.name }}", "field", "name", "a text has no field name"),
    ('{{ (query "up").Value }}', "field", "Value", "take the first sample"),
    ('{{ range query "up" }}{{ .job }}{{ end }}', "field", "job", "a sample has no field job"),
    ("{{ $label.job }}", "variable", "$label", "did you mean $labels?"),
    ("{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}", "variable", "$x", "no variable $x here"),
    ('{{ define "x" }}{{ $labels.job }}{{ end }}', "variable", "$labels", "no variable $labels here"),
    ("{{ $values.A }}", "variable", "$values", "did you mean $value?"),
]


@pytest.mark.parametrize(("text", "why", "at", "says"), FAILING)
def test_what_fails_when_prometheus_fills_it_in_is_found(text: str, why: str, at: str, says: str) -> None:
    (failing,) = meaning(text).failing
    assert (failing.why, text[slice(*failing.span)]) == (why, at)
    assert says in f"{failing.message}; {failing.hint}"


FINE = [
    '{{ $value | printf "%.2f%%" }} {{ printf "%v" $value }} {{ printf "%5.1f %s" $value $labels.a }}',
    "{{ if gt $value 80.0 }}{{ end }}{{ if eq (len $labels) 3 }}{{ end }}{{ if eq $labels.a $labels.b }}{{ end }}",
    '{{ humanize "12.5" }}{{ $labels.code | humanize }}{{ humanizeDuration (parseDuration "5m") }}',
    '{{ with query "up" }}{{ . | first | value | humanize }}{{ end }}',
    '{{ range query "up" | sortByLabel "job" }}{{ .Labels.job }}{{ .Value }}{{ end }}',
    '{{ with printf "up{job=%q}" .Labels.job | query }}{{ (. | first).Value | humanize1024 }}{{ end }}',
    "{{ $x := 0 }}{{ range $labels }}{{ $x = 1 }}{{ end }}{{ if gt $x 0.5 }}{{ end }}",
    "{{ $externalURL }}{{ .ExternalURL }}{{ externalURL }}{{ pathPrefix }}{{ now }}",
    '{{ define "t" }}{{ .Anything }}{{ end }}{{ template "t" .Labels }}',
    '{{ printf "%*d" 5 3 }}{{ printf "%[1]d" 5 }}',
]


@pytest.mark.parametrize("text", FINE)
def test_what_prometheus_can_fill_in_is_left_alone(text: str) -> None:
    assert meaning(text).failing == []


def test_grafana_has_values_and_no_external_labels() -> None:
    def grafana(text: str) -> Meaning:
        return read(parse(text).tree, GRAFANA)

    assert not grafana('{{ $values.A.Value | humanize }}{{ filterLabels $labels "a" }}{{ $value }}').failing
    assert [one.why for one in grafana("{{ $externalLabels.cluster }}{{ .ExternalURL }}").failing] == [
        "variable",
        "field",
    ]
    assert [one.why for one in grafana("{{ $values.A.Valu }}").failing] == ["field"]
