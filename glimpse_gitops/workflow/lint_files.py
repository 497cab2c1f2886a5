"""The part of `lint` that is about files from elsewhere: read them, run the rules, remember the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..files.foreign_files import STDIN_NAME, foreign_from_bytes
from ..files.lint_cache import LintCache, key_of
from ..files.lint_paths import FoundFile
from ..files.modules import SOURCE_FOLDERS
from ..lint.conclusion import Asides
from ..lint.not_checked import not_checked_in_files
from ..lint.runner import lint_files
from ..model.finding import Finding
from ..model.lint_choices import LintChoices
from ..model.not_checked import NotChecked
from ..model.project import Project
from ..model.rule_group import AlertRule, RecordingRule


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


def lint_found_files(
    found: Sequence[FoundFile],
    stdin: bytes | None,
    project: Project | None,
    base: Path,
    choices: LintChoices,
    asides: Asides,
    *,
    cache: LintCache | None = None,
    verbose: bool = False,
) -> FilesReport:
    """The findings in the files; from the cache where nothing has changed that they depend on.

    With `verbose`, for which there must be no cache, what could not be checked as well.
    """
    contents: dict[str, bytes | OSError] = {relative(one.path, base): _content(one.path) for one in found}
    named = {relative(one.path, base) for one in found if one.named}
    if stdin is not None:
        contents[STDIN_NAME] = stdin
        named.add(STDIN_NAME)
    own = {path for path in contents if path.partition("/")[0] in SOURCE_FOLDERS} if project is not None else set()
    key = ""
    if cache is not None and stdin is None:
        key = key_of([known_of(project), choices, asides, sorted(named)], contents)
        if (kept := cache.read(key)) is not None:
            return FilesReport(*kept)
    files = [foreign_from_bytes(path, content) for path, content in contents.items()]
    wanted = [file for file in files if not file.word or file.path in named]
    findings = lint_files(wanted, project, own=own, choices=choices, asides=asides)
    skipped = tuple((file.path, file.word) for file in files if file.word and file.path not in named)
    if cache is not None and key:
        cache.write(key, findings, skipped)
    texts = {} if stdin is None else {STDIN_NAME: stdin.decode("utf-8", errors="replace")}
    unknown = not_checked_in_files(wanted, project, own, choices) if verbose else ()
    return FilesReport(findings, skipped, texts, unknown)


def known_of(project: Project | None) -> object:
    """What the findings in other files can depend on in a project, as values that print the same every time."""
    if project is None:
        return None
    rules = [
        (rule.record, rule.expr, rule.labels) if isinstance(rule, RecordingRule) else (rule.name, rule.labels)
        for group in project.rule_groups
        for rule in group.value.rules
        if isinstance(rule, AlertRule | RecordingRule)
    ]
    sources = [(one.value.uid, one.value.type) for one in project.datasources]
    return (project.settings, project.catalogue, project.lock, rules, sources)


def relative(path: Path, base: Path) -> str:
    """How findings name a file: from `base` where it lies under it."""
    resolved = path.resolve()
    return resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else str(resolved)


def _content(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error
