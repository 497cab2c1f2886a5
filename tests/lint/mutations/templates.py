"""Faults in the texts of alerts."""

from __future__ import annotations

from .planted import Mutation, Planted
from .queries import GAUGE, Queries

_WORDS = ("Too many requests", "Slow", "The queue is full:", "Look at", "100 % of", "For {people}")


def _text(queries: Queries, action: str) -> str:
    """A text with other actions, valid ones, around the one that matters."""
    others = (
        "{{ $labels.method }}",
        "{{ .Labels.job | toUpper }}",
        '{{ $value | printf "%.2f" }}',
        "{{ if gt $value 5.0 }}high{{ else }}low{{ end }}",
        '{{ range query "up" }}{{ .Labels.instance }} {{ end }}',
        "{{/* for people */}}",
        '{{ with query "sum(up)" }}{{ . | first | value | humanize }}{{ end }}',
    )
    parts = [queries.one(_WORDS), queries.one(others), action, queries.one(others), queries.one(_WORDS)]
    return " ".join(parts[queries.number(0, 2) : queries.number(3, 5)])


def _planted(queries: Queries, valid: str, faulty: str) -> Planted:
    """An alert with the text in an annotation."""
    expr = f"sum by (method, job) ({GAUGE}) > {queries.number(1, 99)}"
    name = queries.one(("summary", "description"))
    marker = "ACTION"
    text = _text(queries, marker)

    def alert(action: str) -> str:
        rest = {} if name == "summary" else {"summary": "Too many"}
        return queries.alert(expr, annotations={**rest, name: text.replace(marker, action)})

    return Planted("yaml", alert(valid), alert(faulty))


def _one_of(*pairs: tuple[str, str]) -> Mutation:
    """A mutation that chooses among pairs of a valid action and a faulty one."""

    def mutation(queries: Queries) -> Planted:
        choice = queries.number(0, len(pairs) - 1)
        return _planted(queries, *pairs[choice])

    return mutation


MUTATIONS: dict[str, Mutation] = {
    "AL209": _one_of(
        ("{{ $value }}", "{{ $value "),
        ("{{ $labels.job }}", "{{ $labels.job-name }}"),
        ("{{ if true }}a{{ end }}", "{{ if true }}a"),
        ("{{ if true }}a{{ end }}", "a{{ end }}"),
        ("{{ $value | humanize }}", "{{ $value * 100 }}"),
        ('{{ index $labels "job" }}', '{{ $labels["job"] }}'),
        ('{{ reReplaceAll "a.b" "" "a" }}', r'{{ reReplaceAll "a\.b" "" "a" }}'),
        ("{{ (len $labels) }}", "{{ (len $labels }}"),
    ),
    "AL210": _one_of(
        ("{{ $labels.method }}", "{{ $labels.instance }}"),
        ("{{ .Labels.job }}", "{{ .Labels.jobs }}"),
        ('{{ index $labels "job" }}', '{{ index $labels "route" }}'),
        ("{{ with $labels }}{{ .job }}{{ end }}", "{{ with $labels }}{{ .pod }}{{ end }}"),
        ("{{ $l := $labels }}{{ $l.job }}", "{{ $l := $labels }}{{ $l.host }}"),
        ('{{ range query "up" }}{{ .Labels.pod }}{{ end }}', '{{ range query "up" }}{{ $labels.pod }}{{ end }}'),
    ),
    "AL211": _one_of(
        ("{{ $value | humanize }}", "{{ $value | humanise }}"),
        ("{{ $labels.job | toUpper }}", "{{ $labels.job | upper }}"),
        ("{{ $labels.job }}", "{{ labels.job }}"),
        ('{{ printf "%v" $value }}', '{{ sprintf "%v" $value }}'),
        ("{{ humanizeDuration 90 }}", "{{ humanizeduration 90 }}"),
    ),
    "AL212": _one_of(
        ("{{ .Labels.job }}", "{{ .job }}"),
        ("{{ .Value }}", "{{ .value }}"),
        ("{{ .Labels.job }}", "{{ .Label.job }}"),
        ('{{ range query "up" }}{{ .Labels.job }}{{ end }}', '{{ range query "up" }}{{ .job }}{{ end }}'),
        ('{{ (query "up" | first).Value }}', '{{ (query "up").Value }}'),
        ("{{ $labels.job }}", "{{ $labels.job.name }}"),
    ),
    "AL222": _one_of(
        ("{{ $labels.job }}", "{{ $label.job }}"),
        ("{{ $value }}", "{{ $val }}"),
        ("{{ $x := 1 }}{{ $x }}", "{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}"),
        ("{{ $externalURL }}", "{{ $externalUrl }}"),
    ),
    "AL223": _one_of(
        ("{{ $value | humanize }}", "{{ $value humanize }}"),
        ('{{ reReplaceAll "a" "b" $labels.job }}', '{{ reReplaceAll "a" $labels.job }}'),
        ("{{ $labels.job | toUpper }}", "{{ $value | toUpper }}"),
        ('{{ query "up" | first | value }}', '{{ query "up" | value }}'),
        ("{{ humanize $value }}", "{{ humanize $labels }}"),
        ("{{ humanizeDuration 5 }}", '{{ humanizeDuration "five" }}'),
    ),
    "AL224": _one_of(
        ("{{ if gt $value 80.0 }}a{{ end }}", "{{ if gt $value 80 }}a{{ end }}"),
        ("{{ if lt .Value 1.0 }}a{{ end }}", "{{ if lt .Value 1 }}a{{ end }}"),
        ('{{ if eq $labels.job "5" }}a{{ end }}', "{{ if eq $labels.job 5 }}a{{ end }}"),
        ("{{ if eq $value 0.0 }}a{{ end }}", "{{ if eq $value 0 }}a{{ end }}"),
        ('{{ if ne $labels.job "true" }}a{{ end }}', "{{ if ne $labels.job true }}a{{ end }}"),
    ),
    "AL225": _one_of(
        ('{{ printf "%.0f" $value }}', '{{ printf "%d" $value }}'),
        ('{{ $value | printf "%v" }}', '{{ $value | printf "%s" }}'),
        ('{{ $value | humanize | printf "%s" }}', '{{ $value | humanize | printf "%.2f" }}'),
        ('{{ printf "%s: %v" $labels.job $value }}', '{{ printf "%s: %v" $labels.job }}'),
        ('{{ printf "%s" $labels.job }}', '{{ printf "%.1f" $labels.job }}'),
    ),
    "AL226": _one_of(
        ('{{ query "sum(up)" | len }}', '{{ query "sum(up" | len }}'),
        ('{{ range query "rate(up[5m])" }}a{{ end }}', '{{ range query "rate(up)" }}a{{ end }}'),
        ('{{ query "up == 0" | len }}', '{{ query "up = 0" | len }}'),
        ('{{ query `up{job="a"}` | len }}', "{{ query `up{job=a}` | len }}"),
        ('{{ printf "up{job=%q}" $labels.job | query | len }}', '{{ query `up{job="$labels.job"}` | len }}'),
    ),
}
