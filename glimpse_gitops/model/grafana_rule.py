"""Rules in Grafana's own words: what its form for rules can say and Prometheus' rules cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .builds import PanelOrTitle
from .datasource import Datasource
from .duration import parse_duration
from .label import Labels, as_labels
from .notification_settings import NotificationSettings


@dataclass(frozen=True, eq=False)
class RuleQuery:
    """One query or expression of a `GrafanaRule`: `RuleQuery("A", {"expr": "up"}, prometheus)`.

    `model` is the JSON that Grafana keeps for it; its `refId` and `datasource` are added, unless they stand there (None
    leaves one out).
    """

    ref_id: str
    model: Mapping[str, Any]
    datasource: Datasource | None = None
    """None for an expression, which Grafana evaluates itself: math, reduce, threshold and so on."""
    from_: str = ""
    """How far back it looks; 10m for queries where empty, and 0s for expressions."""
    to: str = "0s"
    query_type: str = ""

    def __post_init__(self) -> None:
        if not self.ref_id:
            raise ValueError("a query of a rule needs a ref_id such as A")
        for name, text in (("from_", self.from_ or "0s"), ("to", self.to)):
            try:
                parse_duration(text)
            except ValueError as error:
                raise ValueError(f"query {self.ref_id}: {name}: {error}") from None


@dataclass(frozen=True, eq=False)
class GrafanaRule:
    """A rule that only Grafana can evaluate: any number of queries and expressions, of any data source.

    `condition` names the query or expression that decides. With `record`, it is a recording rule: the result of
    `condition` is stored as that series in the data source `record_to`, and what is about alerts means nothing.
    """

    name: str
    queries: Sequence[RuleQuery]
    condition: str
    for_: str = "0s"
    labels: Labels = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    keep_firing_for: str = ""
    panel: PanelOrTitle = None
    uid: str = ""
    """Grafana's uid; made of folder, group and name where empty, so that it stays the same between runs."""
    paused: bool | None = None
    """None leaves it to Grafana: a rule that on-call paused in the UI stays paused."""
    no_data_state: Literal["OK", "NoData", "Alerting", "KeepLast"] = "NoData"
    exec_err_state: Literal["OK", "Error", "Alerting", "KeepLast"] = "Error"
    missing_series_evals_to_resolve: int | None = None
    """Evaluations after which an alert whose series is gone counts as resolved; None for Grafana's default, 2."""
    notification_settings: NotificationSettings | None = None
    record: str = ""
    record_to: Datasource | None = None
    moved_from: str = ""
    """The name under which it was made, `"Old title"` or `"old group/Old title"`: it keeps the uid, and with it its
    history, of that name."""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a rule needs a name")
        check_moved(self.name, self.uid, self.moved_from)
        if not self.queries:
            raise ValueError(f'rule "{self.name}" has no queries')
        object.__setattr__(self, "queries", tuple(self.queries))
        object.__setattr__(self, "labels", as_labels(self.labels))
        for name, text in (("for_", self.for_), ("keep_firing_for", self.keep_firing_for or "0s")):
            try:
                parse_duration(text)
            except ValueError as error:
                raise ValueError(f'"{self.name}": {name}: {error}') from None
        if self.record_to is not None and not self.record:
            raise ValueError(f'rule "{self.name}" has record_to and no record, the name of the series')


def check_moved(name: str, uid: str, moved_from: str) -> None:
    """A rule with a uid of its own keeps that under any name: a ValueError where it says both."""
    if uid and moved_from:
        raise ValueError(f'rule "{name}" has a uid of its own, so it needs no moved_from')
