"""`plan --out` and `apply FILE`: what was reviewed is what is applied, or nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from ..errors import StalePlanError, UsageError
from ..files.plan_file import PlanFile, read_plan_file, write_plan_file
from ..model.plan_choices import PlanChoices
from ..model.plan_head import PlanHead
from ..plan.fingerprint import differing, fingerprints
from ..report.plan_json import plan_data
from .connection import Connection
from .plan import Planned, planning

SHOWN = 5


def head_of(planned: Planned) -> PlanHead:
    """Which Grafana the plan is for, and whose it is."""
    client, settings = planned.client, planned.project.settings
    return PlanHead(
        client.address.url,
        client.version_text,
        client.org_id,
        client.org_name,
        settings.owner,
        settings.project,
        settings.environment.name,
    )


def save_plan(path: Path, planned: Planned) -> None:
    """Write the plan to a file for review, and for `apply FILE`."""
    head = head_of(planned)
    chosen = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(planned.choices).items()
    }
    saved = PlanFile(
        head.url,
        head.org,
        head.owner,
        head.project,
        head.environment,
        chosen,
        fingerprints(planned.plan),
        plan_data(planned.plan, head),
    )
    write_plan_file(path, saved)


@contextmanager
def replanning(root: Path, path: Path, connection: Connection) -> Iterator[Planned]:
    """The plan that was saved at `path`, made anew with the same choices; StalePlanError where it is another now."""
    saved = read_plan_file(path)
    if connection.environment and connection.environment != saved.environment:
        made_for = f"environment {saved.environment}" if saved.environment else "no environment"
        raise UsageError(f"the plan {path} was made for {made_for}, not for {connection.environment}")
    there = replace(connection, environment=saved.environment, url=connection.url or saved.url)
    with planning(root, there, _choices(saved)) as planned:
        _ensure_as_saved(saved, planned)
        yield planned


def _choices(saved: PlanFile) -> PlanChoices:
    known = {field.name for field in fields(PlanChoices)}
    given: dict[str, Any] = {name: value for name, value in saved.choices.items() if name in known}
    sets = {name: frozenset(value) for name, value in given.items() if isinstance(value, list)}
    return PlanChoices(**{**given, **sets})


def _ensure_as_saved(saved: PlanFile, planned: Planned) -> None:
    """Raise StalePlanError where Grafana or the code is no longer as it was when the plan was made."""
    head = head_of(planned)
    if (head.url, head.org) != (saved.url, saved.org):
        raise UsageError(
            f"the plan was made for {saved.url}, organisation {saved.org}; this is {head.url}, organisation {head.org}",
            "apply it where it was made, or make one here",
        )
    if (head.owner, head.project) != (saved.owner, saved.project):
        raise UsageError(f'the plan is of another project, with owner "{saved.owner}"', "run it in that project")
    differences = differing(saved.fingerprints, fingerprints(planned.plan))
    if differences:
        more = [f"  and {len(differences) - SHOWN} more"] if len(differences) > SHOWN else []
        listed = "\n".join([*(f"  {name}" for name in differences[:SHOWN]), *more])
        raise StalePlanError(
            f"nothing was written: since the plan was made, Grafana or the code has changed\n{listed}",
            "make a new plan, and review that",
        )
