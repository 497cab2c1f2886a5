"""What ``label_replace`` and ``label_join`` do to the bounds on label values.

Neither changes the number of series (two that become equal are an error). The new label depends on the labels it is
made of, so every joint bound that holds those holds the new label as well, for nothing.
"""

from __future__ import annotations

import math

from .count import NO_DOMAINS, Count, distinct
from .cover import Group
from .flow import Flow
from .label_functions import join_of, replacement_of
from .tree import Call


def replaced(node: Call, inner: Count, source: Flow) -> Count:
    """The size of a ``label_replace``."""
    change = replacement_of(node)
    if change is None:
        return inner._replace(domains=NO_DOMAINS, groups=())
    label = change.label
    made_of = frozenset({change.source})
    made = 1.0
    if change.constant is None and source.possible(change.source):
        made = distinct(inner, source, made_of)
    if not change.always and source.possible(label):
        # Where the pattern does not match, the old value stays.
        made += distinct(inner, source, frozenset({label}))
        made_of |= {label}
    elif not change.always and change.constant is not None:
        made += 1.0
    return _with_label(inner, source, label, made_of, made)


def joined(node: Call, inner: Count, source: Flow) -> Count:
    """The size of a ``label_join``."""
    join = join_of(node)
    if join is None:
        return inner._replace(domains=NO_DOMAINS, groups=())
    made_of = frozenset(name for name in join.sources if source.possible(name))
    return _with_label(inner, source, join.label, made_of, distinct(inner, source, made_of))


def _with_label(inner: Count, source: Flow, label: str, made_of: frozenset[str], made: float) -> Count:
    """The bounds once ``label``, a function of the old values of ``made_of``, has at most ``made`` values."""
    known = frozenset(name for name in made_of if source.possible(name))
    groups: list[Group] = []
    for old in inner.groups:
        if label in old.given:
            continue
        kept = old.labels - {label}
        if not old.given and known <= old.labels:
            kept |= {label}
        if kept and (len(kept) > 1 or old.given):
            groups.append(Group(kept, old.bound, old.given))
    if label not in known:
        groups.append(Group(frozenset({label}), 1.0, known))
    else:
        combinations = distinct(inner, source, known)
        if math.isfinite(combinations):
            groups.append(Group(known, max(1.0, combinations)))
    return inner._replace(domains={**inner.domains, label: min(made, max(1.0, inner.series))}, groups=tuple(groups))
