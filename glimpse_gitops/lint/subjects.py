"""What rules look at: the parts of a project, each with its place and with its name in the words of the user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..model.origin import Origin
from ..model.policy import NotificationPolicy, Route
from ..model.rule_files import BrokenPart
from ..model.rule_group import AlertRule, RecordingRule, RuleGroup
from .analysis import Analysis
from .json_lists import mapping, mappings_in

Use = Literal["panel", "variable", "annotation", "alert", "recording"]
"""What a query is for."""


@dataclass(frozen=True)
class Passage:
    """A text of the user's and where it stands."""

    value: str
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Anything that a rule can look at."""

    object: str
    """Its name in the words of the user: `dashboard Glimpse Overview, panel Request rate`."""
    home: Origin
    """The construct that defines it."""
    passage: Passage
    """Its own text: an expression, a name, a title."""


@dataclass(frozen=True, kw_only=True)
class DashboardSubject(Subject):
    """A dashboard as JSON."""

    json: Mapping[str, Any]
    uid: str

    @property
    def variables(self) -> tuple[Mapping[str, Any], ...]:
        """Its template variables."""
        return tuple(one for _, one in mappings_in(mapping(self.json.get("templating")).get("list")))


@dataclass(frozen=True, kw_only=True)
class PanelSubject(Subject):
    """A panel as JSON; rows and the panels inside them are subjects of their own."""

    json: Mapping[str, Any]
    dashboard: DashboardSubject
    siblings: Sequence[Mapping[str, Any]]
    """All panels of the same grid, itself among them."""
    position: int
    """Its index among them."""


@dataclass(frozen=True, kw_only=True)
class VariableSubject(Subject):
    """A template variable as JSON."""

    json: Mapping[str, Any]
    dashboard: DashboardSubject


@dataclass(frozen=True, kw_only=True)
class DatasourceUseSubject(Subject):
    """One place in a dashboard that names a data source; the passage is the uid."""

    dashboard: DashboardSubject


@dataclass(frozen=True, kw_only=True)
class PhraseSubject(Subject):
    """A text of a dashboard in which Grafana puts variables: a query, a title, a description, a legend."""

    dashboard: DashboardSubject
    kind: Literal["query", "text"]


@dataclass(frozen=True, kw_only=True)
class QuerySubject(Subject):
    """A PromQL query, wherever it stands. The passage is the whole text, of which `expr` may be a part."""

    expr: str
    offset: int = 0
    """Where `expr` starts in the passage: `label_values(up, job)` holds the expression `up`."""
    use: Use
    analysis: Analysis
    instant: bool = False
    legend: Passage | None = None
    panel_type: str = ""
    label: str = ""
    """The label whose values `label_values(…, label)` lists."""


@dataclass(frozen=True, kw_only=True)
class GroupSubject(Subject):
    """A rule group."""

    group: RuleGroup


@dataclass(frozen=True, kw_only=True)
class AlertRuleSubject(Subject):
    """An alert rule; the passage is its name."""

    rule: AlertRule
    group: RuleGroup
    query: Passage
    """Its expression."""
    texts: Sequence[Passage] = ()
    """Its annotations and the values of its labels."""
    analysis: Analysis | None = None
    """What is known of the expression; None for one that is no PromQL."""


@dataclass(frozen=True, kw_only=True)
class RecordingRuleSubject(Subject):
    """A recording rule; the passage is the name of its series."""

    rule: RecordingRule
    group: RuleGroup


@dataclass(frozen=True, kw_only=True)
class RouteSubject(Subject):
    """A route of the notification policy, or its root; the passage is the receiver."""

    route: Route | NotificationPolicy


@dataclass(frozen=True, kw_only=True)
class SuppressionSubject(Subject):
    """A comment that suppresses findings; the passage is the comment."""

    ids: Sequence[str]
    reason: str
    unused: Sequence[str]
    """Those of the ids that suppressed nothing."""
    unknown: Sequence[str]
    """Those of the ids that are no rule."""


@dataclass(frozen=True, kw_only=True)
class BrokenPartSubject(Subject):
    """A part of a rule file that could not be read."""

    part: BrokenPart


@dataclass(frozen=True, kw_only=True)
class UnitSubject(Subject):
    """A unit of a panel: of all its fields, of some, or of an axis."""
