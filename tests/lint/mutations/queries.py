"""Random valid queries on the metrics of the sample project, and the rules and panels around them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import yaml

_VALUES = {
    "status_class": ("2xx", "4xx", "5xx"),
    "method": ("GET", "POST"),
    "route": ("/", "/users", "/orders/{id}"),
    "job": ("api", "web"),
    "instance": ("10.0.0.1:80", "10.0.0.2:80"),
    "le": ("0.1", "1.0", "+Inf"),
}
_LABELS = {
    "http_requests_total": ("status_class", "route", "method", "job", "instance"),
    "http_requests_active": ("method", "job", "instance"),
    "http_request_duration_seconds_bucket": ("route", "job", "instance", "le"),
    "http_request_duration_seconds_count": ("route", "job", "instance"),
    "http_request_duration_seconds_sum": ("route", "job", "instance"),
}
GAUGE = "http_requests_active"
COUNTER = "http_requests_total"
BUCKET = "http_request_duration_seconds_bucket"


class Queries:
    """Choices of one variant: the same seed makes the same queries."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def one(self, options: Sequence[str]) -> str:
        """One of the options."""
        return self._random.choice(options)

    def number(self, least: int, most: int) -> int:
        """A number between the two, themselves included."""
        return self._random.randint(least, most)

    def some(self, options: Sequence[str], *, least: int = 1) -> list[str]:
        """Some of the options, in any order."""
        return self._random.sample(options, self.number(least, len(options)))

    def range(self) -> str:
        """A range of at least four scrape intervals."""
        return self.one(("1m", "2m", "5m", "10m", "30m", "1h", "6h"))

    def matchers(self, metric: str, *, without: Sequence[str] = (), least: int = 0) -> str:
        """Matchers in braces; maybe none, and then no braces either."""
        labels = [label for label in _LABELS[metric] if label not in without]
        made = [self._matcher(label) for label in self.some(labels, least=least)]
        return f"{{{self.one((', ', ',')).join(made)}}}" if made else ""

    def _matcher(self, label: str) -> str:
        values = _VALUES[label]
        match self.number(0, 3):
            case 0:
                return f'{label}!="{self.one(values)}"'
            case 1:
                return f'{label}=~"{"|".join(self.some([value for value in values if value.isalnum()] or ["api"]))}"'
            case _:
                return f'{label}="{self.one(values)}"'

    def gauge(self) -> str:
        """A selector of a gauge."""
        return GAUGE + self.matchers(GAUGE)

    def counter(self) -> str:
        """A selector of a counter."""
        return COUNTER + self.matchers(COUNTER)

    def rate(self) -> str:
        """A rate of a counter."""
        return f"{self.one(('rate', 'increase'))}({self.counter()}[{self.range()}])"

    def buckets(self) -> str:
        """The rate of the buckets of a histogram."""
        return f"rate({BUCKET}{self.matchers(BUCKET, without=('le',))}[{self.range()}])"

    def sum(self) -> str:
        """A sum without labels."""
        return f"sum({self.one((self.gauge(), self.rate()))})"

    def around(self, vector: str) -> str:
        """Something that the vector is only a part of."""
        other = self.sum()
        return self.one(
            (
                vector,
                f"({vector})",
                f"({vector}) * {self.number(2, 60)}",
                f"100 * ({vector})",
                f"abs({vector})",
                f"round({vector}, 0.1)",
                f"sort_desc({vector})",
                f"({vector}) or {other}",
                f"{other} or ({vector})",
                f"({vector})\n  and on () ({other} > {self.number(1, 9)})",
                f"clamp_min({vector}, 1)",
            )
        )

    def place(self) -> str:
        """Where a query may stand: the panel of a dashboard, an alert, or a recording rule."""
        return self.one(("promql", "alert", "record"))

    def alert(self, expr: str, **more: object) -> str:
        """An alert rule as YAML."""
        rest = {"for": "5m", "labels": {"severity": "warning"}, "annotations": {"summary": "Too many"}}
        return yaml.safe_dump({"alert": "TooMany", "expr": expr, **rest, **more}, sort_keys=False)

    def record(self, expr: str) -> str:
        """A recording rule as YAML."""
        return yaml.safe_dump({"record": "job:sample:sum", "expr": expr}, sort_keys=False)
