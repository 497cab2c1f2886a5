"""`lint`: the project's own definitions, and what was written elsewhere: rule files, dashboards, provisioning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..files.lint_cache import LintCache
from ..files.lint_paths import STDIN, found_files, holds_python
from ..files.source_folders import SOURCE_FOLDERS
from ..model.finding import Finding
from ..model.lint_choices import NO_CHOICES, LintChoices
from ..model.not_checked import NotChecked
from ..model.settings import Settings
from .lint_asides import asides_at, merged
from .lint_files import FilesReport, FilesRequest, lint_found_files, relative, request_for

if TYPE_CHECKING:
    from ..lint.selection import Selection
    from ..model.online_facts import OnlineFacts
    from ..model.project import Project
    from .metric_server import MetricServer

__all__ = ["STDIN", "LintReport", "lint", "needs_project"]

GENERATED = (".yml", ".json")


@dataclass(frozen=True)
class LintReport:
    """The findings, and the texts that they point into."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    settings: Settings
    choices: LintChoices
    base: Path
    """The folder that the paths of findings start from."""
    places: tuple[str, ...] = ()
    """What was looked at, as findings name it; empty for the whole project."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Path and reason of the files of folders in which there is nothing to lint."""
    not_checked: tuple[NotChecked, ...] | None = None
    """What could not be checked, for want of a declaration; None where nobody asked."""
    idle: tuple[str, ...] = ()
    """The paths at which there is nothing to lint."""
    online: OnlineFacts | None = None
    """What a server said, where one was asked."""

    @cached_property
    def selection(self) -> Selection:
        """Which rules ran, and what the settings say of them."""
        # Of unchanged files nobody asks, and all rules take longer to import than everything else.
        from ..lint.config import config_of
        from ..lint.selection import selection_of

        return selection_of(config_of(self.settings), self.choices)


def lint(
    root: Path | None,
    paths: Sequence[Path],
    choices: LintChoices = NO_CHOICES,
    *,
    stdin: bytes | None = None,
    keep: bool = True,
    verbose: bool = False,
    server: MetricServer | None = None,
) -> LintReport:
    """Lint the project at `root`, or of it only what lies at `paths`, and the YAML and JSON files at `paths`.

    `root` may be None where files from elsewhere are all that is asked for. The path `-` stands for `stdin`. With
    `keep`, findings in files are taken from earlier runs that looked at the same; with `verbose` none are, and the
    report says what could not be checked. A `server` is asked for what the queries name, and then the rules run that go
    by its answers: `choices` must say `online`. Raises UsageError for a path that is not there.
    """
    for path in paths:
        if path != STDIN and not path.exists():
            raise UsageError(f"{path} is not there", "give a file or a folder that exists")
    if root is not None:
        paths = [_source_of(path, root) for path in paths]
    project = None if root is None else _loaded(root)
    base = root or Path.cwd()
    found, is_python = found_files(paths), holds_python(paths)
    idle = _idle(paths) if len(paths) > 1 or not (found or is_python) else ()
    wanted = None if not paths else [relative(path, base) for path in paths if path != STDIN]
    asides = asides_at(root, [path for path in paths if path != STDIN], base)
    settings = project.settings if project is not None else Settings(owner="", project="")
    if project is not None:
        from .lint_project import not_of

        others = not_of(project, found, base)
        # Of a project only files from elsewhere may be asked for.
        project_too = wanted is None or is_python or len(others) < len(found)
        found = others
    else:
        project_too = False
    request = request_for(found, stdin, project, base, choices, asides, verbose=verbose)
    if server is not None:
        from .lint_online import asked_server

        request = replace(request, project=asked_server(request, server, whole=project_too))
    cache = LintCache(base) if keep and not verbose and server is None and stdin is None else None
    own, files = _both(request, base, wanted, cache, project_too=project_too)
    unknown: tuple[NotChecked, ...] = ()
    if verbose and project_too and request.project is not None:
        from .lint_definitions import not_checked_in

        unknown = not_checked_in(request.project, base, choices)
    ordered = tuple(sorted(merged(own, files.findings), key=lambda finding: finding.sort_key))
    texts = {**_texts(ordered, base), **files.texts}
    missing = tuple(dict.fromkeys((*unknown, *files.not_checked))) if verbose else None
    online = request.project.online if request.project is not None else None
    places = tuple(wanted or ())
    return LintReport(ordered, texts, settings, choices, base, places, files.skipped, missing, idle, online)


def _both(
    request: FilesRequest, base: Path, wanted: Sequence[str] | None, cache: LintCache | None, *, project_too: bool
) -> tuple[tuple[Finding, ...], FilesReport]:
    """What is found in the project itself, and in the files."""
    if not project_too or request.project is None:
        return (), lint_found_files(request, cache) if request.contents else FilesReport()
    from .lint_definitions import findings_in

    project, choices, asides = request.project, request.choices, request.asides
    own = findings_in(project, base, wanted, choices, asides)
    if not request.contents:
        return own.findings, FilesReport()
    files = lint_found_files(replace(request, asides=replace(asides, needed=own.needed)), cache)
    if set(files.needed) - set(own.needed):
        # What only the files needed, the project's own run has called unused.
        own = findings_in(project, base, wanted, choices, replace(asides, needed=files.needed))
    return own.findings, files


def _idle(paths: Sequence[Path]) -> tuple[str, ...]:
    """The paths at which there is nothing to lint."""
    return tuple(str(path) for path in paths if path != STDIN and not found_files([path]) and not holds_python([path]))


def needs_project(paths: Sequence[Path]) -> bool:
    """Whether something at the paths cannot be linted on its own, as YAML and JSON files and folders of them can."""
    return any(
        path.suffix == ".py" or (path.is_dir() and holds_python([path]) and not found_files([path])) for path in paths
    )


def _loaded(root: Path) -> Project:
    # What runs and compiles modules takes as long to import as everything else, and files alone do not need it.
    from .lint_project import load

    return load(root)


def _source_of(path: Path, root: Path) -> Path:
    """The module that `build` made the file from, where there is one: its suppressions and places count.

    A script of the same name elsewhere is no such module.
    """
    module = path.with_suffix(".py")
    ours = any(module.resolve().is_relative_to(root / folder) for folder in SOURCE_FOLDERS)
    return module if path.suffix in GENERATED and ours and module.exists() else path


def _texts(findings: Sequence[Finding], base: Path) -> dict[str, str]:
    texts = {}
    for path in {finding.origin.path for finding in findings}:
        file = base / path
        if file.is_file():
            texts[path] = file.read_text(encoding="utf-8", errors="replace")
    return texts
