"""`lint`: the project's own definitions, and Prometheus rule files that are given as paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..compile.project import compile_project
from ..compile.references import with_references
from ..compile.target import GRAFANA_12
from ..errors import UsageError
from ..files.loader import load_project
from ..files.modules import SOURCE_FOLDERS
from ..files.rule_files import read_rule_files
from ..lint.runner import lint as lint_project
from ..lint.runner import lint_rule_files
from ..model.finding import Finding

RULE_FILES = (".yml", ".yaml")
GENERATED = (".yml", ".json")


@dataclass(frozen=True)
class LintReport:
    """The findings, and the texts that they point into."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]


def lint(root: Path | None, paths: Sequence[Path]) -> LintReport:
    """Lint the project at `root`, or of it only what lies at `paths`, and the rule files at `paths`.

    `root` may be None where rule files are all that is asked for. Raises UsageError for a path that is not there or
    that holds nothing to lint.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} is not there", "give a file or a folder that exists")
    if root is not None:
        paths = [_source_of(path) for path in paths]
    project = None if root is None else with_references(load_project(root))
    findings: list[Finding] = []
    base = root or Path.cwd()
    rule_files = [file for path in paths for file in _rule_files(path)]
    wanted = None if not paths else [_relative(path, base) for path in paths]
    if project is not None and root is not None and (wanted is None or _names_python(paths)):
        found = lint_project(project, compile_project(project, GRAFANA_12).bundle)
        findings += [finding for finding in found if wanted is None or _lies_under(finding.origin.path, wanted)]
    if rule_files:
        files = read_rule_files(rule_files, base)
        foreign = {one.origin.path for one in files.groups if not _is_own(one.origin.path)}
        findings += lint_rule_files(files, project, foreign=foreign)
    if paths and not rule_files and not _names_python(paths):
        raise UsageError(
            f"there is nothing to lint at {', '.join(map(str, paths))}",
            "lint takes the project's Python modules, Prometheus rule files (*.yml) and folders of them",
        )
    ordered = tuple(sorted(findings, key=lambda finding: finding.sort_key))
    return LintReport(ordered, _texts(ordered, base))


def needs_project(paths: Sequence[Path]) -> bool:
    """Whether something at the paths cannot be linted on its own, as rule files and folders of them can."""
    return any(path.suffix == ".py" or (path.is_dir() and not _rule_files(path)) for path in paths)


def _is_own(path: str) -> bool:
    """Whether a rule file belongs to the project's sources, so that the catalogue should know its metrics."""
    return path.partition("/")[0] in SOURCE_FOLDERS


def _source_of(path: Path) -> Path:
    """The module that `build` made the file from, where there is one: its suppressions and places count."""
    module = path.with_suffix(".py")
    return module if path.suffix in GENERATED and module.exists() else path


def _rule_files(path: Path) -> list[Path]:
    """The rule files at a path. Those that `build` made beside a module are left out: the module is what is linted."""
    if path.is_file():
        return [path] if path.suffix in RULE_FILES else []
    found = sorted(file for suffix in RULE_FILES for file in _visible(path, suffix))
    return [file for file in found if not file.with_suffix(".py").exists()]


def _names_python(paths: Sequence[Path]) -> bool:
    return any(path.suffix == ".py" or (path.is_dir() and any(_visible(path, ".py"))) for path in paths)


def _visible(folder: Path, suffix: str) -> Iterator[Path]:
    """The files of a folder, without those of hidden ones: `.venv`, `.git`, `.github`."""
    for file in folder.rglob(f"*{suffix}"):
        if not any(part.startswith(".") for part in file.relative_to(folder).parts):
            yield file


def _relative(path: Path, base: Path) -> str:
    resolved = path.resolve()
    return resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else str(resolved)


def _lies_under(path: str, wanted: Sequence[str]) -> bool:
    return any(place in (".", path) or path.startswith(f"{place}/") for place in wanted)


def _texts(findings: Sequence[Finding], base: Path) -> dict[str, str]:
    texts = {}
    for path in {finding.origin.path for finding in findings}:
        file = base / path
        if file.is_file():
            texts[path] = file.read_text(encoding="utf-8", errors="replace")
    return texts
