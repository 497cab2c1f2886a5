"""Which of Grafana's two APIs takes the alert rules of this account: the one that locks them, or the ruler's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..grafana.client import Client
from ..grafana.permissions import granted
from ..model.plan import Action, Plan
from ..model.resource import Resource, ResourceId, ResourceKind
from ..plan.permissions import rules_by_ruler
from ..plan.provenance import provenance_problems, provenance_warnings, still_locked

_WRITING = (Action.CREATE, Action.UPDATE)


def choose_rule_api(client: Client, ids: Iterable[ResourceId]) -> None:
    """Decide it by what the account may do; nothing is asked where none of `ids` is a rule group."""
    if any(id.kind is ResourceKind.RULE_GROUP for id in ids):
        may = granted(client)
        client.rules_by_ruler = may is not None and rules_by_ruler(may)


def with_rule_api(plan: Plan, client: Client) -> Plan:
    """The plan with a note, where it writes rules by the ruler."""
    writes = any(change.id.kind is ResourceKind.RULE_GROUP and change.action in _WRITING for change in plan.changes)
    if not client.rules_by_ruler or not writes:
        return plan
    note = (
        "alert rules are written unlocked, by the ruler's API, since this account may edit folders and not provision: "
        "people can edit these rules in Grafana"
    )
    return replace(plan, warnings=(*plan.warnings, note))


def with_provenance(plan: Plan, live: Mapping[ResourceId, Resource], client: Client) -> Plan:
    """The plan with what becomes locked or unlocked by it, and with what Grafana would refuse for that."""
    provenance, by_ruler = client.provenance, client.rules_by_ruler
    problems = provenance_problems(plan.changes, provenance, rules_by_ruler=by_ruler)
    warnings = provenance_warnings(plan.changes, live, provenance, rules_by_ruler=by_ruler)
    staying = still_locked(plan.unchanged, live, provenance)
    plan = replace(plan, problems=(*plan.problems, *problems), warnings=(*plan.warnings, *warnings, *staying))
    return with_rule_api(plan, client)
