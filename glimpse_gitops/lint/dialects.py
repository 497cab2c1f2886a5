"""Which other language an expression is in that Prometheus does not understand."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ..promql.fault import FaultKind
from ..promql.lexer import ERROR, tokenize
from ..promql.parser import Parsed
from ..promql.strings import without_texts

_RANGE = ("avg", "first", "last", "linear_regression", "mad", "max", "median", "min", "normalize", "quantile", "stddev")
_METRICSQL = frozenset(
    {
        *("any", "bottomk_avg", "bottomk_last", "bottomk_max", "bottomk_median", "bottomk_min", "distinct", "geomean"),
        *("mad", "median", "mode", "outliers_iqr", "outliers_mad", "outliersk", "quantiles", "share", "sum2", "zscore"),
        *("topk_avg", "topk_last", "topk_max", "topk_median", "topk_min"),
        *("aggr_over_time", "ascent_over_time", "changes_prometheus", "count_eq_over_time", "count_gt_over_time"),
        *("count_le_over_time", "count_ne_over_time", "count_values_over_time", "decreases_over_time"),
        *("default_rollup", "delta_prometheus", "descent_over_time", "distinct_over_time", "duration_over_time"),
        *("geomean_over_time", "histogram_over_time", "hoeffding_bound_lower", "hoeffding_bound_upper", "ideriv"),
        *("increase_prometheus", "increase_pure", "increases_over_time", "integrate", "lag", "lifetime"),
        *("median_over_time", "mode_over_time", "outlier_iqr_over_time", "quantiles_over_time", "range_over_time"),
        *("rate_over_sum", "rate_prometheus", "rollup", "rollup_candlestick", "rollup_delta", "rollup_deriv"),
        *("rollup_increase", "rollup_rate", "rollup_scrape_interval", "scrape_interval", "share_eq_over_time"),
        *("share_gt_over_time", "share_le_over_time", "stale_samples_over_time", "sum2_over_time", "sum_eq_over_time"),
        *("sum_gt_over_time", "sum_le_over_time", "tfirst_over_time", "tlast_change_over_time", "tlast_over_time"),
        *("tmax_over_time", "tmin_over_time", "zscore_over_time", "timestamp_with_name"),
        *("bitmap_and", "bitmap_or", "bitmap_xor", "buckets_limit", "prometheus_buckets", "drop_empty_series"),
        *("histogram_share", "interpolate", "keep_last_value", "keep_next_value", "limit_offset", "now", "rand"),
        *("rand_exponential", "rand_normal", "remove_resets", "ru", "running_avg", "running_max", "running_min"),
        *("running_sum", "smooth_exponential", "sort_by_label_numeric", "sort_by_label_numeric_desc", "ttf", "union"),
        *("timezone_offset", "alias", "label_copy", "label_del", "label_graphite_group", "label_keep"),
        *("label_lowercase", "label_map", "label_match", "label_mismatch", "label_move", "label_set"),
        *("label_transform", "label_uppercase", "label_value", "labels_equal"),
        *(f"range_{name}" for name in _RANGE),
        *("range_stdvar", "range_sum", "range_trim_outliers", "range_trim_spikes", "range_trim_zscore", "range_zscore"),
    }
)
"""Functions and aggregations of VictoriaMetrics that Prometheus does not have."""

_WITH = re.compile(r"\s*(with)\s*\(", re.IGNORECASE)
"""How an expression begins that names parts of itself: `WITH (x = up) x`."""
_KEYWORDS = frozenset({"if", "ifnot", "default", "keep_metric_names"})


class Dialect(NamedTuple):
    """The other language, and the first token that is of it."""

    name: str
    server: str
    span: tuple[int, int]


def dialect_of(parsed: Parsed) -> Dialect | None:
    """The language of an expression with faults; None where it may as well be PromQL with a mistake in it."""
    template = _WITH.match(parsed.text)
    if parsed.faults and template:
        return Dialect("MetricsQL", "VictoriaMetrics", template.span(1))
    for fault in parsed.faults:
        said = parsed.text[fault.span.start : fault.span.end]
        if (fault.kind is FaultKind.FUNCTION and said in _METRICSQL) or (
            fault.kind is FaultKind.SYNTAX and said in _KEYWORDS
        ):
            return Dialect("MetricsQL", "VictoriaMetrics", fault.span)
    if any(fault.kind is FaultKind.SYNTAX for fault in parsed.faults):
        for first, second in pairwise(tokenize(parsed.text).tokens):
            if first.kind == ERROR and first.text[:1] == "|" and (second.text in _STAGES or second.text[:1] in _QUOTES):
                return Dialect("LogQL", "Loki", (first.start, second.end))
            if first.kind == "}" and second.text in ("!=", "!~") and parsed.text[second.end :].lstrip()[:1] in _TEXTS:
                return Dialect("LogQL", "Loki", (second.start, second.end))
    return None


def may_be_logql(expr: str) -> bool:
    """Whether the text has what may be a stage or a line filter: quicker than to parse it, which leaves most out."""
    bare = without_texts(expr) if "|" in expr or "!" in expr else ""
    return "|" in bare or "!" in bare[bare.find("}") :]


_STAGES = frozenset(
    {"=", "~", "json", "logfmt", "line_format", "label_format", "unwrap", "pattern", "regexp", "decolorize"}
)
_QUOTES = ('"', "`", "=", "~")
_TEXTS = ('"', "`")
