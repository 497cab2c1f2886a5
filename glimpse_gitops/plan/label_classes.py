"""Which values of a label some matchers can tell apart: the others stand for the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model.matcher import Matcher
from ..promql.regex import label_matches, literal_choices

ANOTHER = "any other value"
"""Stands for the values of a label that no matcher names."""


@dataclass(frozen=True)
class LabelClasses:
    """The labels that the matchers of some policy trees look at."""

    matchers: dict[str, tuple[Matcher, ...]] = field(default_factory=dict)
    """By label."""
    _met: dict[tuple[str, tuple[bool | None, ...]], str] = field(default_factory=dict, repr=False)

    def named(self, label: str) -> frozenset[str]:
        """The values that the matchers of a label name."""
        values: set[str] = set()
        for matcher in self.matchers[label]:
            values |= {matcher.value} if matcher.op in ("=", "!=") else literal_choices(matcher.value) or set()
        return frozenset(values - {""})

    def is_open_ended(self, label: str) -> bool:
        """Whether a regular expression that does not just list values looks at the label."""
        return any(
            matcher.op in ("=~", "!~") and literal_choices(matcher.value) is None for matcher in self.matchers[label]
        )

    def representative(self, label: str, value: str) -> str:
        """The first value met that all matchers of the label treat like this one."""
        if "\n" in value:
            # Alertmanager's regular expressions treat line breaks in a way of their own.
            return value
        treated = tuple(label_matches(one.op, one.value, value) for one in self.matchers[label])
        return self._met.setdefault((label, treated), value)


def classes_of(matchers: Iterable[Matcher]) -> LabelClasses:
    """The classes that these matchers make."""
    by_label: dict[str, tuple[Matcher, ...]] = {}
    for matcher in dict.fromkeys(matchers):
        by_label[matcher.label] = (*by_label.get(matcher.label, ()), matcher)
    return LabelClasses(by_label)
