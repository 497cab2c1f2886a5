"""The index calls of a Prometheus, or of what speaks its API: each cheap, each with a limit.

Paths and shapes: https://prometheus.io/docs/prometheus/latest/querying/api/. Servers before 2.54 do not know
`limit` and return everything, so callers ask `head_series` before they ask for series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import RefusedError, UnreachableError
from ..model.duration import parse_duration
from ..model.label import quoted

Ask = Callable[[str, Mapping[str, str]], Any]
"""Path below the server's address and parameters → the parsed JSON body. Raises RefusedError with the HTTP status."""

_NAMES_LIMIT = 10_000
"""Metrics in the statistics of the head, the most that Prometheus allows."""


@dataclass(frozen=True)
class HeadSeries:
    """Series in memory by metric."""

    counts: Mapping[str, int]

    def bound(self, metric: str) -> int:
        """Series of the metric at most: those listed are the largest."""
        return self.counts.get(metric, min(self.counts.values(), default=0))


class Index:
    """One server. `since` is the Unix time from which on series count."""

    def __init__(self, ask: Ask, server: str, since: float) -> None:
        self._ask, self.server, self._since = ask, server, since

    def version(self) -> str:
        """The version of the server; UnreachableError where it is no Prometheus."""
        return str(self.build().get("version") or "of unknown version")

    def build(self) -> Mapping[str, Any]:
        """What the server says of its program; UnreachableError where it is no Prometheus."""
        try:
            found = self._data("api/v1/status/buildinfo", {})
        except RefusedError as error:
            if error.status != 404:
                raise
            raise UnreachableError(
                f"{self.server} is no Prometheus: it has no /api/v1/status/buildinfo",
                "give the address below which /api/v1 lies, or the uid of a data source that is a Prometheus",
            ) from None
        return found if isinstance(found, dict) else {}

    def names(self, limit: int) -> list[str]:
        """The names of all series, `limit` at most."""
        told = self._list("api/v1/label/__name__/values", {"start": f"{self._since:.0f}", "limit": str(limit)})
        return [str(name) for name in told[:limit]]

    def flags(self) -> Any:
        """The command line of the server: flag → value."""
        return self._data("api/v1/status/flags", {})

    def head_series(self) -> HeadSeries | None:
        """How many series the largest metrics have; None where the server does not tell, as Thanos and Mimir."""
        try:
            found = self._data("api/v1/status/tsdb", {"limit": str(_NAMES_LIMIT)})
        except RefusedError as error:
            if error.status in (400, 404, 405, 501):
                return None
            raise
        listed = found.get("seriesCountByMetricName") if isinstance(found, dict) else None
        if not isinstance(listed, list):
            return None
        return HeadSeries({str(one["name"]): int(one["value"]) for one in listed})

    def series(self, metric: str, limit: int) -> list[dict[str, str]]:
        """The labels of every series of the metric, of `limit` at most."""
        found = self._list("api/v1/series", {**self._selected(metric), "limit": str(limit)})
        return [{str(name): str(value) for name, value in one.items()} for one in found[:limit]]

    def labels(self, metric: str) -> list[str]:
        """The labels that some series of the metric has."""
        return [str(label) for label in self._list("api/v1/labels", self._selected(metric))]

    def values(self, metric: str, label: str, limit: int) -> list[str]:
        """The values of a label on the metric, `limit` at most."""
        found = self._list(f"api/v1/label/{_segment(label)}/values", {**self._selected(metric), "limit": str(limit)})
        return [str(value) for value in found[:limit]]

    def types(self) -> dict[str, str]:
        """Metric family → its type in the words of Prometheus, where all targets agree."""
        found = self._data("api/v1/metadata", {})
        if not isinstance(found, dict):
            return {}
        kinds = {family: {str(one.get("type")) for one in told} for family, told in found.items()}
        return {family: next(iter(types)) for family, types in kinds.items() if len(types) == 1}

    def scrape_intervals(self) -> dict[str, str]:
        """Job → the interval at which most of its targets are scraped; empty where the server scrapes nothing."""
        try:
            found = self._data("api/v1/targets", {"state": "active"})
        except RefusedError as error:
            if error.status in (400, 404, 405, 501):
                return {}
            raise
        targets = found.get("activeTargets") if isinstance(found, dict) else None
        counts: dict[str, Counter[str]] = {}
        for target in targets or ():
            job, interval = str(target.get("labels", {}).get("job", "")), str(target.get("scrapeInterval", ""))
            if job and interval:
                counts.setdefault(job, Counter())[interval] += 1
        return {job: min(found, key=lambda one: (-found[one], parse_duration(one))) for job, found in counts.items()}

    def _selected(self, metric: str) -> dict[str, str]:
        return {"match[]": f"{{__name__={quoted(metric)}}}", "start": f"{self._since:.0f}"}

    def _list(self, path: str, params: Mapping[str, str]) -> list[Any]:
        found = self._data(path, params)
        return found if isinstance(found, list) else []

    def _data(self, path: str, params: Mapping[str, str]) -> Any:
        body = self._ask(path, params)
        if not isinstance(body, dict) or body.get("status") != "success":
            raise UnreachableError(
                f"{self.server} is no Prometheus: /{path} answers something else", "check the address, path included"
            )
        return body.get("data")


def _segment(label: str) -> str:
    """A label as one segment of a path; names that are no plain words take Prometheus' own escaping (`U__…`)."""
    if label.isascii() and label.replace("_", "a").isalnum() and not label[0].isdigit():
        return label
    escaped = (one if one.isascii() and one.isalnum() else "__" if one == "_" else f"_{ord(one):x}_" for one in label)
    return "U__" + "".join(escaped)
