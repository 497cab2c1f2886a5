"""A project: everything that its modules define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from .catalogue import Catalogue, EmptyCatalogue
from .catalogue_lock import NO_LOCK, CatalogueLock
from .contact_point import ContactPoint
from .datasource import PROMQL_TYPES, Datasource
from .folder import Folder
from .monitoring_stack import MonitoringStack
from .mute_timing import MuteTiming
from .online_facts import OnlineFacts
from .origin import Origin
from .policy import NotificationPolicy
from .rule_group import RuleGroup
from .settings import Settings
from .source_index import SourceIndex
from .template import Template

Defined = TypeVar("Defined", covariant=True)


@dataclass(frozen=True)
class Definition(Generic[Defined]):
    """One object of the users' modules and where it is defined."""

    value: Defined
    origin: Origin


@dataclass(frozen=True)
class Project:
    """Everything that was loaded, by kind, each in the order of files and lines."""

    settings: Settings
    folders: tuple[Definition[Folder], ...] = ()
    datasources: tuple[Definition[Datasource], ...] = ()
    dashboards: tuple[Definition[Any], ...] = ()
    """Whatever builds to dashboard JSON: grafanalib, foundation-sdk, a dictionary."""
    rule_groups: tuple[Definition[RuleGroup], ...] = ()
    contact_points: tuple[Definition[ContactPoint], ...] = ()
    policies: tuple[Definition[NotificationPolicy], ...] = ()
    mute_timings: tuple[Definition[MuteTiming], ...] = ()
    templates: tuple[Definition[Template], ...] = ()
    stacks: tuple[Definition[MonitoringStack], ...] = ()
    """What runs Prometheus and the others: one at most."""
    catalogue: Catalogue = field(default_factory=EmptyCatalogue)
    lock: CatalogueLock = NO_LOCK
    """What a server had of the metrics when it was last asked."""
    online: OnlineFacts | None = None
    """What a server says now, where `lint --online` has asked one."""
    sources: SourceIndex = field(default_factory=SourceIndex)
    comments: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Path → line → the comment on that line, for modules in which some text speaks to the linter (`glimpse:`)."""

    @property
    def prometheus_groups(self) -> tuple[Definition[RuleGroup], ...]:
        """The rule groups that a Prometheus rule file can hold: those whose data source speaks PromQL."""
        types = {one.value.uid: one.value.type for one in self.datasources}
        default = types.get(self.settings.datasource, PROMQL_TYPES[0])
        return tuple(
            group
            for group in self.rule_groups
            if (group.value.prometheus_rules or not group.value.rules)
            and (group.value.datasource.type if group.value.datasource else default) in PROMQL_TYPES
        )
