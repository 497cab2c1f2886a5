"""`glimpse-gitops explain`"""

from __future__ import annotations

import json

import click

from ..errors import UsageError
from ..lint.options import options_of
from ..lint.pages import info_of, page_of, sections_of
from ..lint.rule_names import rules_named, unknown_rule
from ..report.markdown_terminal import shown
from .options import colour


@click.command()
@click.argument("rule")
@click.option("-o", "--output", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def command(rule: str, output: str) -> int:
    """Teach a lint rule, by id or name: what it finds, why that is bad, an example, and what to write instead."""
    found = rules_named(rule.upper() if rules_named(rule.upper()) else rule.lower())
    if len(found) != 1:
        message, hint = unknown_rule(rule) if not found else (f'"{rule}" is {len(found)} rules', "name one of them")
        raise UsageError(message, hint)
    (one,) = found
    if output == "markdown":
        click.echo(page_of(one), nl=False)
    elif output == "json":
        info = info_of(one)
        options = {option.name: {"type": option.type, "default": option.default} for option in options_of(one)}
        facts = {"id": info.id, "name": info.name, "severity": info.severity.word, "profile": info.profile}
        document = {**facts, "summary": info.summary, "options": options, "sections": sections_of(one)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        click.echo(shown(page_of(one), color=colour()), nl=False)
    return 0
