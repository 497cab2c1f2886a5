"""The pages of the rules, made from their docstrings."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable
from typing import Any

from ..model.rule_info import RuleInfo
from .options import options_of
from .rule import Rule

HEADINGS = ("What it does", "Why is this bad?", "Example", "Use instead", "Options", "References")

_SETTINGS = "* [Suppressing and settings](../lint.md)"

_FENCE = re.compile(r"```(\w+)\n(.*?)\n```", re.DOTALL)


def file_name(rule: Rule[Any]) -> str:
    """The name of the rule's page."""
    return f"{rule.id}-{rule.name}.md"


def page_of(rule: Rule[Any]) -> str:
    """The page of one rule, as Markdown: its docstring, and what the settings can say of it."""
    summary = documentation_of(rule).partition("\n\n")[0]
    facts = f"Severity: {rule.severity.word} · Profile: {rule.profile}" + (" · locked" if rule.locked else "")
    sections = sections_of(rule)
    sections["Options"] = _options(rule, sections.get("Options", ""))
    sections["References"] = "\n".join(filter(None, (sections.get("References"), _SETTINGS)))
    body = "\n\n".join(f"## {heading}\n{sections[heading]}" for heading in HEADINGS if heading in sections)
    return f"# {rule.id} {rule.name}\n\n{summary}\n\n{facts}\n\n{body}\n"


def info_of(rule: Rule[Any]) -> RuleInfo:
    """What reports say of the rule."""
    summary = " ".join(documentation_of(rule).partition("\n\n")[0].split())
    return RuleInfo(rule.id, rule.name, rule.severity, rule.profile, summary, file_name(rule), page_of(rule))


def _options(rule: Rule[Any], told: str) -> str:
    """The options as TOML with their defaults, below what the docstring says of them."""
    rows = [f"severity = {json.dumps(rule.severity.word)}"]
    for option in options_of(rule):
        default = list(option.default) if isinstance(option.default, tuple) else option.default
        rows.append(f"{option.name} = {json.dumps(default, ensure_ascii=False)}")
    table = "\n".join([f"[tool.glimpse-gitops.lint.rules.{rule.id}]", *rows])
    intro = told or "None of its own. The settings can grade it:"
    return f"{intro}\n\n```toml\n{table}\n```"


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
