"""`glimpse-gitops`: the commands, the one door for errors, the exit codes."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

import click

from .interrupts import listen
from .json_answer import JsonAnswer, error_document, wants_json
from .lazy_group import LazyGroup

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("Start a new repository for dashboards and alerts.", "init"),
    "build": ("Compile the Python definitions into dashboard JSON and rule files.", "build"),
    "lint": ("Check queries, labels and definitions before anything runs.", "lint"),
    "rules": ("List the lint rules.", "rules"),
    "explain": ("Teach a lint rule: what it finds, why, and what to write instead.", "explain"),
    "fmt": ("Format the PromQL expressions of rule files.", "fmt"),
    "explain-query": ("Draw a PromQL expression as a tree: series, labels, values, cost.", "explain_query"),
    "catalog": ("Show the metrics that are known, and hold them against a Prometheus.", "catalog"),
    "plan": ("Show what a Grafana would change. Reads only.", "plan"),
    "apply": ("Make a Grafana be as the code says.", "apply"),
    "history": ("List what was applied from here, and how it ended.", "history"),
    "rollback": ("Undo a run of apply.", "rollback"),
    "adopt": ("Turn what was made or changed in Grafana into code.", "adopt"),
    "drift": ("Show what people changed in Grafana since the last apply. Reads only.", "drift"),
    "hold": ("Keep apply away from an object for a while, e.g. in an incident.", "hold"),
    "certs": ("Make certificates for the monitoring stack with TLS.", "certs"),
    "doctor": ("Find out what is wrong with the monitoring stack. Reads only.", "doctor"),
    "sandbox": ("Run a stand-in for Grafana on this machine.", "sandbox"),
    "demo-service": ("Run a process with the guide's metrics, to try dashboards and alerts on.", "demo_service"),
    "demo-live": ("Try panels and alerts on a real Prometheus, with the demo service.", "demo_live"),
    "demo": ("Try everything on this project: build, lint, plan and apply to a sandbox.", "demo"),
}
"""Command → what `--help` says, and the module of `cli/` that is imported when it is called."""

EXIT_CODES: Mapping[str, int] = {
    "FindingsError": 1,
    "UsageError": 2,
    "SettingsError": 2,
    "ProjectError": 2,
    "MissingSecretError": 2,
    "NotAuthorisedError": 3,
    "PartlyAppliedError": 4,
    "UnsafePlanError": 6,
    "ConflictError": 7,
    "LeaseHeldError": 7,
    "StalePlanError": 7,
    "UnreachableError": 8,
    "RefusedError": 4,
}
"""Error → exit code. Also: 0 done, 1 findings or a stale build, 5 `plan --exit-code` with changes, 130 interrupted."""

BUG = 70
"""An error that should not be possible (EX_SOFTWARE)."""


@click.group(cls=LazyGroup, commands_table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="glimpse-gitops", message="glimpse-gitops %(version)s")
@click.option("--debug", is_flag=True, help="Show Python's traceback with an error.")
def cli(debug: bool) -> None:
    """Grafana dashboards and alerts as Python code.

    \b
    A day's work:
      edit dashboards/*.py and alerts/*.py
      glimpse-gitops build          write the JSON and YAML beside them
      glimpse-gitops lint           find what is wrong before it runs
      glimpse-gitops plan           see what would change in Grafana
      glimpse-gitops apply          change it

    Grafana's address and credentials come from --url or GRAFANA_URL, and GRAFANA_TOKEN or GRAFANA_USER and
    GRAFANA_PASSWORD.
    """


def main() -> NoReturn:
    """Run the command line; every error ends as one paragraph on stderr and an exit code.

    With `-o json` it is a document on stdout as well, unless the command has printed one.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal of an older encoding (cp949, latin-1) gets an escape for what it cannot show, such as `→`.
        sys.stdout.reconfigure(errors="backslashreplace")
    answer = JsonAnswer()
    listen()
    try:
        sys.exit(cli.main(standalone_mode=False, obj=answer) or 0)
    except click.exceptions.Exit as exit:
        sys.exit(exit.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(_told(answer, "Interrupted", "interrupted", "", 130))
    except click.ClickException as error:
        error.show()
        sys.exit(_told(answer, "UsageError", error.format_message(), "", 2))
    except BrokenPipeError:
        # Who read our output has gone (`| head`): nobody is left to tell, and the interpreter must not try to flush.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        sys.exit(_report(error, answer))


def _report(error: Exception, answer: JsonAnswer) -> int:
    from ..errors import GlimpseError

    debug = "--debug" in sys.argv
    if debug:
        import traceback

        traceback.print_exc()
    if isinstance(error, GlimpseError):
        click.echo(f"error: {error.message}", err=True)
        if error.hint:
            click.echo(f"next:  {error.hint}", err=True)
        kind = next(one.__name__ for one in type(error).__mro__ if one.__name__ in EXIT_CODES)
        return _told(answer, kind, error.message, error.hint, EXIT_CODES[kind])
    message = f"this is a fault of glimpse-gitops itself: {type(error).__name__}: {error}"
    click.echo(f"error: {message}", err=True)
    click.echo("next:  please report it, with what --debug prints (`glimpse-gitops --debug …`)", err=True)
    return _told(answer, "Bug", message, "please report it, with what --debug prints", BUG)


def _told(answer: JsonAnswer, kind: str, message: str, next_step: str, exit_code: int) -> int:
    """The exit code, after what went wrong was told to a program that asked for JSON."""
    if wants_json(sys.argv[1:]) and not answer.given:
        click.echo(error_document(kind, message, next_step, exit_code), nl=False)
    return exit_code
