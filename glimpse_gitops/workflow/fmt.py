"""`fmt`: format the expressions of Prometheus rule files, or one expression."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError
from ..files.expression_format import FormattedFile, LeftAlone, format_rule_file
from ..files.writer import write_artifacts
from ..model.artifact import Artifact
from ..promql.fault import SyntaxFault
from ..promql.layout import format_expression
from ..promql.parser import parse

RULE_FILES = (".yml", ".yaml")


@dataclass(frozen=True)
class FileReport:
    """What was done, or would be, with one file."""

    path: Path
    before: str
    formatted: FormattedFile

    @property
    def is_changed(self) -> bool:
        """Whether the text differs."""
        return self.formatted.text != self.before

    def diff(self) -> str:
        """The change as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.formatted.text.splitlines(keepends=True),
            f"a/{self.path}",
            f"b/{self.path}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def format_text(text: str, width: int) -> tuple[str, tuple[SyntaxFault, ...]]:
    """One expression, which may hold Grafana variables, and its faults; either is empty."""
    parsed = parse(text)
    return ("", parsed.faults) if parsed.tree is None else (format_expression(parsed, width) + "\n", ())


def format_files(paths: Sequence[Path], width: int, *, write: bool) -> list[FileReport]:
    """Format the rule files at `paths`, files or folders. Raises UsageError for a path that is not there."""
    reports = [_format(file, width) for file in _files(paths)]
    if write:
        for report in reports:
            if report.is_changed:
                _write(report)
    return reports


def _write(report: FileReport) -> None:
    """Write the file behind any links, with the permissions that it has."""
    file = report.path.resolve()
    mode = file.stat().st_mode
    write_artifacts([Artifact(file.name, report.formatted.text)], file.parent)
    file.chmod(mode)


def _format(file: Path, width: int) -> FileReport:
    try:
        # Line ends stay as they are.
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        fault = LeftAlone(1, "this is no UTF-8 text", is_fault=True)
        return FileReport(file, "", FormattedFile("", 0, 0, (fault,)))
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}", "check its permissions") from None
    if _is_built(file):
        fault = LeftAlone(1, f"`build` makes this file: change {file.stem}.py, beside it")
        return FileReport(file, text, FormattedFile(text, 0, 0, (fault,)))
    return FileReport(file, text, format_rule_file(text, width))


def _files(paths: Sequence[Path]) -> Iterable[Path]:
    """The files, and the visible rule files of folders that `build` does not make."""
    for path in paths:
        if path.is_dir():
            found = sorted(file for suffix in RULE_FILES for file in path.rglob(f"*{suffix}"))
            for file in found:
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                if not hidden and not _is_built(file):
                    yield file
        elif path.exists():
            yield path
        else:
            raise UsageError(f"{path} is not there", _way_of(str(path)))


def _way_of(text: str) -> str:
    """What to do about a path that is not there, and may be an expression."""
    if any(sign in text for sign in "({[") and parse(text).tree is not None:
        return f"an expression comes from stdin: echo {shlex.quote(text)} | glimpse-gitops fmt -"
    return "give a file or a folder that exists"


def empty_folders(paths: Iterable[Path]) -> tuple[str, ...]:
    """Why nothing is formatted in those of the folders that hold no file for it, a sentence each."""
    found = []
    for path in paths:
        if path.is_dir() and not any(_files([path])):
            made = [file.name for suffix in RULE_FILES for file in path.rglob(f"*{suffix}") if _is_built(file)]
            why = f"`build` makes {' and '.join(sorted(made)[:3])}: change the module beside it"
            found.append(f"there is nothing to format in {path}: {why if made else 'no .yml or .yaml'}")
    return tuple(found)


def _is_built(file: Path) -> bool:
    return file.with_suffix(".py").exists()
