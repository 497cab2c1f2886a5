"""`lint_files`: the rules on files from elsewhere, with what an earlier run found in those that are as they were.

What is kept of a file are its findings before anything is suppressed. Rules that compare parts with each other (their
subject is `ProjectSubject`) run anew each time, and so does all that suppresses.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ..model.finding import Finding
from ..model.lint_choices import NO_CHOICES, LintChoices
from ..model.project import Project
from .asides import Asides, Needed
from .conclusion import concluded
from .config import config_of
from .file_subjects import NOTHING, Beside, FileSubjects, Found
from .foreign import ForeignFile
from .foreign_walk import ForeignWalk
from .selection import Rules, Selection, selection_of


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


def run_on_files(
    walk: ForeignWalk, asides: Asides, selection: Selection, kept: Found = NOTHING, beside: Beside | None = None
) -> FilesRun:
    """As `lint_files`, but rules look only at those files of which nothing is kept, and at half of them `beside`."""
    subjects = FileSubjects(walk, kept)
    if beside is not None:
        subjects.look(selection.rules, beside)
    comments = {**asides.comments, **{one.path: one.comments for one in walk.files if one.comments}}
    told = concluded(subjects.run, subjects.all, walk.sources, replace(asides, comments=comments), selection)
    if subjects.crashed and kept:
        return run_on_files(walk, asides, selection)
    return FilesRun(told.findings, told.needed, {} if subjects.crashed else subjects.fresh(), subjects.crashed)
