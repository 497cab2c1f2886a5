"""The options of `lint`, and what they mean together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..lint.limits import FAIL_ON, LEVELS, PROFILES
from ..model.lint_choices import LintChoices
from ..report import REPORTERS
from ..workflow.lint_outcome import LintFilters
from .options import Command, notice

if TYPE_CHECKING:
    from ..workflow.metric_server import MetricServer

BASELINE = Path("lint-baseline.json")
"""Where `--write-baseline` writes unless told otherwise."""


class RuleWords(click.ParamType[tuple[str, ...]]):
    """Rules by id, name or family, separated by commas."""

    name = "rule,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words; refuses one that names no rule."""
        # Most calls name no rule, and then none need be imported to read the options.
        from ..lint.rule_names import rules_named, unknown_rule

        words = tuple(word.strip() for word in str(value).split(",") if word.strip())
        for word in words:
            if not rules_named(word):
                self.fail("; ".join(unknown_rule(word)), param, ctx)
        return words


class Output(click.ParamType[tuple[str, Path | None]]):
    """`FORM`, or `FORM=FILE`."""

    name = "form[=file]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path | None]:
        """The form and the file; None for the standard output."""
        form, _, file = str(value).partition("=")
        if form not in REPORTERS:
            self.fail(f'"{form}" is no form of a report; there are {", ".join(REPORTERS)}', param, ctx)
        return form, Path(file) if file else None


def lint_options(command: Command) -> Command:
    """What runs, what counts, and how it is told."""
    rules = RuleWords()
    for option in reversed(
        (
            click.option("-o", "--output", "outputs", type=Output(), multiple=True,
                         help=f"Form of the report: {', '.join(REPORTERS)}. FORM=FILE writes it to a file; may be "
                              "given several times.  [default: text]"),
            click.option("--profile", type=click.Choice(PROFILES), default=None, help="Which rules run."),
            click.option("--select", type=rules, multiple=True, help="Only these: ids, names, families (PQ) or ALL."),
            click.option("--ignore", type=rules, multiple=True, help="Leave these rules out."),
            click.option("--locked", type=rules, multiple=True, help="Rules that no comment and no baseline silences."),
            click.option("--fail-on", type=click.Choice(FAIL_ON), default=None,
                         help="The least severity that makes the exit code 1.  [default: error]"),
            click.option("--max-findings", type=click.IntRange(0), default=None, help="At most so many, the worst."),
            click.option("--changed-since", metavar="REF", default="", help="Only what has changed since this commit."),
            click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), default=None,
                         help="A file of findings that are accepted for now."),
            click.option("--write-baseline", is_flag=True,
                         help=f"Accept all that is found: write the baseline (by default {BASELINE})."),
            click.option("--fix", is_flag=True, help="Make the safe fixes, then lint what is left."),
            click.option("--unsafe", is_flag=True, help="With --fix or --diff: also fixes that change what is meant."),
            click.option("--cache/--no-cache", default=True, help="Look at unchanged files only once."),
            click.option("-v", "--verbose", is_flag=True,
                         help="Also tell which metrics too little is known of to check them."),
            click.option("--online", is_flag=True,
                         help="Also ask a Prometheus for what queries name: only its index, never a query."),
            click.option("--prometheus", envvar="PROMETHEUS_URL", default="", metavar="URL",
                         help="With --online: its address; else PROMETHEUS_URL."),
            click.option("--datasource", default="", metavar="UID",
                         help="With --online: or the data source of the Grafana at GRAFANA_URL."),
            click.option("--diff", is_flag=True, help="Write nothing; show what --fix would change."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def choices_of(given: Mapping[str, Any]) -> LintChoices:
    """Which rules run."""
    words = {key: tuple(word for some in given[key] for word in some) for key in ("select", "ignore", "locked")}
    return LintChoices(given["profile"] or "", **words, online=given["online"], today=date.today())


def server_of(given: Mapping[str, Any]) -> MetricServer | None:
    """The server that is asked; None without `--online`."""
    if not given["online"]:
        return None
    from ..workflow.connection import Connection
    from ..workflow.metric_server import MetricServer

    # What is named on the command line wins over an address that is only in the environment.
    prometheus = "" if given["datasource"] else given["prometheus"]
    return MetricServer(prometheus, given["datasource"], Connection("", os.environ, notice=notice))


def filters_of(given: Mapping[str, Any]) -> LintFilters:
    """Which findings count."""
    fail_on = LEVELS[given["fail_on"]] if given["fail_on"] else None
    baseline = None if given["write_baseline"] else given["baseline"]
    return LintFilters(given["changed_since"], baseline, fail_on, given["max_findings"])


def outputs_of(given: Mapping[str, Any]) -> list[tuple[str, Path | None]]:
    """Form and file of every report; one goes to the standard output, as text unless told otherwise."""
    outputs: list[tuple[str, Path | None]] = list(given["outputs"])
    on_terminal = [form for form, file in outputs if file is None]
    if len(on_terminal) > 1:
        raise click.UsageError(f"only one of {', '.join(on_terminal)} can go to the terminal: give the others a =FILE")
    return outputs if on_terminal else [*outputs, ("text", None)]
