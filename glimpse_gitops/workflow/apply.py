"""`apply`: refuse what is unsafe, take the lease, note journal and intent, write in order, confirm, give it back."""

from __future__ import annotations

import secrets as random
from dataclasses import replace
from datetime import datetime

from ..errors import GlimpseError
from ..files.journal import Journal
from ..model.plan import Action, ApplyResult, Outcome
from ..model.resource import ResourceKind
from ..model.run import RunHead, RunRecord
from ..plan.pre_image import run_entry
from .conduct import Conduct
from .lease import HeldLease, leased
from .manifest_record import confirm, is_outdated, note_intent
from .plan import Planned
from .safety import ensure_safe
from .writing import INTERRUPTED, Writing

_WITHOUT_SECRETS = (ResourceKind.DASHBOARD, ResourceKind.RULE_GROUP, ResourceKind.FOLDER)
"""Kinds whose pre-images are searched for nothing: they are large, and hold what every viewer may see."""


def apply(planned: Planned, conduct: Conduct | None = None) -> ApplyResult:
    """Write the plan: what fails stops only what depends on it, and the manifest tells the truth afterwards.

    Where nothing is to be written, the manifest is, if what was adopted from Grafana is not noted in it yet.
    """
    conduct = conduct or Conduct()
    ensure_safe(planned)
    if planned.plan.is_empty and not is_outdated(planned):
        return ApplyResult((), planned.client.writes)
    run = _run_id(planned.client.server_time)
    with leased(planned, run, conduct.holder, break_lease=conduct.break_lease) as lease:
        numbered = replace(planned, manifest=replace(planned.manifest, lease=lease.lease.number))
        journal = _begin_journal(numbered, lease, conduct)
        how = "failed"
        try:
            result = _write(numbered, lease, conduct, journal)
            how = _how(result)
        finally:
            if journal:
                journal.close(how)
    # Giving the lease back was a write, too.
    return replace(result, writes=planned.client.writes)


def _write(planned: Planned, lease: HeldLease, conduct: Conduct, journal: Journal | None) -> ApplyResult:
    intent = note_intent(planned, planned.page)
    lease.remove_others()
    writing = Writing(planned, lease, conduct, journal)
    writing.write_all()
    warnings: tuple[str, ...] = ()
    try:
        confirm(planned, intent, writing.results)
    except GlimpseError as error:
        warnings = (f"what was done is not yet noted in the manifest: {error.message}; the next apply makes up for it",)
    return ApplyResult(
        tuple(writing.results.values()),
        planned.client.writes,
        warnings,
        run=lease.lease.run if journal else "",
        interrupted=writing.broken_off == INTERRUPTED,
    )


def _begin_journal(planned: Planned, lease: HeldLease, conduct: Conduct) -> Journal | None:
    if conduct.journal is None or planned.plan.is_empty:
        return None
    client, manifest = planned.client, planned.manifest
    head = RunHead(
        id=lease.lease.run,
        started=f"{lease.lease.since:%Y-%m-%dT%H:%M:%SZ}",
        command=conduct.command,
        by=conduct.holder,
        url=client.address.url,
        org_id=client.org_id,
        owner=manifest.owner,
        project=manifest.project,
        environment=manifest.environment,
        adopted=len(planned.plan.by_action(Action.ADOPT)),
    )
    values = set(planned.secrets.values())
    entries = tuple(
        run_entry(change, manifest.objects.get(change.id), () if change.id.kind in _WITHOUT_SECRETS else values)
        for change in planned.plan.changes
        if change.action is not Action.ADOPT
    )
    return Journal.begin(conduct.journal, RunRecord(head, entries))


def _how(result: ApplyResult) -> str:
    if result.interrupted:
        return "interrupted"
    return "done" if result.count(Outcome.DONE) == len(result.results) and not result.warnings else "partly applied"


def _run_id(now: datetime | None) -> str:
    """Sorts by time, and no two runs share one."""
    return f"{now:%Y%m%d-%H%M%S}-{random.token_hex(3)}" if now else random.token_hex(9)
