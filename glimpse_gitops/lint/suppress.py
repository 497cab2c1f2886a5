"""Suppressions: `# glimpse: ignore[CD402, AL201] reason` in a Python, YAML or PromQL comment, and other ways to say it.

A comment alone on its line directly above a construct, or on the line where a construct starts, counts for all of that
construct; any other comment for the smallest call around it; a PromQL comment for its query. `ignore-file` counts for
the file. What has no comments is named by a `.glimpse.toml` beside it, and objects take `lint_ignore`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from ..model.finding import Severity
from ..model.ignored import IgnoredFiles
from ..model.origin import Origin
from ..model.source_index import SourceIndex
from .comment_scopes import CommentScopes
from .path_match import matches
from .rule_names import id_of, unknown_rule
from .rule_table import RULES
from .subjects import (
    EVERY,
    AlertRuleSubject,
    GroupSubject,
    Passage,
    QuerySubject,
    RecordingRuleSubject,
    Subject,
    SuppressionSubject,
)
from .suppression import Files, Lines, OneObject, OneQuery, Reach, Reported, Suppression, ids_in, read_comment

_KNOWN = frozenset(rule.id for rule in RULES) | {EVERY}


def suppress(
    reported: Iterable[Reported],
    suppressions: Iterable[Suppression],
    *,
    today: date | None = None,
    locked: frozenset[str] = frozenset(),
) -> list[Reported]:
    """What is left; each suppression notes which of its ids it needed.

    One that has expired, and one of a locked rule, silences nothing. An expression with an error cannot be analysed any
    further, so beside one no suppression is called unneeded.
    """
    near = _Near(suppressions)
    left = []
    for one in reported:
        rule = one.finding.rule
        covering = [alike for alike in near.to(one) if alike.reach.covers(one)]
        silenced = False
        for alike in covering:
            silenced = alike.silences(rule, today) or silenced
        if silenced and rule not in locked:
            continue
        left.append(one)
        for alike in covering if one.finding.severity is Severity.ERROR else ():
            alike.beside_error = True
    near.note_what_was_needed()
    return left


class _Alike:
    """All suppressions that count for the same."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self._named: dict[str, list[Suppression]] = {}
        self._silences: dict[str, bool] = {}
        """Rule that was found here → whether it is silenced."""
        self.beside_error = False

    def add(self, one: Suppression) -> None:
        """Take one of them in."""
        for name in dict.fromkeys(one.ids):
            self._named.setdefault(name, []).append(one)

    def silences(self, rule: str, today: date | None) -> bool:
        """Whether one of them silences the rule; those that name it were needed."""
        if rule not in self._silences:
            self._silences[rule] = any(not one.is_expired(today) for one in self._naming(rule))
        return self._silences[rule]

    def note_what_was_needed(self) -> None:
        """Tell each suppression which of its ids it needed."""
        for rule in self._silences:
            for one in self._naming(rule):
                one.used.update((rule, EVERY))
        for name, some in self._named.items() if self.beside_error else ():
            for one in some:
                one.used.add(name)

    def _naming(self, rule: str) -> Iterator[Suppression]:
        yield from self._named.get(rule, ())
        yield from self._named.get(EVERY, ())


