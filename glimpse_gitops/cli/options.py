"""Options that several commands share."""

from __future__ import annotations

import functools
import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from .progress_line import progress_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..grafana.client import Client
    from ..model.plan_choices import PlanChoices

Command = TypeVar("Command", bound="Callable[..., Any] | click.Command")


def project_option(command: Command) -> Command:
    """`--project`: the root of the project, as `Path` or None for the one around the working directory."""
    return click.option(
        "-C",
        "--project",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The project's folder; by default the one around the working directory.",
    )(command)


def grafana_options(command: Command) -> Command:
    """Which Grafana: the options reach the command as one `Connection`. Credentials come from the environment only."""
    options = (
        click.option("--url", default="", help="Its address, e.g. http://localhost:3003; else GRAFANA_URL."),
        click.option("--env", "environment", default="", help="The environment of pyproject.toml to work on."),
        click.option("--org", "org_id", type=int, help="The id of the organisation; else GRAFANA_ORG_ID."),
        click.option("--ca-file", default="", help="PEM file of the CA that signed its certificate."),
        click.option("--client-cert", default="", help="PEM file of the certificate that we show it."),
        click.option("--client-key", default="", help="PEM file of that certificate's key, where it has its own."),
    )

    @functools.wraps(command)
    def with_connection(**given: Any) -> Any:
        from ..workflow.connection import Connection

        files = tuple(file for file in (given.pop("client_cert"), given.pop("client_key")) if file)
        names = ("url", "environment", "org_id", "ca_file")
        chosen = {name: given.pop(name) for name in names}
        line = progress_line(quiet=bool(given.get("quiet")))
        connection = Connection(environ=os.environ, notice=notice, client_certificate=files, **chosen)
        if line is None:
            return command(connection=connection, **given)
        try:
            return command(connection=replace(connection, step=line.show), **given)
        finally:
            line.clear()

    wrapped: Any = with_connection
    for option in reversed(options):
        wrapped = option(wrapped)
    return cast("Command", wrapped)


def plan_options(command: Command) -> Command:
    """The options behind `PlanChoices`, which the command hands to `choices_of` as they came."""
    options = (
        click.option(
            "--adopt", is_flag=True, help="Take over objects that are there already, differ and are not ours."
        ),
        click.option(
            "--allow", multiple=True, metavar="NAME", help="Do what a brake stops, by the name that it gives."
        ),
        click.option(
            "--allow-reset-firing", is_flag=True, help="Change rules although that resolves their firing alerts."
        ),
        click.option("--overwrite-drift", is_flag=True, help="Let the code win over what people changed in Grafana."),
        click.option(
            "--prune",
            is_flag=False,
            flag_value="delete",
            type=click.Choice(["delete", "quarantine"]),
            callback=lambda context, parameter, value: value or "",
            metavar="[=quarantine]",
            help="Delete what is ours and no longer in the code; or only take dashboards and rules out of use.",
        ),
        click.option("--resend-secrets", is_flag=True, help="Write every object that holds secrets, changed or not."),
        click.option("--no-lint", is_flag=True, help="Apply although lint finds errors."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def ruler_options(command: Command) -> Command:
    """`--ruler` and `--tenant`: the rule groups go to a Mimir or a Loki instead of a Grafana."""
    ruler = click.option("--ruler", default="", metavar="URL", help="Push the rules to this Mimir or Loki instead.")
    tenant = click.option("--tenant", default="", help="The tenant there (X-Scope-OrgID).")
    return ruler(tenant(command))


def choices_of(given: Mapping[str, Any]) -> PlanChoices:
    """What was chosen with `plan_options`; a UsageError where `--allow` names what there is not."""
    from ..model.plan_choices import PlanChoices
    from ..plan.allowances import ensure_known

    ensure_known(given["allow"])
    chosen = dict(given)
    chosen["allow"] = frozenset(given["allow"])
    return PlanChoices(**chosen)


def project_root(given: Path | None) -> Path:
    """The project's root: what was given, or the nearest folder above with our section in its pyproject.toml."""
    from ..files.project_root import find_root

    return find_root((given or Path.cwd()).resolve())


def optional_root(given: Path | None) -> Path | None:
    """As `project_root`, but None where no project is given and none is around."""
    from ..files.project_root import root_around

    return project_root(given) if given is not None else root_around(Path.cwd())


def spare_the_collector() -> None:
    """Turn Python's cycle collector off for the rest of this short process.

    Compiling makes a million containers and drops none before its end: looking through them again and again for cycles
    takes a quarter of the time, and finds nothing.
    """
    gc.disable()


def colour() -> bool:
    """Whether to colour the output: on a terminal, unless NO_COLOR is set."""
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty()


def notice(text: str) -> None:
    """Tell people on stderr why they wait."""
    click.echo(text, err=True)


def server_line(client: Client, owner: str) -> str:
    """One line that says which Grafana this is, and who we are to it."""
    org = f", {client.org_name}" if client.org_name else ""
    return f"{client.address} (Grafana {client.version_text}{org}), owner {owner}"
