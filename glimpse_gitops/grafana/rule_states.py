"""The alert instances that Grafana has right now, rule by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..model.rule_impact import Instances
from .client import Client

_STATES = "/prometheus/grafana/api/v1/rules"

_FIRING = ("Alerting", "Recovering")
"""`NoData` and `Error` tell that the rule itself does not work: mending it must not be held up by what it causes."""


def read_instances(client: Client) -> Mapping[str, Instances]:
    """Rule uid → its active instances, in one request; rules without any are left out.

    Raises NotAuthorisedError where the account may read no rules.
    """
    with client.about("the states of the alert rules"):
        answer = client.api.client.GET(_STATES)
    found = {}
    for group in answer["data"]["groups"] or ():
        for rule in group["rules"]:
            instances = _count(rule.get("alerts") or ())
            if instances != Instances():
                found[rule["uid"]] = instances
    return found


def _count(alerts: Any) -> Instances:
    """The state reads `Alerting`, or `Alerting (NoData)` with a reason."""
    states = Counter(alert["state"].partition(" ")[0] for alert in alerts)
    return Instances(sum(states[state] for state in _FIRING), states["Pending"])
