"""A plan with what it does to the alerts that are firing: asks Grafana for their states where rules are changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..errors import NotAuthorisedError, RefusedError
from ..grafana.client import Client
from ..grafana.rule_states import read_instances
from ..model.plan import Plan
from ..model.resource import Resource, ResourceId
from ..plan.impact import impacts_of, rule_edits


def with_impacts(plan: Plan, live: Mapping[ResourceId, Resource], client: Client) -> Plan:
    """The plan with its impacts; nothing is asked where it changes no rule that is live."""
    edits = rule_edits(plan.changes, live, client.version)
    if not edits:
        return plan
    try:
        instances = read_instances(client)
    except (NotAuthorisedError, RefusedError) as error:
        warning = f"whether alerts are firing whose rules change is not known: {error.message}"
        return replace(plan, warnings=(*plan.warnings, warning))
    return replace(plan, impacts=impacts_of(edits, instances))
