"""Faults of quantiles and buckets."""

from __future__ import annotations

from .places import inside
from .planted import Mutation, Planted
from .queries import BUCKET, Queries

_KEPT = ("route", "job", "instance")


def _lists(queries: Queries) -> tuple[str, str]:
    """Labels with `le`, and without."""
    kept = queries.some(_KEPT, least=0)
    place = queries.number(0, len(kept))
    return ", ".join([*kept[:place], "le", *kept[place:]]), ", ".join(kept)


def _quantile(queries: Queries) -> str:
    return queries.one(("0.5", "0.9", ".95", "0.99", "1", "0"))


def _quantile_without_le(queries: Queries) -> Planted:
    with_le, without_le = _lists(queries)
    query = f"histogram_quantile({_quantile(queries)}, sum by (LIST) ({queries.buckets()}))"
    return inside(queries, query.replace("LIST", with_le), query.replace("LIST", without_le))


def _quantile_of_raw_buckets(queries: Queries) -> Planted:
    with_le, _ = _lists(queries)
    query = f"histogram_quantile({_quantile(queries)}, sum by ({with_le}) (BUCKETS))"
    raw = BUCKET + queries.matchers(BUCKET, without=("le",))
    return inside(queries, query.replace("BUCKETS", f"rate({raw}[{queries.range()}])"), query.replace("BUCKETS", raw))


def _parameter_out_of_range(queries: Queries) -> Planted:
    with_le, _ = _lists(queries)
    query = queries.one(
        (
            f"histogram_quantile(Q, sum by ({with_le}) ({queries.buckets()}))",
            f"quantile(Q, {queries.gauge()})",
            f"max(quantile_over_time(Q, {queries.gauge()}[{queries.range()}]))",
        )
    )
    faulty = queries.one(("95", "50", "99.9", "1.1", "-0.5", "100"))
    return inside(queries, query.replace("Q", _quantile(queries), 1), query.replace("Q", faulty, 1))


def _bucket_sum_without_le(queries: Queries) -> Planted:
    with_le, without_le = _lists(queries)
    query = f"sum by (LIST) ({queries.buckets()})"
    return inside(queries, query.replace("LIST", with_le), query.replace("LIST", without_le))


def _aggregated_quantile(queries: Queries) -> Planted:
    with_le, _ = _lists(queries)
    quantile = f"histogram_quantile({_quantile(queries)}, sum by ({with_le}) ({queries.buckets()}))"
    grouping = queries.one(("", " by (job)", " without (instance)"))
    faulty = f"{queries.one(('sum', 'avg'))}{grouping} ({quantile})"
    return inside(queries, f"{queries.one(('max', 'min'))}{grouping} ({quantile})", faulty)


MUTATIONS: dict[str, Mutation] = {
    "PQ109": _quantile_without_le,
    "PQ110": _quantile_of_raw_buckets,
    "PQ111": _parameter_out_of_range,
    "PQ112": _bucket_sum_without_le,
    "PQ113": _aggregated_quantile,
}
