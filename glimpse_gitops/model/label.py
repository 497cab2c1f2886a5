"""Labels: one declaration serves the catalogue, the labels of a rule and the matchers of a route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .sequence import as_tuple

Value = TypeVar("Value", bound=str)


def quoted(value: str) -> str:
    """A label's value between quotes, as PromQL and Alertmanager read it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@dataclass(frozen=True)
class LabelValue:
    """One label with one value, e.g. `severity="critical"`: made by calling a `Label`."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}={quoted(self.value)}"


Labels = Mapping[str, str] | Sequence[LabelValue] | LabelValue
"""Labels as authors write them: `{"severity": "critical"}` or `[severity("critical")]`, or one label alone."""


def as_labels(given: Labels) -> dict[str, str]:
    """Both spellings of labels as one dictionary, in the order in which they were written."""
    if isinstance(given, Mapping):
        return dict(given)
    labels: dict[str, str] = {}
    for label in [given] if isinstance(given, LabelValue) else given:
        if not isinstance(label, LabelValue):
            raise ValueError('labels must be a dictionary, or a list such as [severity("critical")]')
        if label.name in labels:
            raise ValueError(f'label "{label.name}" is given twice')
        labels[label.name] = label.value
    return labels


@dataclass(frozen=True)
class Label(Generic[Value]):
    """A label of metrics or alerts, with what is known of its values.

    `Label("method", ("GET", "POST"))` knows them all, `Label[str]("route", at_most=60)` their number at most,
    `Label[str]("user_id", unbounded=True)` that there is no limit: the linter forbids it in queries.
    """

    name: str
    values: Sequence[Value] = ()
    at_most: int | None = None
    unbounded: bool = False
    description: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", as_tuple(self.values, f'label "{self.name}": values'))
        if self.values and self.unbounded:
            raise ValueError(f'label "{self.name}" has values and is unbounded: it can only be one of the two')
        if self.at_most is not None and (not isinstance(self.at_most, int) or self.at_most < 1):
            raise ValueError(f'label "{self.name}": at_most must be 1 or more, not {self.at_most!r}')

    def __call__(self, value: Value) -> LabelValue:
        """The label with this value; a value that was not declared is a ValueError where it stands."""
        if self.values and value not in self.values:
            raise ValueError(f'label "{self.name}" has no value "{value}": it knows {", ".join(self.values)}')
        return LabelValue(self.name, value)

    @property
    def bound(self) -> int | None:
        """The largest number of values, None where nothing limits it."""
        return len(self.values) or self.at_most
