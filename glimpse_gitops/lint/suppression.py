"""One suppression: which rules, why, until when, and what it counts for.

The forms of a comment: `glimpse: ignore[CD402, AL201] reason`, `glimpse: ignore[CD402] until=2027-01-31 reason`,
`glimpse: ignore-until=2027-01-31[CD402] reason` and `glimpse: ignore-file[CD402] reason` (without brackets: all rules).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ..model.finding import Finding
from ..model.origin import Origin
from .path_match import matches
from .rule_names import id_of
from .subjects import EVERY, QuerySubject, Subject

_FORM = re.compile(
    r"glimpse:\s*ignore(?P<file>-file)?(?:-until=(?P<first>[\w-]+))?\s*(?P<list>\[[^\]]*\])?(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_UNTIL = re.compile(r"\s*(?:ignore-)?until[=:]\s*(?P<date>[\w-]+)\s*,?")


@dataclass(frozen=True)
class Reported:
    """A finding with the subject that it was found in."""

    finding: Finding
    subject: Subject


class Reach(Protocol):
    """What a suppression counts for."""

    def covers(self, one: Reported) -> bool:
        """Whether the finding lies in it."""


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
class Files:
    """Whole files, or the objects in them with a name like these."""

    globs: tuple[str, ...]
    objects: tuple[str, ...] = ()

    def covers(self, one: Reported) -> bool:
        """Whether the finding is in one of the files, and about one of the objects."""
        places = {one.finding.origin.path, one.subject.home.path}
        if not any(matches(path, self.globs) for path in places):
            return False
        return not self.objects or any(matches(one.finding.object, (f"**{name}**",)) for name in self.objects)


@dataclass(frozen=True)
class OneObject:
    """One rule or rule group with all that belongs to it, by its name in the words of the user."""

    path: str
    object: str
    group: str = ""
    """For a group: how the names of its rules end."""

    def covers(self, one: Reported) -> bool:
        """Whether the finding is about the object."""
        name = one.subject.object
        is_it = name == self.object or bool(self.group and name.endswith(self.group))
        return is_it and one.subject.home.path == self.path


@dataclass(frozen=True)
class Suppression:
    """One comment, entry or argument and what it counts for."""

    comment: str
    origin: Origin
    ids: tuple[str, ...]
    reason: str
    reach: Reach
    until: str = ""
    """The last day on which it counts, as it is written; empty for ever."""
    used: set[str] = field(default_factory=set, compare=False)

    def silences(self, rule: str) -> bool:
        """Whether it names the rule."""
        return rule in self.ids or EVERY in self.ids

    def is_expired(self, today: date | None) -> bool:
        """Whether its last day has passed; a day that is none has."""
        if not self.until:
            return False
        try:
            last = date.fromisoformat(self.until)
        except ValueError:
            return True
        return today is not None and last < today


def read_comment(comment: str, origin: Origin, reach: Reach) -> Suppression | None:
    """The suppression in a comment, where there is one; a comment for a whole file reaches all of it."""
    match = _FORM.search(comment)
    if match is None:
        return None
    until, rest = match["first"] or "", match["rest"]
    if not until and (later := _UNTIL.match(rest)):
        until, rest = later["date"], rest[later.end() :]
    ids = ids_in(match["list"][1:-1].split(",")) if match["list"] else ()
    if match["file"]:
        reach, ids = Files((origin.path,)), ids or (EVERY,)
    elif not ids and not re.match(r"\s*$|\s*\[|-", rest) and not match["list"]:
        return None
    return Suppression(comment, origin, ids, rest.strip(), reach, until)


def ids_in(words: Sequence[str]) -> tuple[str, ...]:
    """Ids from ids and names."""
    return tuple(id_of(word.strip()) for word in words if word.strip())
