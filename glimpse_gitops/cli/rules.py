"""`glimpse-gitops rules`"""

from __future__ import annotations

import json

import click

from ..lint.limits import PROFILES
from ..lint.pages import info_of
from ..lint.rule_table import RULES
from ..lint.selection import rules_of
from ..report.count import counted
from ..report.excerpt import painted
from .lint_options import RuleWords
from .options import colour


@click.command()
@click.argument("select", metavar="[RULE,…]", type=RuleWords(), required=False)
@click.option("--profile", type=click.Choice(PROFILES), default=None, help="Only the rules that run in this profile.")
@click.option("--severity", type=click.Choice(["error", "warning", "info"]), default=None, help="Only these.")
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(select: tuple[str, ...] | None, profile: str | None, severity: str | None, output: str) -> int:
    """List the lint rules: all, those of a family (PQ), or those of a profile.

    \b
    Examples:
      glimpse-gitops rules PQ,CD
      glimpse-gitops rules --profile strict -o json
      glimpse-gitops explain PQ116
    """
    from ..lint.rule_names import ids_named

    ids = ids_named(select) if select else {rule.id for rule in RULES}
    if profile:
        ids &= rules_of(profile, online=True)
    chosen = sorted((rule for rule in RULES if rule.id in ids), key=lambda rule: rule.id)
    found = [info_of(rule) for rule in chosen if severity in (None, rule.severity.word)]
    if output == "json":
        plain = [
            {
                "id": one.id,
                "name": one.name,
                "severity": one.severity.word,
                "profile": one.profile,
                "summary": one.summary,
            }
            for one in found
        ]
        click.echo(json.dumps({"version": 1, "rules": plain}, indent=2, ensure_ascii=False))
        return 0
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        name = painted(one.name.ljust(width), "1", colour())
        click.echo(f"{one.id}  {name}  {one.severity.word:7}  {one.profile:11}  {one.summary}")
    click.echo(f"{counted(len(found), 'rule')}; `glimpse-gitops explain ID` says more", err=True)
    return 0
