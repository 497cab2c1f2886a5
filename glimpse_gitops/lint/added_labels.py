"""Labels that series get on the way to who asks for them: `external_labels`, of which no rule tells.

Rules that run where series of several servers come together (Thanos, Mimir) read recorded series by such a label. No
rule records it, and yet many ask for it: for one that was lost by mistake few do.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..promql.strings import without_texts
from .knowledge import Knowledge

_ENOUGH = 4
"""Recorded series that lack a label and are asked for it: so many are no mistake."""

_NAMES = re.compile(r"[a-zA-Z_:][\w:]*")
_MATCHERS = re.compile(r"([a-zA-Z_:][\w:]*)\s*\{([^{}]*)\}")
_LABELS = re.compile(r"([a-zA-Z_]\w*)\s*(?:=|!)")
_LISTS = re.compile(r"\b(?:by|on)\s*\(([^()]*)\)", re.IGNORECASE)


def added_labels(knowledge: Knowledge, expressions: Iterable[str]) -> tuple[str, ...]:
    """The labels; the expressions are all that run beside one another."""
    known = knowledge.world.known
    closed = _closed(knowledge)
    asked: dict[str, set[str]] = defaultdict(set)
    for expression in expressions if len(closed) >= _ENOUGH else ():
        for name, label in _asked(expression, closed):
            if label not in known[name].labels:
                asked[label].add(name)
    return tuple(sorted(label for label, names in asked.items() if len(names) >= _ENOUGH))


def with_labels(knowledge: Knowledge, labels: Iterable[str]) -> Knowledge:
    """The knowledge with these labels on all recorded series, which may have them."""
    world = knowledge.world
    domains = dict.fromkeys(labels, math.inf)
    if not domains:
        return knowledge
    given = {
        name: replace(world.known[name], domains={**domains, **world.known[name].domains})
        for name in _closed(knowledge)
    }
    return replace(knowledge, world=replace(world, known={**world.known, **given}))


def _closed(knowledge: Knowledge) -> frozenset[str]:
    """The recorded series of which all labels are known."""
    known = knowledge.world.known
    return frozenset(name for name in knowledge.recorded if name in known and not known[name].open)


def _asked(expression: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each series of these names and each label that it is asked for, as far as the text shows it.

    Which of several series a list of labels is about is not asked: it is only counted how many there are.
    """
    bare = without_texts(expression)
    read = names & set(_NAMES.findall(bare))
    if not read:
        return
    for name, matchers in _MATCHERS.findall(bare):
        if name in read:
            yield from ((name, label) for label in _LABELS.findall(matchers))
    for listed in _LISTS.findall(bare):
        yield from ((name, label) for label in _NAMES.findall(listed) for name in read)
