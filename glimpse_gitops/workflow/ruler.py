"""`plan --ruler` and `apply --ruler`: the project's rule groups on a Mimir or a Loki.

The namespace named after the owner is ours, all of it; other namespaces are neither read nor written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..compile.project import compile_project
from ..compile.target import GRAFANA_12
from ..errors import ConflictError, GlimpseError, UnsafePlanError
from ..files.loader import load_project
from ..model.plan_choices import PlanChoices
from ..model.project import Project
from ..model.ruler_plan import RulerChange, RulerPlan, RulerResult
from ..plan.ruler_groups import ruler_plan, same_group
from ..render.prometheus_rules import rule_document
from ..ruler.client import Ruler, RulerAccount, open_ruler
from .connection import Connection
from .soundness import ensure_sound, soundness_of


@dataclass(frozen=True)
class RulerPlanned:
    """A plan for a ruler, and the ruler."""

    plan: RulerPlan
    ruler: Ruler
    project: Project
    choices: PlanChoices


@contextmanager
def planning_ruler(
    root: Path, url: str, tenant: str, connection: Connection, choices: PlanChoices
) -> Iterator[RulerPlanned]:
    """The plan for the project at `root` against a ruler; sends nothing but GET.

    Of `connection` count the environment variables, the environment of the settings and the certificates.
    """
    project = load_project(root, connection.environment)
    environ = connection.environ
    account = RulerAccount(
        tenant, environ.get("RULER_TOKEN", ""), environ.get("RULER_USER", ""), environ.get("RULER_PASSWORD", "")
    )
    certificate = connection.client_certificate
    with open_ruler(url, account, ca_file=connection.ca_file, client_certificate=certificate) as ruler:
        namespace = project.settings.owner
        desired = desired_groups(project, ruler.engine)
        plan = ruler_plan(desired, ruler.groups(namespace), namespace, prune=choices.prune == "delete")
        yield RulerPlanned(plan, ruler, project, choices)


def desired_groups(project: Project, engine: str) -> Mapping[str, Mapping[str, Any]]:
    """The groups that the engine can evaluate: those on Loki data sources for Loki, those in PromQL for the other."""
    loki = [one.value for one in project.rule_groups if one.value.datasource and one.value.datasource.type == "loki"]
    groups = loki if engine == "Loki" else [one.value for one in project.prometheus_groups]
    return {str(group["name"]): group for group in rule_document(groups)["groups"] if group["rules"]}


def apply_to_ruler(planned: RulerPlanned) -> tuple[RulerResult, ...]:
    """Write the plan, one group after the other; a group that has changed meanwhile is not written."""
    if planned.plan.is_empty:
        return ()
    if not planned.choices.no_lint:
        ensure_sound(soundness_of(planned.project, compile_project(planned.project, GRAFANA_12).bundle))
    _ensure_not_a_mistake(planned)
    return tuple(RulerResult(change, _write(planned, change)) for change in planned.plan.changes)


def _write(planned: RulerPlanned, change: RulerChange) -> str:
    """Why the change failed; empty where it is done."""
    ruler, namespace = planned.ruler, planned.plan.namespace
    try:
        if not same_group(ruler.groups(namespace).get(change.name), change.before):
            raise ConflictError(f'rule group "{change.name}" has changed since the plan was made', status=409)
        if change.after is None:
            ruler.delete(namespace, change.name)
        else:
            ruler.write(namespace, change.after)
    except GlimpseError as error:
        return error.message
    return ""


def _ensure_not_a_mistake(planned: RulerPlanned) -> None:
    """The brake on many rules at once, as for a Grafana."""
    plan, limits, name = planned.plan, planned.project.settings.brakes, "many-rules"
    share = limits.share_of("rules")
    if name not in planned.choices.allow and plan.rules >= limits.at_least and plan.touched > share * plan.rules:
        raise UnsafePlanError(
            f"nothing was written: {plan.touched} of {plan.rules} rules change or are deleted, more than {share:.0%}",
            f"where it is meant: --allow {name}",
        )
