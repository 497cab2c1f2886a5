"""Reading files from elsewhere and running the rules on them, file by file where one is as it was."""

from __future__ import annotations

from dataclasses import replace

from ..files.foreign_files import foreign_from_bytes
from ..files.kept_findings import KeptFindings
from ..files.lint_cache import key_of
from ..files.lint_paths import STDIN_NAME
from ..lint.config import config_of
from ..lint.files_run import FilesRun, run_on_files
from ..lint.foreign_walk import ForeignWalk
from ..lint.not_checked import not_checked_in_files
from ..lint.selection import selection_of
from ..model.not_checked import NotChecked
from .beside import beside
from .lint_files import FilesReport, FilesRequest, known_of


def lint_anew(request: FilesRequest, kept: KeptFindings | None = None) -> FilesReport:
    """What is found in the files."""
    files = [foreign_from_bytes(path, content) for path, content in request.contents.items()]
    wanted = [
        file if file.path in request.named else replace(file, word="")
        for file in files
        # There is nothing to lint in data sources and providers of dashboards, and the others depend on them.
        if not file.word or file.datasources or file.dashboard_folders or file.path in request.named
    ]
    walk = ForeignWalk(wanted, request.project, request.own)
    run = _run(request, walk, kept)
    skipped = tuple((file.path, file.word) for file in files if file.word and file.path not in request.named)
    stdin = request.contents.get(STDIN_NAME)
    texts = {STDIN_NAME: stdin.decode("utf-8", errors="replace")} if isinstance(stdin, bytes) else {}
    unknown: tuple[NotChecked, ...] = ()
    if request.verbose:
        unknown = not_checked_in_files(wanted, request.project, request.own, request.choices)
    return FilesReport(run.findings, skipped, texts, unknown, run.needed, lasting=not run.crashed)


def _run(request: FilesRequest, walk: ForeignWalk, kept: KeptFindings | None) -> FilesRun:
    """The rules on all files; of what is kept only those files are looked at that have changed."""
    selection = selection_of(config_of(walk.settings), request.choices)
    if kept is None:
        return run_on_files(walk, request.asides, selection, beside=beside)
    # From which day on a suppression has expired plays no part: what is kept is not yet suppressed.
    choices = replace(request.choices, today=None)
    known = key_of([known_of(request.project), choices, walk.known()], {})
    own, contents = request.own, request.contents
    keys = {
        file.path: key_of([known, file.path in own, file.path in request.named], {file.path: contents[file.path]})
        for file in walk.files
    }
    found = kept.read(keys.values())
    known_files = {path: found[key] for path, key in keys.items() if key in found}
    run = run_on_files(walk, request.asides, selection, known_files, beside)
    kept.write({keys[path]: told for path, told in run.fresh.items()})
    return run
