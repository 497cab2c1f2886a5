"""`rollback`: the plan that undoes a run, from its journal. `apply` carries it out as it does any other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from ..compile.project import compile_project
from ..compile.target import target_for
from ..errors import GlimpseError, UsageError
from ..files.journal import read_run, runs_in
from ..files.loader import load_project
from ..files.secrets import resolve
from ..files.settings import load_settings
from ..grafana.adapters import adapters_for
from ..grafana.client import Client
from ..model.plan import Plan
from ..model.plan_choices import CAREFUL, PlanChoices
from ..model.project import Project
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from ..model.run import RunRecord
from ..model.secret import SecretRef
from ..model.settings import Settings
from ..plan.manifest import manifest_id, read_manifest
from ..plan.part_digests import intended_digests
from ..plan.pre_image import Path as SpecPath
from ..plan.pre_image import refs_by_path
from ..plan.rollback import due_to, rollback_plan
from .connection import Connection, open_client
from .plan import Planned, read_live
from .routing import with_routing
from .rule_access import choose_rule_api, with_provenance
from .running_alerts import with_impacts
from .soundness import soundness_of

_NAMED = 3
"""Runs that are to be rolled back first and are told by name."""


@contextmanager
def rolling_back(
    root: Path, connection: Connection, journals: Path, run: str, choices: PlanChoices = CAREFUL
) -> Iterator[tuple[Planned, RunRecord]]:
    """The plan that undoes `run`, and its journal. The project's modules need not load: a rollback may be due to them.

    Raises UsageError where the run was another Grafana's, organisation's or owner's.
    """
    record = read_run(journals, run)
    settings = load_settings(root, connection.environment or record.head.environment)
    client = open_client(replace(connection, environment=settings.environment.name), settings)
    try:
        _ensure_same_place(record, settings, client)
        adapters = adapters_for(client)
        page = adapters[ResourceKind.DASHBOARD].read_one(manifest_id(settings.owner))
        manifest = read_manifest(page, settings.owner, settings.project, settings.environment, settings.manifest_folder)
        there = [resource for entry in record.entries for resource in [entry.before or entry.after] if resource]
        live = read_live(adapters, Bundle(there), manifest, client)
        project = _project(root, settings)
        refs = _known_refs(journals, project, client)
        plan = rollback_plan(record, live, manifest, refs, overwrite=choices.overwrite_drift)
        wanted = Bundle([change.after for change in plan.changes if change.after is not None])
        secrets = resolve(
            (ref for resource in wanted.values() for ref in resource.secrets.values()), connection.environ, root
        )
        client.secrets = frozenset(secrets.values())
        choose_rule_api(client, wanted)
        plan = with_provenance(with_impacts(plan, live, client), live, client)
        plan = with_routing(plan, live, project, adapters)
        client.begin("")
        yield (
            Planned(
                root,
                plan,
                choices,
                project,
                wanted,
                client,
                adapters,
                manifest,
                page,
                live,
                secrets,
                partial(soundness_of, project, wanted),
                cache(partial(intended_digests, plan)),
            ),
            record,
        )
    finally:
        client.close()


def instead_of(record: RunRecord, plan: Plan, journals: Path) -> str:
    """What to do about the objects that a rollback of `record` refuses: to undo first the runs that came after it."""
    runs = runs_in(journals)
    later = runs[: [run.head.id for run in runs].index(record.head.id)]
    first = {run.head.id for change in plan.refused for run in due_to(later, change)}
    if first:
        listed = [run.head.id for run in later if run.head.id in first]
        names = ", then ".join(listed[:_NAMED]) + (f", and {len(listed) - _NAMED} more" if len(listed) > _NAMED else "")
        return f"a later run changed it again: roll that back first (glimpse-gitops rollback {names}), or see above"
    return "do what stands beside it; where that is nothing, change the code and apply it"


def _ensure_same_place(record: RunRecord, settings: Settings, client: Client) -> None:
    head = record.head
    then = (head.url, head.org_id, head.owner, head.project)
    now = (client.address.url, client.org_id, settings.owner, settings.project)
    names = ("Grafana", "organisation", "owner", "project")
    for name, was, is_now in zip(names, then, now, strict=True):
        if was != is_now:
            raise UsageError(f"run {head.id} was for {name} {was}, and this is {is_now}", "give it --url or --env")


def _project(root: Path, settings: Settings) -> Project:
    """What the code says today, or nothing where it cannot be loaded."""
    try:
        return load_project(root, settings.environment.name)
    except GlimpseError:
        return Project(settings)


def _known_refs(journals: Path, project: Project, client: Client) -> dict[ResourceId, dict[SpecPath, SecretRef]]:
    """Where secrets come from: what the code says today counts first, then the latest run that knew."""
    known: dict[ResourceId, dict[SpecPath, SecretRef]] = {}

    def learn(resource: Resource) -> None:
        for path, ref in refs_by_path(resource).items():
            known.setdefault(resource.id, {}).setdefault(path, ref)

    try:
        for resource in compile_project(project, target_for(client.version)).bundle.values():
            learn(resource)
    except GlimpseError:
        # A project that does not compile names no secrets; the journals may.
        known.clear()
    for record in runs_in(journals):
        for entry in record.entries:
            if entry.after is not None:
                learn(entry.after)
            if entry.before is not None:
                before = replace(entry.before, secrets=entry.secrets_before)
                learn(before)
    return known
