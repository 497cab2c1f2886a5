"""Rule groups: alert rules and recording rules that are evaluated together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .builds import PanelOrTitle
from .datasource import Datasource
from .duration import parse_duration
from .folder import Folder
from .grafana_rule import GrafanaRule, check_moved
from .label import Labels, as_labels
from .notification_settings import NotificationSettings
from .sequence import as_tuple


@dataclass(frozen=True, eq=False)
class AlertRule:
    """An alert rule in Prometheus' words.

    `panel` is the panel that shows what the rule watches: the object itself, or `"dashboard-uid/Panel title"`.
    `summary`, `description` and `runbook_url` are annotations with names of their own; further ones in `annotations`.
    """

    name: str
    expr: str
    for_: str = "0s"
    labels: Labels = field(default_factory=dict)
    summary: str = ""
    description: str = ""
    runbook_url: str = ""
    annotations: Mapping[str, str] = field(default_factory=dict)
    keep_firing_for: str = ""
    panel: PanelOrTitle = None
    uid: str = ""
    """Grafana's uid; made of folder, group and name where empty, so that it stays the same between runs."""
    paused: bool | None = None
    """None leaves it to Grafana: a rule that on-call paused in the UI stays paused."""
    no_data_state: Literal["OK", "NoData", "Alerting", "KeepLast"] = "OK"
    exec_err_state: Literal["OK", "Error", "Alerting", "KeepLast"] = "Error"
    notification_settings: NotificationSettings | None = None
    """Where its notifications go past the policy tree; None leaves that to the tree, as in Prometheus."""
    lint_ignore: Mapping[str, str] = field(default_factory=dict)
    """Lint rules that are not to be told here, each with the reason: `{"CD402": "one alert a tenant is meant"}`."""
    moved_from: str = ""
    """The name under which it was made, `"Old title"` or `"old group/Old title"`: it keeps the uid, and with it its
    history, of that name."""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("an alert rule needs a name")
        check_moved(self.name, self.uid, self.moved_from)
        _check_expr(f'alert rule "{self.name}"', self.expr)
        object.__setattr__(self, "labels", as_labels(self.labels))
        _check_duration(self.name, "for_", self.for_)
        if self.keep_firing_for:
            _check_duration(self.name, "keep_firing_for", self.keep_firing_for)
        for name in ("summary", "description", "runbook_url"):
            if getattr(self, name) and name in self.annotations:
                raise ValueError(f'"{self.name}": annotation "{name}" is given twice')

    @property
    def all_annotations(self) -> dict[str, str]:
        """The annotations as they reach Prometheus and Grafana: those with a name of their own first."""
        named = {"summary": self.summary, "description": self.description, "runbook_url": self.runbook_url}
        return {name: text for name, text in named.items() if text} | dict(self.annotations)


@dataclass(frozen=True, eq=False)
class RecordingRule:
    """A recording rule: the result of `expr` is stored as the series `record`."""

    record: str
    expr: str
    labels: Labels = field(default_factory=dict)
    lint_ignore: Mapping[str, str] = field(default_factory=dict)
    """Lint rules that are not to be told here, each with the reason: `{"CD402": "one alert a tenant is meant"}`."""

    def __post_init__(self) -> None:
        if not self.record:
            raise ValueError("a recording rule needs the name of a series in record")
        _check_expr(f'recording rule "{self.record}"', self.expr)
        object.__setattr__(self, "labels", as_labels(self.labels))


Rule = AlertRule | RecordingRule
"""A rule that Prometheus can evaluate."""


@dataclass(frozen=True, eq=False)
class RuleGroup:
    """Rules that are evaluated one after the other, every `interval`.

    Grafana evaluates the alert rules (`evaluated_by="grafana"`, the default: they are pushed by `apply`, and stand in
    `alerts/app.yml` too); recording rules stay with Prometheus. `"prometheus"` keeps the whole group out of Grafana.
    """

    name: str
    rules: Sequence[Rule | GrafanaRule]
    folder: Folder | None = None
    """The project's default folder where None."""
    datasource: Datasource | None = None
    """The project's default data source where None."""
    interval: str = "1m"
    evaluated_by: Literal["grafana", "prometheus"] = "grafana"
    lint_ignore: Mapping[str, str] = field(default_factory=dict)
    """Lint rules that are not to be told in it, each with the reason: `{"CD402": "one alert a tenant is meant"}`."""
    moved_from: str = ""
    """The name under which it was made, `"old group"` or `"<folder uid>/old group"`: its rules keep the uids, and with
    them their history, of that name, and the old group goes."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", as_tuple(self.rules, f'rule group "{self.name}": rules'))
        _check_duration(self.name, "interval", self.interval)
        if parse_duration(self.interval) == 0:
            raise ValueError(f'rule group "{self.name}": interval must be more than 0')

    @property
    def prometheus_rules(self) -> tuple[Rule, ...]:
        """The rules that Prometheus can evaluate, in their order."""
        return tuple(rule for rule in self.rules if not isinstance(rule, GrafanaRule))

    @property
    def grafana_rules(self) -> tuple[AlertRule | GrafanaRule, ...]:
        """The rules that Grafana evaluates, in their order."""
        return tuple(rule for rule in self.rules if not isinstance(rule, RecordingRule))

    @property
    def alert_rules(self) -> tuple[AlertRule, ...]:
        """The alert rules in Prometheus' words, in their order."""
        return tuple(rule for rule in self.rules if isinstance(rule, AlertRule))


def _check_duration(owner: str, field_name: str, text: str) -> None:
    try:
        parse_duration(text)
    except ValueError as error:
        raise ValueError(f'"{owner}": {field_name}: {error}') from None


def _check_expr(owner: str, expr: str) -> None:
    if not isinstance(expr, str) or not expr.strip():
        raise ValueError(f"{owner} has no expr")
