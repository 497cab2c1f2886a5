"""Suppressions: `# glimpse: ignore[CD402, AL201] reason` in a Python, YAML or PromQL comment.

A comment alone on its line directly above a construct, or on the line where a construct starts, counts for all of that
construct; any other comment for the smallest call around it; a PromQL comment for its query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model.finding import Finding, Severity
from ..model.origin import Origin
from ..model.source_index import Construct, SourceIndex
from .subjects import Passage, QuerySubject, Subject, SuppressionSubject

_FORM = re.compile(r"glimpse:\s*ignore\s*\[([^\]]*)\]\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Reported:
    """A finding with the subject that it was found in."""

    finding: Finding
    subject: Subject


@dataclass(frozen=True)
class Lines:
    """What stands on some lines of a file, and what is defined there."""

    path: str
    first: int
    last: int

    def covers(self, one: Reported) -> bool:
        """Whether the finding, its text or its subject stands on these lines."""
        places = (one.finding.origin, one.subject.home, one.subject.passage.origin)
        return any(place.path == self.path and self.first <= place.line <= self.last for place in places)


@dataclass(frozen=True)
class OneQuery:
    """One query."""

    query: QuerySubject

    def covers(self, one: Reported) -> bool:
        """Whether the finding is about this query."""
        return one.subject is self.query


@dataclass(frozen=True)
class Suppression:
    """One comment and what it counts for."""

    comment: str
    origin: Origin
    ids: tuple[str, ...]
    reason: str
    scope: Lines | OneQuery
    used: set[str] = field(default_factory=set)


def suppress(reported: Iterable[Reported], suppressions: Iterable[Suppression]) -> list[Reported]:
    """What is left; each suppression notes which of its ids it needed.

    An expression with an error cannot be analysed any further, so beside one no suppression is called unneeded.
    """
    suppressions = tuple(suppressions)
    left = []
    for one in reported:
        covering = [suppression for suppression in suppressions if suppression.scope.covers(one)]
        matching = [suppression for suppression in covering if one.finding.rule in suppression.ids]
        for suppression in matching:
            suppression.used.add(one.finding.rule)
        if not matching:
            left.append(one)
            for suppression in covering if one.finding.severity is Severity.ERROR else ():
                suppression.used.update(suppression.ids)
    return left


def suppressions_in(
    comments: Mapping[str, Mapping[int, str]], sources: SourceIndex, subjects: Iterable[Subject]
) -> list[Suppression]:
    """All suppressions of a project: those in its files' comments, and those in PromQL comments."""
    return [*_in_files(comments, sources), *_in_queries(subjects, sources)]


def subject_of(suppression: Suppression, known: frozenset[str], ran: frozenset[str]) -> SuppressionSubject:
    """The suppression as something that rules look at; of a rule that did not run nobody can say that it is unused."""
    unknown = tuple(one for one in suppression.ids if one not in known)
    return SuppressionSubject(
        object="",
        home=suppression.origin,
        passage=Passage(suppression.comment, suppression.origin),
        ids=suppression.ids,
        reason=suppression.reason,
        unused=tuple(one for one in suppression.ids if one in ran and one not in suppression.used),
        unknown=unknown,
    )


def _in_files(comments: Mapping[str, Mapping[int, str]], sources: SourceIndex) -> Iterator[Suppression]:
    for path, lines in comments.items():
        for line, comment in lines.items():
            if match := _FORM.search(comment):
                scope = Lines(path, *_scope(line, path, lines, sources))
                yield Suppression(comment, Origin(path, line), _ids(match[1]), match[2].strip(), scope)


def _in_queries(subjects: Iterable[Subject], sources: SourceIndex) -> Iterator[Suppression]:
    for subject in subjects:
        if not isinstance(subject, QuerySubject):
            continue
        for comment in subject.analysis.parsed.comments:
            if match := _FORM.search(comment.text):
                span = (comment.start + subject.offset, comment.end + subject.offset)
                origin = sources.locate_inside(subject.passage.value, span, at=subject.passage.origin)
                yield Suppression(comment.text, origin, _ids(match[1]), match[2].strip(), OneQuery(subject))


def _ids(listed: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in listed.split(",") if one.strip())


def _scope(line: int, path: str, comments: Mapping[int, str], sources: SourceIndex) -> tuple[int, int]:
    """The lines that a comment counts for."""
    constructs = sources.constructs.get(path, ())
    following = line
    if not any(_touches(construct, line) for construct in constructs) and not _holds_literal(path, line, sources):
        following = line + 1
        while following in comments:
            following += 1
    led = [one for one in constructs if one.leads and one.origin.line == following]
    if led:
        outermost = max(led, key=lambda one: one.size)
        return min(line, outermost.origin.line), outermost.origin.end_line
    around = [one for one in constructs if one.holds(line) and one.callee]
    smallest = min(around, key=lambda one: one.size, default=None)
    return (smallest.origin.line, smallest.origin.end_line) if smallest else (line, following)


def _touches(construct: Construct, line: int) -> bool:
    return line in (construct.origin.line, construct.origin.end_line)


def _holds_literal(path: str, line: int, sources: SourceIndex) -> bool:
    return any(one.origin.line <= line <= one.origin.end_line for one in sources.literals.get(path, ()))