class _Near:
    """Suppressions by what they can count for: a big project has thousands of comments and of findings."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        self._all: dict[Reach, _Alike] = {}
        self._anywhere: list[_Alike] = []
        self._by_lines: dict[tuple[str, int], list[_Alike]] = {}
        """Path and number of a stretch of lines → what counts for some of them."""
        self._by_query: dict[int, list[_Alike]] = {}
        for one in suppressions:
            if one.reach not in self._all:
                self._all[one.reach] = _Alike(one.reach)
                self._place(one.reach, self._all[one.reach])
            self._all[one.reach].add(one)

    def to(self, one: Reported) -> Iterator[_Alike]:
        """Those that may cover a finding, each once."""
        yield from self._anywhere
        yield from self._by_query.get(id(one.subject), ())
        if self._by_lines:
            places = (one.finding.origin, one.subject.home, one.subject.passage.origin)
            stretches = dict.fromkeys((place.path, place.line // _STRETCH) for place in places)
            yield from dict.fromkeys(alike for where in stretches for alike in self._by_lines.get(where, ()))

    def note_what_was_needed(self) -> None:
        """Tell each suppression which of its ids it needed."""
        for alike in self._all.values():
            alike.note_what_was_needed()

    def _place(self, reach: Reach, alike: _Alike) -> None:
        if isinstance(reach, Lines):
            for stretch in range(reach.first // _STRETCH, reach.last // _STRETCH + 1):
                self._by_lines.setdefault((reach.path, stretch), []).append(alike)
        elif isinstance(reach, OneQuery):
            self._by_query.setdefault(id(reach.query), []).append(alike)
        else:
            self._anywhere.append(alike)


_STRETCH = 64
"""Lines of a file whose suppressions are looked up together."""


def subject_of(
    suppression: Suppression, ran: frozenset[str], locked: frozenset[str], today: date | None
) -> SuppressionSubject:
    """The suppression as something that rules look at; of a rule that did not run nobody can say that it is unused."""
    expired = suppression.is_expired(today)
    idle = [one for one in suppression.ids if one in ran | {EVERY} and one not in suppression.used]
    unknown = tuple(dict.fromkeys(one for one in suppression.ids if one not in _KNOWN))
    return SuppressionSubject(
        object="",
        place=suppression.origin,
        passage=Passage(suppression.comment, suppression.origin),
        ids=suppression.ids,
        reason=suppression.reason,
        unused=() if expired else tuple(one for one in idle if one not in locked),
        unknown=unknown,
        hint=_hint,
        locked=tuple(one for one in suppression.ids if one in locked),
        expired=suppression.until if expired else "",
    )


def _hint(word: str) -> str:
    return unknown_rule(word)[1]


def suppressions_in_files(comments: Mapping[str, Mapping[int, str]], sources: SourceIndex) -> list[Suppression]:
    """The suppressions in the comments of files: path → line → comment."""
    suppressions = []
    for path, lines in comments.items():
        spoken = {line: comment for line, comment in lines.items() if "glimpse:" in comment}
        if not spoken:
            continue
        scopes = CommentScopes(path, lines, sources)
        for line, comment in spoken.items():
            reach = Lines(path, *scopes.of(line))
            if found := read_comment(comment, Origin(path, line), reach):
                suppressions.append(found)
    return suppressions


def suppressions_at(subject: Subject) -> Iterator[Suppression]:
    """The suppressions that a subject brings with it: in comments of a query, in the arguments of a rule or a group."""
    if isinstance(subject, QuerySubject):
        yield from _in_query(subject)
    elif isinstance(subject, GroupSubject):
        yield from _on_object(subject, subject.group.lint_ignore, f"(group {subject.group.name})")
    elif isinstance(subject, AlertRuleSubject | RecordingRuleSubject):
        yield from _on_object(subject, subject.rule.lint_ignore)


def suppressions_named(ignored: Iterable[IgnoredFiles], paths: Collection[str]) -> Iterator[Suppression]:
    """The entries for files that are looked at; of the others nobody can say that they are unused."""
    for one in ignored:
        if any(matches(path, one.files) for path in paths):
            reach = Files(one.files, one.objects)
            yield Suppression("", one.origin, ids_in(one.rules), one.reason, reach, one.until)


def _in_query(subject: QuerySubject) -> Iterator[Suppression]:
    # Most have no comment, and need not be parsed to know that.
    for comment in subject.analysis.parsed.comments if "glimpse:" in subject.expr else ():
        if "glimpse:" in comment.text:
            span = (comment.start + subject.offset, comment.end + subject.offset)
            origin = subject.passage.inside(span)
            if found := read_comment(comment.text, origin, OneQuery(subject)):
                yield found


def _on_object(subject: Subject, given: Mapping[str, str], group: str = "") -> Iterator[Suppression]:
    for word, reason in given.items():
        reach = OneObject(subject.home.path, subject.object, group)
        yield Suppression(f"lint_ignore {word}", subject.home, (id_of(word),), reason, reach)
