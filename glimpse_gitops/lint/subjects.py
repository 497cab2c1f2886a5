"""What rules look at: the parts of a project, each with its place and with its name in the words of the user.

`Rule.subject` names one of these classes, and `Rule.check` is called once for each of that kind. Every subject has its
own text (`passage`), and where it is made of JSON or YAML, that (`json`) with the place of each of its parts:
`subject.part("/gridPos/w")`. The same classes stand for this project's objects and for those of files from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar

from ..model.broken_part import BrokenPart
from ..model.catalogue import Catalogue
from ..model.metric import Metric
from ..model.monitoring_stack import Federation
from ..model.policy import NotificationPolicy, Route
from ..model.rule_group import AlertRule, RecordingRule, RuleGroup
from .analysis import Analysis
from .dashboard_subjects import (
    AnnotationSubject,
    DashboardSubject,
    DatasourceUseSubject,
    PanelSubject,
    PhraseSubject,
    UnitSubject,
    VariableSubject,
)
from .expression_subject import ExpressionSubject
from .json_lists import mappings_in
from .knowledge import Knowledge
from .passage import Passage
from .subject import Subject

__all__ = [
    "EVERY",
    "AlertRuleSubject",
    "AnnotationSubject",
    "BrokenPartSubject",
    "ConfigSubject",
    "ContactPointSubject",
    "DashboardQueriesSubject",
    "DashboardSubject",
    "DatasourceUseSubject",
    "Engine",
    "ExpressionSubject",
    "FederationSubject",
    "GroupSubject",
    "MetricSubject",
    "MuteTimingSubject",
    "PanelSubject",
    "Passage",
    "PhraseSubject",
    "ProjectSubject",
    "QuerySubject",
    "RecordingRuleSubject",
    "RouteSubject",
    "RuleTestSubject",
    "SecretSubject",
    "Subject",
    "SuppressionSubject",
    "TemplateSubject",
    "UnitSubject",
    "Use",
    "VariableSubject",
]

Use = Literal["panel", "variable", "annotation", "alert", "recording", "step"]
"""What a query is for. `step`: of a Grafana-managed alert rule, whose condition is another step of its pipeline."""

Engine = Literal["prometheus", "grafana"]
"""Whose words a rule is written in: an expression that is the condition, or a pipeline of queries and expressions."""

Kind = TypeVar("Kind", bound="Subject")


@dataclass(frozen=True, kw_only=True, eq=False)
class QuerySubject(ExpressionSubject):
    """A PromQL query, wherever it stands. The passage is the whole text, of which `expr` may be a part.

    `json` is what it belongs to: the target, the variable, the annotation, or the rule.
    """

    expr: str
    offset: int = 0
    """Where `expr` starts in the passage: `label_values(up, job)` holds the expression `up`."""
    use: Use
    instant: bool = False
    legend: Passage | None = None
    panel: PanelSubject | None = None
    panel_type: str = ""
    label: str = ""
    """The label whose values `label_values(…, label)` lists."""
    rule: AlertRuleSubject | RecordingRuleSubject | None = None
    """The rule that it is the expression of."""


@dataclass(frozen=True, kw_only=True, eq=False)
class DashboardQueriesSubject(Subject):
    """The queries of one dashboard taken together, for rules that add them up or compare them."""

    dashboard: DashboardSubject
    queries: Sequence[QuerySubject] = field(repr=False)
    """Those of panels, variables and annotations, in their order."""


@dataclass(frozen=True, kw_only=True, eq=False)
class AlertRuleSubject(Subject):
    """An alert rule; the passage is its name, `json` it as a rule file has it (alert, expr, for, labels …).

    `json` of one with the engine `grafana` is as Grafana's file provisioning has it (title, data, condition …).
    """

    rule: AlertRule
    group: RuleGroup
    query: Passage
    """Its expression."""
    texts: Sequence[Passage] = ()
    """Its annotations and the values of its labels that are Go templates."""
    analysis: Analysis | None = None
    """What is known of the expression; None for one that is no PromQL, or that is not the condition itself."""
    engine: Engine = "prometheus"
    elsewhere: bool = False
    """Whether it stands in a rule file from elsewhere, which may as well be one for vmalert."""
    for_vmalert: bool = False
    """Whether it is one for vmalert for certain."""
    position: int = 0
    """Its index among the rules of the group."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RecordingRuleSubject(Subject):
    """A recording rule; the passage is the name of its series, `json` it as a rule file has it."""

    rule: RecordingRule
    group: RuleGroup
    query: Passage
    """Its expression."""
    analysis: Analysis | None = None
    """What is known of the expression; None for one that is no PromQL."""
    position: int = 0
    """Its index among the rules of the group."""


