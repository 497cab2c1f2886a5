"""The part of `lint` that is about files from elsewhere: read them, run the rules, remember the outcome.

Where all is as it was, nothing is imported that reads or checks: that would take longer than everything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.lint_cache import Kept, LintCache, key_of
from ..files.lint_paths import STDIN_NAME, FoundFile
from ..files.source_folders import SOURCE_FOLDERS
from ..lint.asides import Asides, Needed
from ..model.finding import Finding
from ..model.lint_choices import LintChoices
from ..model.not_checked import NotChecked

if TYPE_CHECKING:
    from ..model.project import Project


@dataclass(frozen=True)
class FilesReport:
    """What was found in files from elsewhere."""

    findings: tuple[Finding, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    """Path and reason of the files of folders in which there is nothing to lint."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The texts that are in no file."""
    not_checked: tuple[NotChecked, ...] = ()
    """What could not be checked, where somebody asks."""
    needed: tuple[Needed, ...] = ()
    """Which entries of `.glimpse.toml` silenced what."""
    lasting: bool = True
    """Whether the same files would give the same: not where a rule crashed."""


@dataclass(frozen=True)
class FilesRequest:
    """What is asked for: files, what is known beside them, and which rules run."""

    contents: Mapping[str, bytes | OSError]
    """Path, as findings name it → what is in the file, or why that cannot be read."""
    named: frozenset[str]
    """Those that were asked for by their own names: they are told where there is nothing to lint in them."""
    project: Project | None
    choices: LintChoices
    asides: Asides
    verbose: bool = False
    """Whether to tell what could not be checked."""

    @property
    def own(self) -> frozenset[str]:
        """The paths of those that belong to the project."""
        if self.project is None or not self.project.settings.owner:
            # One without an owner is no project: it only carries what a server says.
            return frozenset()
        return frozenset(path for path in self.contents if path.partition("/")[0] in SOURCE_FOLDERS)


def lint_found_files(request: FilesRequest, cache: LintCache | None = None) -> FilesReport:
    """The findings in the files; from the cache where nothing has changed that they depend on."""
    if cache is None:
        from .lint_files_anew import lint_anew

        return lint_anew(request)
    project, choices, asides = request.project, request.choices, request.asides
    key = key_of([known_of(project), choices, asides, sorted(request.named)], request.contents)
    if (kept := cache.read(key)) is not None:
        return FilesReport(kept.findings, kept.skipped, needed=kept.needed)
    from ..files.kept_findings import KeptFindings
    from .lint_files_anew import lint_anew

    report = lint_anew(request, KeptFindings(cache))
    if report.lasting:
        cache.write(key, Kept(report.findings, report.skipped, report.needed))
    return report


def request_for(
    found: Sequence[FoundFile],
    stdin: bytes | None,
    project: Project | None,
    base: Path,
    choices: LintChoices,
    asides: Asides,
    *,
    verbose: bool = False,
) -> FilesRequest:
    """What is asked for, with the contents of the files."""
    contents: dict[str, bytes | OSError] = {relative(one.path, base): _content(one.path) for one in found}
    named = {relative(one.path, base) for one in found if one.named}
    if stdin is not None:
        contents[STDIN_NAME] = stdin
        named.add(STDIN_NAME)
    return FilesRequest(contents, frozenset(named), project, choices, asides, verbose)


def known_of(project: Project | None) -> object:
    """What the findings in other files can depend on in a project, as values that print the same every time."""
    if project is None:
        return None
    from ..model.rule_group import AlertRule, RecordingRule

    rules = [
        (rule.record, rule.expr, rule.labels) if isinstance(rule, RecordingRule) else (rule.name, rule.labels)
        for group in project.rule_groups
        for rule in group.value.rules
        if isinstance(rule, AlertRule | RecordingRule)
    ]
    sources = [(one.value.uid, one.value.type) for one in project.datasources]
    servers = [(one.value.prometheus.retention, one.value.prometheus.image) for one in project.stacks]
    return (project.settings, project.catalogue, project.lock, rules, sources, servers)


def relative(path: Path, base: Path) -> str:
    """How findings name a file: from `base` where it lies under it."""
    resolved = path.resolve()
    return resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else str(resolved)


def _content(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error
