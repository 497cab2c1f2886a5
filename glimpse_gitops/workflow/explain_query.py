"""`explain-query`: what one expression does, held against the project's catalogue where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..files.loader import load_project
from ..lint.knowledge import Knowledge, knowledge_of
from ..lint.nearest import did_you_mean
from ..model.catalogue import EmptyCatalogue
from ..promql.analysis import analyse
from ..promql.fault import SyntaxFault
from ..promql.parser import parse
from ..promql.tree import selectors
from ..report.query_tree import QueryNode, query_tree


@dataclass(frozen=True)
class ExplainedQuery:
    """The operands of an expression, or what is wrong with it."""

    text: str
    nodes: tuple[QueryNode, ...]
    faults: tuple[SyntaxFault, ...]
    notes: tuple[str, ...] = ()


def explain_query(text: str, root: Path | None) -> ExplainedQuery:
    """Explain an expression, which may hold Grafana variables; without `root` nothing is known of any metric."""
    text = text.strip()
    parsed = parse(text)
    if parsed.tree is None:
        return ExplainedQuery(text, (), parsed.faults)
    knowledge = _knowledge(root)
    notes = _notes(dict.fromkeys(node.metric for node in selectors(parsed.tree)), knowledge, root)
    return ExplainedQuery(text, query_tree(analyse(parsed, knowledge.world)), (), notes)


def _knowledge(root: Path | None) -> Knowledge:
    if root is None:
        return knowledge_of(EmptyCatalogue(), ())
    project = load_project(root)
    return knowledge_of(project.catalogue, project.rule_groups, project.lock)


def _notes(metrics: dict[str | None, None], knowledge: Knowledge, root: Path | None) -> tuple[str, ...]:
    """Which metrics nothing is known of, and why."""
    unknown = [metric for metric in metrics if metric is not None and metric not in knowledge.world.known]
    if not unknown:
        return ()
    names = ", ".join(f'"{name}"' for name in unknown)
    if root is None:
        return (f"nothing is known of {names}: there is no project here, so any labels and any number are assumed",)
    hints = [hint for name in unknown if (hint := did_you_mean(name, knowledge.names))]
    return (f"the catalogue does not know {names}{': ' if hints else ''}{' '.join(hints)}",)
