"""Which metrics the rules that need the catalogue could not check: they are silent there instead of guessing."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ..model.document import Document
from ..model.lint_choices import NO_CHOICES, LintChoices
from ..model.not_checked import NotChecked
from ..model.project import Project
from ..model.resource import Bundle
from ..promql.tree import Selector
from .config import config_of
from .foreign import ForeignFile
from .foreign_walk import ForeignWalk
from .metric_types import type_of
from .rule import Need
from .runner import subjects_of
from .selection import Rules, selection_of
from .subjects import QuerySubject, Subject

_WORDS: Mapping[Need, str] = {
    "declaration": "nothing declares",
    "type": "no type for",
    "labels": "no labels for",
    "series": "no number of series for",
}


def not_checked(
    project: Project,
    bundle: Bundle,
    documents: Mapping[str, Document] = MappingProxyType({}),
    choices: LintChoices = NO_CHOICES,
) -> tuple[NotChecked, ...]:
    """What could not be checked in a project; `bundle` is the project, compiled."""
    subjects, _ = subjects_of(project, bundle, documents, queries_kept=False)
    return _unknown(subjects, selection_of(config_of(project.settings), choices).rules)


def not_checked_in_files(
    files: Sequence[ForeignFile],
    project: Project | None = None,
    own: Collection[str] = (),
    choices: LintChoices = NO_CHOICES,
) -> tuple[NotChecked, ...]:
    """The same of files from elsewhere, as `lint_files` takes them."""
    walk = ForeignWalk(files, project, own)
    return _unknown(walk.subjects(), selection_of(config_of(walk.settings), choices).rules)


def _unknown(subjects: Iterable[Subject], rules: Rules) -> tuple[NotChecked, ...]:
    """By metric, then by what is missing."""
    waiting: dict[Need, list[str]] = {}
    for rule in rules:
        if rule.needs:
            waiting.setdefault(rule.needs, []).append(rule.id)
    found = {
        (metric, need)
        for subject in subjects
        if isinstance(subject, QuerySubject)
        for selector in subject.analysis.selectors
        for metric, need in _missing(selector, subject)
    }
    return tuple(
        NotChecked(metric, f"{_WORDS[need]} {metric}", tuple(waiting[need]))
        for metric, need in sorted(found)
        if need in waiting
    )


def _missing(selector: Selector, subject: QuerySubject) -> Iterator[tuple[str, Need]]:
    """What is not known of the metric that a selector reads."""
    metric, knowledge = selector.metric, subject.analysis.knowledge
    if metric is None:
        return
    if metric not in knowledge.names and not knowledge.is_complete:
        yield metric, "declaration"
    if not type_of(selector, knowledge):
        yield metric, "type"
    if knowledge.labels_of(metric) is None:
        yield metric, "labels"
    facts = subject.analysis.facts
    if facts is not None and facts.counts[selector].series == math.inf:
        yield metric, "series"
