"""The pages of the rules, made from their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

from .rule import Rule

HEADINGS = ("What it does", "Why is this bad?", "Example", "Use instead", "Options", "References")

_FENCE = re.compile(r"```(\w+)\n(.*?)\n```", re.DOTALL)


def file_name(rule: Rule[Any]) -> str:
    """The name of the rule's page."""
    return f"{rule.id}-{rule.name}.md"


def page_of(rule: Rule[Any]) -> str:
    """The page of one rule, as Markdown."""
    summary, _, body = documentation_of(rule).partition("\n\n")
    facts = f"Severity: {rule.severity.word} · Profile: {rule.profile}"
    return f"# {rule.id} {rule.name}\n\n{summary}\n\n{facts}\n\n{body}\n"


def index_of(rules: Iterable[Rule[Any]]) -> str:
    """The page that lists all rules."""
    rows = [
        f"| [{rule.id}]({file_name(rule)}) | {rule.name} | {rule.severity.word} | {rule.profile} | "
        f"{documentation_of(rule).partition(chr(10))[0]} |"
        for rule in rules
    ]
    head = "# Lint rules\n\n| id | name | severity | profile | what it finds |\n| --- | --- | --- | --- | --- |\n"
    return head + "\n".join(rows) + "\n"


def documentation_of(rule: Rule[Any]) -> str:
    """The docstring of a rule without its indentation."""
    return inspect.getdoc(type(rule)) or ""


def sections_of(rule: Rule[Any]) -> dict[str, str]:
    """Heading → text under it."""
    parts = re.split(r"^## (.+)$", documentation_of(rule), flags=re.MULTILINE)
    return {heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def examples_of(rule: Rule[Any], heading: str) -> list[tuple[str, str]]:
    """The fenced blocks under a heading: language and text."""
    return _FENCE.findall(sections_of(rule).get(heading, ""))
