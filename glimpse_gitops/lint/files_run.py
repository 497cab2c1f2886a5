"""`lint_files`: the rules on files from elsewhere, with what an earlier run found in those that are as they were.

What a rule finds in one file depends on that file and on what `ForeignWalk.known` lists of the others. So the findings
of a file, taken before anything is suppressed, can be kept under a hash of both. Rules that compare parts with each
other (their subject is `ProjectSubject`) run anew each time, and so does all that suppresses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from ..model.finding import Finding
from ..model.lint_choices import NO_CHOICES, LintChoices
from ..model.project import Project
from .allowance import Allowance
from .asides import Asides, Needed
from .conclusion import concluded
from .config import config_of
from .fingerprint import fingerprint_of
from .foreign import ForeignFile
from .foreign_walk import ForeignWalk, size_of
from .rule_run import RuleRun
from .runner import project_subject
from .selection import Rules, Selection, selection_of
from .subjects import Subject
from .suppression import Reported


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


@dataclass(frozen=True)
class FilesRun:
    """What came of a run."""

    findings: tuple[Finding, ...]
    needed: tuple[Needed, ...] = ()
    """Which entries of `.glimpse.toml` silenced what."""
    fresh: Found = field(default_factory=dict)
    """What was found in those files that the rules looked at, as far as it may be kept."""
    crashed: bool = False
    """Whether a rule raised: then what is found in one file depends on those before it, and nothing may be kept."""


def lint_files(
    files: Sequence[ForeignFile],
    project: Project | None = None,
    *,
    rules: Rules | None = None,
    own: Collection[str] = (),
    choices: LintChoices = NO_CHOICES,
    asides: Asides | None = None,
) -> tuple[Finding, ...]:
    """The findings in files from elsewhere, held against the project's catalogue where there is one.

    `own` are the paths of files that belong to the project: the catalogue should know all metrics in them.
    """
    walk = ForeignWalk(files, project, own)
    return run_on_files(walk, asides or Asides(), selection_of(config_of(walk.settings), choices, rules)).findings


def run_on_files(walk: ForeignWalk, asides: Asides, selection: Selection, kept: Found = NOTHING) -> FilesRun:
    """As `lint_files`, but rules look only at those files of which nothing is kept."""
    subjects = _Subjects(walk, kept)
    comments = {**asides.comments, **{one.path: one.comments for one in walk.files if one.comments}}
    told = concluded(subjects.run, subjects.all, walk.sources, replace(asides, comments=comments), selection)
    if subjects.crashed and kept:
        return run_on_files(walk, asides, selection)
    return FilesRun(told.findings, told.needed, {} if subjects.crashed else subjects.fresh(), subjects.crashed)


class _Subjects:
    """The subjects of a walk, each with its number in its file, and what is found in them."""

    def __init__(self, walk: ForeignWalk, kept: Found) -> None:
        self._context, self._kept = walk.context, kept
        self._sizes = {file.path: size_of(file) for file in walk.files}
        self._numbers: dict[Subject, tuple[str, int]] = {}
        self._of_file: dict[str, list[Subject]] = {}
        for file in walk.files:
            own = self._of_file.setdefault(file.path, [])
            for subject in walk.of_file(file):
                self._numbers[subject] = (file.path, len(own))
                own.append(subject)
        every = [subject for own in self._of_file.values() for subject in own]
        self.all: list[Subject] = [*every, project_subject(every, walk.declared, complete=False)]
        self._waiting: dict[Subject, list[Told]] = {}
        for path, told in kept.items():
            for one in told:
                self._waiting.setdefault(self._of_file[path][one.asked], []).append(one)
        self._fresh: dict[str, list[Told]] = {path: [] for path in self._of_file if path not in kept}
        self.crashed = False

    def run(self, rules: Rules, subjects: Iterable[Subject]) -> Iterator[Reported]:
        """What rules find in subjects, where that is not yet known."""
        run = RuleRun(rules, self._context, Allowance(self._sizes))
        for subject in subjects:
            path, number = self._numbers.get(subject, ("", 0))
            if path and path in self._kept:
                for told in self._waiting.get(subject, ()):
                    yield Reported(told.finding, self._of_file[path][told.about])
                continue
            for reported in run.on_one(subject):
                if path in self._fresh:
                    self._note(path, number, reported)
                yield reported
        self.crashed = self.crashed or bool(run.crashed)

    def fresh(self) -> Found:
        """What was found in each file that was looked at."""
        return self._fresh

    def _note(self, path: str, asked: int, reported: Reported) -> None:
        home, about = self._numbers.get(reported.subject, ("", 0))
        if home != path:
            # The rule made this subject itself: nobody could find it again.
            del self._fresh[path]
            return
        finding = reported.finding.marked(fingerprint_of(reported.finding))
        self._fresh[path].append(Told(asked, about, finding))
