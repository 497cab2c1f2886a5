"""A plan with what it does to routing: reads the policy tree where rules change and the plan is not about the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..errors import NotAuthorisedError
from ..grafana.port import Adapter
from ..lint.knowledge import knowledge_of
from ..model.plan import Action, Plan
from ..model.project import Project
from ..model.resource import POLICY_ID, Resource, ResourceId, ResourceKind
from ..plan.routing_impact import routing_impact

_WRITING = (Action.CREATE, Action.UPDATE, Action.DELETE)
_DECIDING = (ResourceKind.POLICY, ResourceKind.RULE_GROUP, ResourceKind.FOLDER)


def with_routing(
    plan: Plan, live: Mapping[ResourceId, Resource], project: Project, adapters: Mapping[ResourceKind, Adapter]
) -> Plan:
    """The plan with the alerts that it sends elsewhere; nothing is asked where no rule, folder or tree changes."""
    decides = any(change.action in _WRITING and change.id.kind in _DECIDING for change in plan.changes)
    if not decides or not any(id.kind is ResourceKind.RULE_GROUP for id in live):
        return plan
    if POLICY_ID not in live and not any(change.id == POLICY_ID for change in plan.changes):
        try:
            live = {**live, **adapters[ResourceKind.POLICY].read([POLICY_ID])}
        except NotAuthorisedError:
            # Who may not read the tree is told nothing about it, and neither changes it.
            return plan
    try:
        routing = routing_impact(plan.changes, live, knowledge_of(project.catalogue, project.rule_groups).world)
    except ValueError as error:
        warning = f"where alerts go is not known: the policy tree in Grafana holds {error}"
        return replace(plan, warnings=(*plan.warnings, warning))
    return replace(plan, routing=routing)