@dataclass(frozen=True, kw_only=True, eq=False)
class GroupSubject(Subject):
    """A rule group; the passage is its name, `json` it as its file has it."""

    group: RuleGroup
    rules: Sequence[AlertRuleSubject | RecordingRuleSubject] = ()
    """Its rules, in their order."""
    engine: Engine = "prometheus"


@dataclass(frozen=True, kw_only=True, eq=False)
class ContactPointSubject(Subject):
    """A contact point; the passage is its name, `json` is `{"name", "integrations": [{"type", "settings", …}]}`."""

    managed: bool = True
    """False for one that somebody else keeps: it has no integrations here."""

    @property
    def integrations(self) -> tuple[Mapping[str, Any], ...]:
        """Its channels as JSON; a secret that is given by reference stands as `[REDACTED]`."""
        return tuple(one for _, one in mappings_in(self.json.get("integrations")))


@dataclass(frozen=True, kw_only=True, eq=False)
class SecretSubject(Subject):
    """A field of a contact point or a data source whose value is a secret; the passage is what stands there."""

    owner: str
    """What it is a field of: a type of integration (`slack`) or of data source (`prometheus`)."""
    key: str
    """The field: `url`, `token`, `basicAuthPassword`."""
    by_reference: bool
    """Whether it is only named there (`env("…")`, `$VARIABLE`, `$__file{…}`) and not written down."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RouteSubject(Subject):
    """A route of the notification policy, or its root; the passage is the receiver, `json` it as Grafana has it."""

    route: Route | NotificationPolicy
    parent: RouteSubject | None = None
    """The route around it; None for the root."""
    position: int = 0
    """Its index among the routes of the parent."""

    @property
    def inherits_receiver(self) -> bool:
        """Whether it names no receiver: then it has that of its parent."""
        return bool(self.json) and not self.json.get("receiver")


@dataclass(frozen=True, kw_only=True, eq=False)
class MuteTimingSubject(Subject):
    """A mute timing; the passage is its name, `json` is `{"name", "time_intervals": […]}`."""

    @property
    def intervals(self) -> tuple[Mapping[str, Any], ...]:
        """Its intervals: times, weekdays, days_of_month, months, years, location."""
        return tuple(one for _, one in mappings_in(self.json.get("time_intervals")))


@dataclass(frozen=True, kw_only=True, eq=False)
class TemplateSubject(Subject):
    """A notification template; the passage is its name."""

    text: Passage
    """The Go template."""


@dataclass(frozen=True, kw_only=True, eq=False)
class MetricSubject(Subject):
    """A declared metric; the passage is its name."""

    metric: Metric
    catalogue: Catalogue


@dataclass(frozen=True, kw_only=True, eq=False)
class FederationSubject(Subject):
    """What a central Prometheus collects; the passage is the name of the stack."""

    federation: Federation
    knowledge: Knowledge


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleTestSubject(Subject):
    """A unit test of rules, as promtool runs them."""

    alerts: Sequence[str] = ()
    """The names of the alerts that it is about."""


EVERY = "*"
"""Stands for all rules in a suppression of whole files."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SuppressionSubject(Subject):
    """A comment that suppresses findings; the passage is the comment."""

    ids: Sequence[str]
    reason: str
    unused: Sequence[str]
    """Those of the ids that suppressed nothing."""
    unknown: Sequence[str]
    """Those of the ids that are no rule."""
    hint: Callable[[str], str]
    """What one of those may mean; it takes a look at the names of all rules."""
    locked: Sequence[str] = ()
    """Those of the ids that nothing may suppress."""
    expired: str = ""
    """Its last day, as it is written, where that has passed or is none."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ConfigSubject(Subject):
    """Something in the linter's settings that cannot be."""

    message: str
    hint: str


@dataclass(frozen=True, kw_only=True, eq=False)
class BrokenPartSubject(Subject):
    """A part of a file that could not be read."""

    broken: BrokenPart


@dataclass(frozen=True, kw_only=True, eq=False)
class ProjectSubject(Subject):
    """Everything that is linted together: one subject a run, for rules that compare parts with each other."""

    subjects: Sequence[Subject] = field(repr=False)
    knowledge: Knowledge = field(repr=False)
    complete: bool
    """Whether all of a project is here: in some files from elsewhere, nothing can be called missing or unused."""

    def of(self, kind: type[Kind]) -> Sequence[Kind]:
        """All subjects of a kind, in the order of the walk."""
        return self._by_kind.get(kind, ())  # type: ignore[return-value]

    @cached_property
    def _by_kind(self) -> Mapping[type[Subject], list[Subject]]:
        found: dict[type[Subject], list[Subject]] = {}
        for one in self.subjects:
            found.setdefault(type(one), []).append(one)
        return found
