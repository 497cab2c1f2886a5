"""``Flow``: which labels the series of one vector must have, may have and cannot have."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from .world import NAME


class Presence(Enum):
    """Whether a label is on the series of a vector."""

    MUST = "must"
    MAY = "may"
    CANNOT = "cannot"


class Flow(NamedTuple):
    """The labels of one vector."""

    must: frozenset[str]
    may: frozenset[str]
    open: bool = False
    """Labels outside ``may`` are possible, too."""
    excluded: frozenset[str] = frozenset()
    """In an open world: the labels that are impossible nevertheless."""

    def presence(self, label: str) -> Presence:
        if label in self.must:
            return Presence.MUST
        return Presence.MAY if self.possible(label) else Presence.CANNOT

    @property
    def is_one_series(self) -> bool:
        """Whether it can have no label but the name: there is one such series at most."""
        return not self.open and self.may <= NAMED

    def possible(self, label: str) -> bool:
        return label in self.may or (self.open and label not in self.excluded)


NAMED: Final = frozenset({NAME})
NOTHING: Final = frozenset[str]()
NO_LABELS: Final = Flow(NOTHING, NOTHING)
ANY_LABELS: Final = Flow(NOTHING, NOTHING, True)
UNKNOWN_METRIC: Final = Flow(NAMED, NAMED, True)


def without(flow: Flow, labels: frozenset[str]) -> Flow:
    """The flow once these labels are removed."""
    if not flow.open and labels.isdisjoint(flow.may):
        return flow
    return Flow(flow.must - labels, flow.may - labels, flow.open, flow.excluded | labels if flow.open else NOTHING)


def with_label(flow: Flow, label: str, *, certain: bool) -> Flow:
    """The flow once this label can be there (or, when ``certain``, is)."""
    must = flow.must | {label} if certain else flow.must - {label}
    return Flow(must, flow.may | {label}, flow.open, flow.excluded - {label})


@lru_cache(maxsize=4096)
def nameless(flow: Flow) -> Flow:
    """The flow once the metric's name is removed, which most functions and operators do."""
    return without(flow, NAMED)
