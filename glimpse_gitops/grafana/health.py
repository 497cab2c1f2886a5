"""What a Grafana tells about its data sources and the rules that it evaluates. Only GET."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..errors import GlimpseError, RefusedError
from ..model.grafana_status import LiveDatasource, LiveRule
from .client import Client, segment

_RULES = "/prometheus/grafana/api/v1/rules"


def read_datasources(client: Client, asked: Collection[str]) -> tuple[LiveDatasource, ...]:
    """Every data source; the health of those whose uids are `asked` is asked for."""
    with client.about("the data sources"):
        listed = client.api.client.GET("/datasources")
    found = [
        LiveDatasource(
            str(one["uid"]), str(one["name"]), str(one["type"]), str(one.get("url") or ""), one.get("jsonData") or {}
        )
        for one in listed
    ]

    def checked(source: LiveDatasource) -> LiveDatasource:
        return _with_health(client, source) if source.uid in asked else source

    return tuple(client.at_once(checked, found))


def read_rule_health(client: Client) -> tuple[LiveRule, ...]:
    """Every rule with how its last evaluation went."""
    with client.about("the states of the alert rules"):
        answer = client.api.client.GET(_RULES)
    return tuple(
        LiveRule(
            str(rule["uid"]),
            str(rule.get("health") or "unknown"),
            str(rule.get("lastError") or ""),
            bool(rule.get("isPaused")),
        )
        for group in answer["data"]["groups"] or ()
        for rule in group["rules"]
    )


def _with_health(client: Client, source: LiveDatasource) -> LiveDatasource:
    """404 is what Grafana says where the plugin has no health check."""
    try:
        with client.about(f"data source {source.uid}"):
            answer = client.api.client.GET(f"/datasources/uid/{segment(source.uid)}/health")
    except RefusedError as error:
        said = error.message.rpartition(f"with {error.status}: ")[2]
        return replace(source, healthy=None if error.status == 404 else False, said=said)
    except GlimpseError as error:
        return replace(source, healthy=None, said=error.message)
    return replace(source, healthy=answer.get("status") == "OK", said=str(answer.get("message") or ""))
