"""Annotations: events that are drawn across the panels of a dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model.arguments import check_arguments
from .variables import Named


@dataclass(frozen=True, kw_only=True, eq=False)
class QueryAnnotation:
    """Events where a PromQL query has a value; texts may hold `{{label}}`."""

    name: str
    expr: str
    datasource: Named
    title: str = ""
    text: str = ""
    tags: str = ""
    """Labels whose values become tags, with commas between them."""
    step: str = "60s"
    color: str = "blue"
    enabled: bool = True

    def __post_init__(self) -> None:
        check_arguments(self, f'annotation "{self.name}"')

    def to_json_data(self) -> dict[str, Any]:
        """The annotation as Grafana's JSON."""
        return {
            "datasource": self.datasource.reference,
            "enable": self.enabled,
            "hide": False,
            "iconColor": self.color,
            "name": self.name,
            "tagKeys": self.tags or None,
            "target": {"expr": self.expr, "interval": self.step, "refId": "Anno"},
            "textFormat": self.text or None,
            "titleFormat": self.title or None,
        }


@dataclass(frozen=True, kw_only=True, eq=False)
class AlertAnnotation:
    """Alerts on the panels.

    Without a data source, the state changes of the alerts that Grafana evaluates and that link to a panel of this
    dashboard (Grafana's built-in annotation, with a switch of its own). With one, what that Prometheus fires by
    itself: `matchers` chooses among its `ALERTS`.
    """

    name: str = "Alerts"
    datasource: Named | None = None
    matchers: str = ""
    color: str = ""
    enabled: bool = True

    def __post_init__(self) -> None:
        check_arguments(self, f'annotation "{self.name}"')

    def to_json_data(self) -> dict[str, Any]:
        """The annotation as Grafana's JSON."""
        if self.datasource is None:
            return {
                "builtIn": 1,
                "datasource": {"type": "grafana", "uid": "-- Grafana --"},
                "enable": self.enabled,
                "hide": False,
                "iconColor": self.color or "rgba(0, 211, 255, 1)",
                "name": self.name,
                "type": "dashboard",
            }
        matchers = ", ".join(filter(None, ('alertstate="firing"', self.matchers)))
        return QueryAnnotation(
            name=self.name,
            expr=f"ALERTS{{{matchers}}}",
            datasource=self.datasource,
            title="{{alertname}}",
            text="{{instance}} {{route}}",
            tags="severity",
            color=self.color or "red",
            enabled=self.enabled,
        ).to_json_data()


Annotation = QueryAnnotation | AlertAnnotation
