"""Declared metrics whose names or labels break the conventions of Prometheus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...model.metric import Metric
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import MetricSubject


@dataclass(frozen=True)
class InvalidMetric(Rule[MetricSubject]):
    """A declared metric whose name or labels mislead.

    ## What it does
    Holds the metrics of the catalogue against the conventions: counters end in `_total` and nothing else does;
    `_bucket`, `_count` and `_sum` belong to histograms; the name does not say the type, and has a base unit (`seconds`,
    `bytes`) rather than `milliseconds`; labels are not `le`, `quantile` or `__…`, which Prometheus keeps for itself.
    Every metric has a description.

    ## Why is this bad?
    People and tools read the type and the unit off the name: `rate()` of what is no counter, and seconds that are shown
    as milliseconds, come from here. Labels that Prometheus keeps for itself are lost or refused.

    ## Example
    ```python
    Counter("logins", "People who logged in.", "logins")
    ```

    ## Use instead
    ```python
    Counter("logins_total", "People who logged in.", "logins")
    ```

    ## Options
    * `allowed`: metrics that are as they are, because others wrote them; `*` at the end stands for anything.

    ## References
    * https://prometheus.io/docs/practices/naming/
    """

    id = "XF610"
    name = "invalid-metric"
    severity = Severity.WARNING
    subject = MetricSubject

    allowed: tuple[str, ...] = ()

    def check(self, subject: MetricSubject, context: Context) -> Iterator[Fault]:
        """One fault for each convention."""
        metric = subject.metric
        if any(one == metric.name or (one[-1:] == "*" and metric.name.startswith(one[:-1])) for one in self.allowed):
            return
        yield from _of_name(metric)
        if not metric.description.strip():
            yield Fault(f'metric "{metric.name}" has no description', "say what it counts or measures")
        for label in metric.labels:
            if label.name in _RESERVED or label.name.startswith("__"):
                said = f'metric "{metric.name}" has label "{label.name}", which Prometheus keeps for itself'
                yield Fault(said, "give it another name")


def _of_name(metric: Metric) -> Iterator[Fault]:
    name = metric.name
    if not _VALID.fullmatch(name):
        yield Fault(f'"{name}" is no name of a metric', "take letters, digits and underscores, no digit first")
        return
    if metric.type == "counter" and not name.endswith("_total"):
        if not name.endswith(("_count", "_sum", "_bucket")):
            yield Fault(f'counter "{name}" does not end in _total', f'name it "{name}_total", as its exporter does')
    elif metric.type in ("gauge", "histogram") and name.endswith("_total"):
        yield Fault(
            f'{metric.type} "{name}" ends in _total, as counters do', f'name it "{name.removesuffix("_total")}"'
        )
    reserved = next((one for one in ("_bucket", "_count", "_sum") if name.endswith(one)), "")
    if reserved and metric.type == "histogram":
        yield Fault(
            f'the name of histogram "{name}" ends in {reserved}, which is added to it', "declare it without that"
        )
    elif reserved == "_bucket" and metric.type in ("gauge", "counter"):
        yield Fault(f'"{name}" ends in _bucket and is no histogram', "declare it as a Histogram, or name it otherwise")
    words = name.lower().split("_")
    if words[-1] in _TYPES or (words[-1] == "total" and words[-2:-1] and words[-2] in _TYPES):
        yield Fault(f'the name "{name}" says the type of the metric', "leave the type out of the name")
    for word in words:
        if word in _BASE:
            yield Fault(f'"{name}" is in {word}', f"measure in {_BASE[word]}, the base unit")
            break


_VALID = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_RESERVED = frozenset({"le", "quantile"})
_TYPES = frozenset({"counter", "gauge", "histogram", "summary"})
_BASE = {
    **dict.fromkeys(("nanoseconds", "microseconds", "milliseconds", "minutes", "hours", "days"), "seconds"),
    **dict.fromkeys(("kilobytes", "megabytes", "gigabytes", "kibibytes", "mebibytes", "gibibytes"), "bytes"),
    **dict.fromkeys(("kilometers", "millimeters", "centimeters"), "meters"),
    **dict.fromkeys(("milliamperes", "millivolts"), "amperes or volts"),
}
