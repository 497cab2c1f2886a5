"""The subjects of files from elsewhere, each with its number in its file, and what rules find in them.

What a rule finds in one file depends on that file and on what `ForeignWalk.known` lists of the others. So what an
earlier run found can stand for a file, and two processes can each look at half of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeVar

from ..model.finding import Finding
from .allowance import Allowance
from .fingerprint import fingerprint_of
from .foreign_walk import ForeignWalk, size_of
from .rule_run import MOST, RuleRun
from .runner import project_subject
from .selection import Rules
from .subjects import Subject
from .suppression import Reported

Answer = TypeVar("Answer")

_FEWEST = 300
"""Subjects for which a second process is worth its start: of fifty rules, more or less."""
_LARGEST = 3_000
"""Subjects of a file that two processes may share; a larger one is looked at by one of them."""


class Told(NamedTuple):
    """One finding of a file, not yet suppressed."""

    asked: int
    """Which subject of the file the rule looked at, in the order of the walk."""
    about: int
    """Which one the finding is about."""
    finding: Finding


Found = Mapping[str, Sequence[Told]]
"""Path → what is found in that file."""
NOTHING: Found = MappingProxyType({})


class Beside(Protocol):
    """Begins work in another process, and gives what waits for its answer."""

    def __call__(self, work: Callable[[], Answer], /) -> AbstractContextManager[Callable[[], Answer]]: ...


class _Half(NamedTuple):
    """What was found in some of the subjects."""

    told: Found
    """By file, without those in which a rule made a subject itself."""
    lost: frozenset[str]
    """Those."""
    operands: Mapping[str, int]
    """How many there were in the expressions of each file."""
    crashed: bool
    """Whether a rule raised."""


class FileSubjects:
    """The subjects of a walk, and what is found in them; `kept` is what is known of some files beforehand."""

    def __init__(self, walk: ForeignWalk, kept: Found = NOTHING) -> None:
        self._context = walk.context
        self._sizes = {file.path: size_of(file) for file in walk.files}
        self._numbers: dict[Subject, tuple[str, int]] = {}
        self._of_file: dict[str, list[Subject]] = {}
        for file in walk.files:
            own = self._of_file.setdefault(file.path, [])
            for subject in walk.of_file(file):
                self._numbers[subject] = (file.path, len(own))
                own.append(subject)
        every = list(chain.from_iterable(self._of_file.values()))
        self.all: list[Subject] = [*every, project_subject(every, walk.declared, complete=False)]
        self._waiting: dict[str, dict[int, list[Told]]] = {}
        """What is known already: path → number of a subject → what is found in it."""
        for path, told in kept.items():
            self._know(path, told)
        self._fresh: dict[str, list[Told]] = {path: [] for path in self._of_file if path not in kept}
        self.crashed = False

    def look(self, rules: Rules, beside: Beside) -> None:
        """Look at half of what is not known here, and meanwhile at the other half beside."""
        unknown = [subject for path in self._fresh for subject in self._of_file[path]]
        half = self._middle(unknown)
        if not half:
            return
        with beside(lambda: self._look_at(rules, unknown[half:])) as answer:
            halves = self._look_at(rules, unknown[:half]), answer()
        if any(one.crashed for one in halves):
            # Of a rule that crashes only one finding tells: all is looked at anew, here.
            return
        here, there = halves
        for path in (here.told.keys() | there.told.keys()) - here.lost - there.lost:
            told = [*here.told.get(path, ()), *there.told.get(path, ())]
            if not (path in here.told and path in there.told and self._is_too_much(path, told, halves)):
                self._know(path, told)
                self._fresh[path] = told

    def run(self, rules: Rules, subjects: Iterable[Subject]) -> Iterator[Reported]:
        """What rules find in subjects, where that is not yet known."""
        run = RuleRun(rules, self._context, Allowance(self._sizes))
        for subject in subjects:
            path, number = self._numbers.get(subject, ("", 0))
            if path in self._waiting:
                for told in self._waiting[path].get(number, ()):
                    yield Reported(told.finding, self._of_file[path][told.about])
                continue
            for reported in run.on_one(subject):
                if path in self._fresh:
                    if (one := self._told(path, number, reported)) is not None:
                        self._fresh[path].append(one)
                    else:
                        del self._fresh[path]
                yield reported
        self.crashed = self.crashed or bool(run.crashed)

    def fresh(self) -> Found:
        """What was found in each file that was looked at, as far as it can be found again."""
        return self._fresh

    def _middle(self, subjects: Sequence[Subject]) -> int:
        """How many of them come before the half that another process looks at; 0 where that is not worth it."""
        if len(subjects) < _FEWEST:
            return 0
        middle = len(subjects) // 2
        path, number = self._numbers[subjects[middle]]
        size = len(self._of_file[path])
        if size > _LARGEST:
            begin = middle - number
            middle = min(begin, begin + size, key=lambda border: abs(border - middle))
        return middle if middle < len(subjects) else 0

    def _look_at(self, rules: Rules, subjects: Iterable[Subject]) -> _Half:
        allowance = Allowance(self._sizes)
        run = RuleRun(rules, self._context, allowance)
        told: dict[str, list[Told]] = {}
        lost: set[str] = set()
        for subject in subjects:
            path, number = self._numbers[subject]
            of_file = told.setdefault(path, [])
            for reported in run.on_one(subject):
                if (one := self._told(path, number, reported)) is not None:
                    of_file.append(one)
                else:
                    lost.add(path)
        kept = {path: found for path, found in told.items() if path not in lost}
        return _Half(kept, frozenset(lost), allowance.spent, bool(run.crashed))

    def _is_too_much(self, path: str, told: Sequence[Told], halves: Sequence[_Half]) -> bool:
        """Whether less would be told of a file, had one process looked at the whole of it."""
        most = Allowance(self._sizes).most(path)
        too_many = any(number > MOST for number in Counter(one.finding.rule for one in told).values())
        return too_many or sum(half.operands.get(path, 0) for half in halves) > most

    def _know(self, path: str, told: Iterable[Told]) -> None:
        known = self._waiting.setdefault(path, {})
        for one in told:
            known.setdefault(one.asked, []).append(one)

    def _told(self, path: str, number: int, reported: Reported) -> Told | None:
        """What is reported, as it can be kept; None where the rule made the subject itself: nobody could find it."""
        home, about = self._numbers.get(reported.subject, ("", 0))
        if home != path:
            return None
        return Told(number, about, reported.finding.marked(fingerprint_of(reported.finding)))
