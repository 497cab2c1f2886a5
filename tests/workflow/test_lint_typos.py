"""One typo in any PromQL expression of this repository's own dashboards and alerts is found, named and placed.

Every expression gets the same kind of typo at once, in a copy of the sources: each must have its own finding.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from glimpse_gitops.compile.project import compile_project
from glimpse_gitops.compile.references import with_references
from glimpse_gitops.compile.target import GRAFANA_12
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.lint.runner import subjects_of
from glimpse_gitops.lint.subjects import QuerySubject
from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.promql.tree import Aggregation, Call, Labels, postorder
from glimpse_gitops.workflow.lint import lint

ROOT = Path(__file__).parents[2]
SOURCES = ("alerts", "dashboards", "metrics", "stack")

Span = tuple[int, int]


def functions(query: QuerySubject) -> Iterator[Span]:
    """The names of functions and aggregations."""
    for node in postorder(query.analysis.parsed.tree) if query.analysis.parsed.tree else ():
        if isinstance(node, Call):
            yield node.function.start, node.function.end
        elif isinstance(node, Aggregation):
            yield node.op.start, node.op.end


def metrics(query: QuerySubject) -> Iterator[Span]:
    for selector in query.analysis.selectors:
        if selector.name is not None:
            yield selector.name.start, selector.name.end


def matched_labels(query: QuerySubject) -> Iterator[Span]:
    for selector in query.analysis.selectors:
        for matcher in selector.matchers:
            if matcher.label is not None:
                yield matcher.label.start, matcher.label.end


def grouping_labels(query: QuerySubject) -> Iterator[Span]:
    for node in postorder(query.analysis.parsed.tree) if query.analysis.parsed.tree else ():
        lists = [getattr(node, "grouping", None), getattr(node, "matching", None)]
        for one in lists:
            if isinstance(one, Labels):
                yield from ((label.start, label.end) for label in one.labels)


def listed_values(query: QuerySubject) -> Iterator[Span]:
    """Values of labels whose values the catalogue lists, without their quotes."""
    for selector in query.analysis.selectors:
        for matcher in selector.matchers:
            label, value = matcher.label, matcher.value
            known = query.analysis.knowledge.values_of(selector.metric, label.value) if label else ()
            if known and value is not None and not value.variable:
                yield value.start + 1, value.end - 1


def texts(pattern: str) -> Callable[[QuerySubject], Iterator[Span]]:
    """Every place of a pattern."""
    return lambda query: (match.span() for match in re.finditer(pattern, query.expr))


def swapped(token: str) -> str:
    """The token with two letters in the wrong order, or one letter doubled where all are the same."""
    for index in range(len(token) // 2, 0, -1):
        if token[index - 1] != token[index]:
            return token[: index - 1] + token[index] + token[index - 1] + token[index + 1 :]
    return token + token[-1]


def shortened(token: str) -> str:
    return token[:-1]


KINDS: dict[str, tuple[Callable[[QuerySubject], Iterator[Span]], Callable[[str], str]]] = {
    "letters of a function swapped": (functions, swapped),
    "letter of a function missing": (functions, shortened),
    "letters of a metric swapped": (metrics, swapped),
    "letter of a metric missing": (metrics, shortened),
    "letters of a matched label swapped": (matched_labels, swapped),
    "letter of a matched label missing": (matched_labels, shortened),
    "letters of a grouping label swapped": (grouping_labels, swapped),
    "letter of a label value missing": (listed_values, shortened),
    "opening parenthesis missing": (texts(r"\("), lambda token: ""),
    "closing parenthesis missing": (texts(r"\)"), lambda token: ""),
    "opening brace missing": (texts(r"\{"), lambda token: ""),
    "closing brace missing": (texts(r"\}"), lambda token: ""),
    "opening bracket missing": (texts(r"\["), lambda token: ""),
    "closing bracket missing": (texts(r"\]"), lambda token: ""),
    "quote missing": (texts('"'), lambda token: ""),
    "comma missing": (texts(r","), lambda token: ""),
    "operator doubled": (texts(r"[>/]"), lambda token: token + " " + token),
    "letters of a keyword swapped": (texts(r"\b(by|and|or)\b"), swapped),
    "letters of a variable swapped": (texts(r"(?<=\$)\w+"), swapped),
    "letter of a variable missing": (texts(r"(?<=\$)\w+"), shortened),
    "unit of a range wrong": (texts(r"(?<=\[\d)[mhd](?=\])"), lambda token: "x"),
}


@dataclass(frozen=True)
class Edit:
    """One typo at a place in a source file."""

    path: str
    line: int
    column: int
    old: str
    new: str
    around: str
    """The expression with the typo, a few characters to each side of it."""


@pytest.fixture(scope="module")
def queries() -> list[QuerySubject]:
    """Every PromQL query of this repository; the sources know their places."""
    project = with_references(load_project(ROOT))
    subjects, _ = subjects_of(project, compile_project(project, GRAFANA_12).bundle)
    return [subject for subject in subjects if isinstance(subject, QuerySubject)]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in SOURCES:
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.json", "*.yml")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_repository_has_queries_of_every_use(queries: list[QuerySubject]) -> None:
    assert {query.use for query in queries} == {"panel", "variable", "annotation", "alert", "recording"}
    assert not [finding for finding in lint(ROOT, []).findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("position", [0, -1], ids=["first", "last"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_typo_in_any_expression_is_found_where_it_stands(
    kind: str, position: int, queries: list[QuerySubject], copy: Path
) -> None:
    places, change = KINDS[kind]
    project = with_references(load_project(ROOT))
    edits = {}
    for query in queries:
        spans = list(places(query))
        if not spans or not query.passage.origin.line:
            continue
        start, end = spans[position]
        at = project.sources.locate_inside(
            query.passage.value, (start + query.offset, end + query.offset), at=query.passage.origin
        )
        if at.exact and at.end_line == at.line:
            line = (ROOT / at.path).read_text(encoding="utf-8").split("\n")[at.line - 1]
            old = line[at.column - 1 : at.end_column - 1]
            new = typo_in(old, change)
            around = query.expr[max(0, start - 9) : start] + change(query.expr[start:end]) + query.expr[end : end + 9]
            edits[(at.path, at.line, at.column)] = Edit(at.path, at.line, at.column, old, new, around)
    assert edits, "no expression has a place for this typo"
    for edit in sorted(edits.values(), key=lambda one: (one.line, one.column), reverse=True):
        write(copy, edit)
    findings = lint(copy, []).findings
    missed = [edit for edit in edits.values() if not any(finds(finding, edit) for finding in findings)]
    assert not missed


def typo_in(token: str, change: Callable[[str], str]) -> str:
    """The token as it stands in the source, with a typo; of an f-string only what stands before the first value."""
    head, brace, rest = token.partition("{") if len(token) > 2 else (token, "", "")
    return change(head) + brace + rest


def write(root: Path, edit: Edit) -> None:
    file = root / edit.path
    lines = file.read_text(encoding="utf-8").split("\n")
    line, start = lines[edit.line - 1], edit.column - 1
    assert line.startswith(edit.old, start)
    lines[edit.line - 1] = line[:start] + edit.new + line[start + len(edit.old) :]
    file.write_text("\n".join(lines), encoding="utf-8")


def finds(finding: Finding, edit: Edit) -> bool:
    """Whether the finding is an error that names the typo, at its place.

    What is left out is noticed at what comes next, which may stand in another file than the constant that lacks it.
    """
    if finding.severity is not Severity.ERROR:
        return False
    is_there = (finding.origin.path, finding.origin.line) == (edit.path, edit.line)
    if not edit.new:
        return is_there or edit.around in finding.excerpt
    return is_there and edit.new.partition("{")[0] in f"{finding.message} {finding.hint} {finding.excerpt}"
