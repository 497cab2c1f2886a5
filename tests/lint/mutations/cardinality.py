"""Queries with too many series or samples."""

from __future__ import annotations

from .places import anywhere, in_alert, in_recording
from .planted import Mutation, Planted
from .queries import COUNTER, Queries


def _panel_series(queries: Queries) -> Planted:
    rate = f"rate({COUNTER}[{queries.range()}])"
    times = f" * {queries.number(2, 60)}"
    faulty = queries.one(("route, method", "route, job", "instance, method, status_class, job"))
    return Planted("promql", f"sum by (status_class, method) ({rate}){times}", f"sum by ({faulty}) ({rate}){times}")


def _alert_instances(queries: Queries) -> Planted:
    query = f"sum by (LIST) (rate({COUNTER}[{queries.range()}])) > {queries.number(1, 99)}"
    faulty = queries.one(("route", "route, job", "instance, job, method"))
    return in_alert(queries, query.replace("LIST", queries.one(("job", "method"))), query.replace("LIST", faulty))


def _unbounded_label(queries: Queries) -> Planted:
    query = f"{queries.one(('sum', 'max', 'count'))} by (LABEL) ({queries.one(('sessions', queries.gauge()))})"
    return anywhere(
        queries, query.replace("LABEL", "job"), query.replace("LABEL", queries.one(("user_id", "email", "job, email")))
    )


def _count_values(queries: Queries) -> Planted:
    inner = f"max by (job) ({queries.gauge()})"
    return anywhere(queries, f"count({inner} > {queries.number(1, 99)})", f'count_values("value", {inner})')


def _recording_series(queries: Queries) -> Planted:
    name, times = queries.one(("max", "sum", "avg")), queries.number(2, 60)
    query = f"{name} by (LIST) (temperature) * {times}"
    return in_recording(queries, query.replace("LIST", "job"), query.replace("LIST", "job, rack, instance"))


def _many_recorded_series(queries: Queries) -> Planted:
    name, times = queries.one(("max", "sum", "avg")), queries.number(2, 60)
    query = f"{name} by (LIST) (temperature) * {times}"
    faulty = queries.one(("job, rack", "rack, instance"))
    return in_recording(queries, query.replace("LIST", "job"), query.replace("LIST", faulty))


def _query_samples(queries: Queries) -> Planted:
    query = f"max_over_time(sum(rate({COUNTER}[{queries.one(('5m', '10m'))}]))[LENGTH:1m]) * {queries.number(2, 60)}"
    return anywhere(
        queries,
        query.replace("LENGTH", queries.one(("10m", "30m"))),
        query.replace("LENGTH", queries.one(("7d", "30d"))),
    )


def _value_in_label(queries: Queries) -> Planted:
    valid = queries.one(("{{ $labels.job }}", "fixed", "{{ if gt $value 90.0 }}high{{ else }}low{{ end }}"))
    faulty = queries.one(
        (
            "{{ $value }}",
            "{{ .Value }}",
            "{{ $value | humanize }}",
            'at {{ printf "%.2f" $value }}',
            "{{ humanize .Value }}",
        )
    )
    expr = f"sum by (job) ({queries.gauge()}) > {queries.number(1, 99)}"
    made = [queries.alert(expr, labels={"severity": "warning", "level": text}) for text in (valid, faulty)]
    return Planted("yaml", *made)


def _too_many_samples_at_once(queries: Queries) -> Planted:
    name, shift, times = queries.one(("max", "sum", "avg")), queries.range(), queries.number(2, 60)
    valid = f"({name}(temperature) - {name}(temperature offset {shift})) * {times}"
    return Planted("promql", valid, f"{name}(temperature - temperature offset {shift}) * {times}")


def _many_label_values(queries: Queries) -> Planted:
    kind, name = queries.one(("Counter", "Gauge")), queries.one(("logins_total", "seats", "visits_total"))
    text = f'{kind}("{name}", "Counted.", "things", (Label("country", at_most=BOUND),))'
    return Planted(
        "python",
        text.replace("BOUND", str(queries.number(1, 100))),
        text.replace("BOUND", str(queries.number(101, 9999))),
    )


def _many_series(queries: Queries) -> Planted:
    text = 'Gauge("seats", "Taken.", "seats", (Label("theatre", at_most=100), Label("seat", at_most=BOUND)){})'
    valid = queries.one((text.format("").replace("BOUND", "90"), text.format(", at_most=500").replace("BOUND", "900")))
    return Planted("python", valid, text.format("").replace("BOUND", str(queries.number(101, 999))))


def _exploding_join(queries: Queries) -> Planted:
    name, separator = queries.one(("max", "min", "sum", "avg")), queries.one(("-", "/", ":"))
    label = queries.one(("place", "where", "at"))
    query = f'count({name} by ({label}) (label_join(temperature, "{label}", "{separator}", SOURCES)))'
    faulty = queries.one(('"rack", "instance"', '"instance", "rack"', '"job", "rack", "instance"'))
    return anywhere(queries, query.replace("SOURCES", '"job", "instance"'), query.replace("SOURCES", faulty))


def _federated_raw_series(queries: Queries) -> Planted:
    recorded = '"job:http_requests:rate5m"'
    raw = queries.one(('"http_requests_total"', '"up"', '"http_request_duration_seconds_bucket"'))
    shards = queries.number(1, 9)
    faulty = queries.one((raw, f"{recorded}, {raw}", f"{raw}, {recorded}"))
    return Planted(
        "python",
        f"Federation(series=[{recorded}], shards={shards})",
        f"Federation(series=[{faulty}], shards={shards})",
    )


def _invalid_metric(queries: Queries) -> Planted:
    kind, right, wrong = queries.one(
        (
            "Counter logins_total logins",
            "Gauge seats seats_total",
            "Histogram wait_seconds wait_milliseconds",
            "Histogram wait_seconds wait_seconds_sum",
            "Gauge seats seats_gauge",
            "Gauge pool_bytes pool_megabytes",
        )
    ).split()
    more = queries.one(
        ("", ', (Label("country", at_most=9),)', f', (Label("shard", at_most={queries.number(1, 90)}),)')
    )
    return Planted("python", *(f'{kind}("app_{one}", "Of the app.", ""{more})' for one in (right, wrong)))


MUTATIONS: dict[str, Mutation] = {
    "CD401": _panel_series,
    "CD402": _alert_instances,
    "CD403": _unbounded_label,
    "CD404": _count_values,
    "CD405": _recording_series,
    "CD407": _many_label_values,
    "CD409": _exploding_join,
    "CD415": _many_series,
    "CD408": _query_samples,
    "CD410": _value_in_label,
    "CD414": _too_many_samples_at_once,
    "CD413": _many_recorded_series,
    "CD416": _federated_raw_series,
    "XF610": _invalid_metric,
}
