"""What rules may know of the whole project besides their subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.contact_point import ContactPoint
from ..model.grafana_rule import GrafanaRule
from ..model.mute_timing import MuteTiming
from ..model.online_facts import OnlineFacts
from ..model.project import Definition, Project
from ..model.resource import Bundle, ResourceKind
from ..model.rule_group import RecordingRule, RuleGroup
from ..model.settings import Settings


@dataclass(frozen=True)
class Context:
    """Names that the project defines, and its settings."""

    settings: Settings
    contact_points: frozenset[str] = frozenset()
    mute_timings: frozenset[str] = frozenset()
    datasources: Mapping[str, str] = field(default_factory=dict)
    """uid → type of every data source that the project declares or refers to."""
    knows_contact_points: bool = True
    """Whether a contact point that is not here does not exist: false for files that hold none."""
    contact_folders: frozenset[str] = frozenset({""})
    """The folders in and below which policies send to contact points that are here; empty text for everywhere."""
    knows_mute_timings: bool = True
    """The same of mute timings."""
    has_policies: bool = True
    """False for rule files alone: nothing is known of routing."""
    dashboard_folders: frozenset[str] = frozenset()
    """The folders from which a provider lets Grafana load dashboards."""
    retention: str = "15d"
    """How long Prometheus keeps samples: as the stack says, or as it does by itself."""
    online: OnlineFacts | None = None
    """What a server says, where one was asked."""
    prometheus_version: str = ""
    """The tag of its image in the stack, `v3.13.2`; empty where there is none."""
    prometheus: str = ""
    """The uid of the data source that is the Prometheus of the stack, or the project's default."""
    recorded_at: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Recorded series → the uids of the data sources that have it; empty where one Prometheus collects from others."""

    def knows_contact_points_of(self, path: str) -> bool:
        """Whether a contact point that is not here does not exist for a policy in that file."""
        near = any(not folder or path.startswith(f"{folder}/") for folder in self.contact_folders)
        return self.knows_contact_points and near

    def datasource_of(self, group: RuleGroup) -> str:
        """The uid of the data source that the rules of a group ask; empty where nothing says."""
        return self.prometheus if group.datasource is None else group.datasource.uid


def context_of(project: Project, bundle: Bundle) -> Context:
    """The context of a loaded and compiled project."""
    referred = [definition.value.datasource for definition in project.rule_groups]
    declared = {one.uid: one.type for one in referred if one is not None}
    declared |= {definition.value.uid: definition.value.type for definition in project.datasources}
    declared |= {one.id.identity: str(one.spec.get("type", "")) for one in bundle.of_kind(ResourceKind.DATASOURCE)}
    prometheus = next((one.value.prometheus.uid for one in project.stacks), "") or project.settings.datasource
    return Context(
        project.settings,
        _names(project.contact_points) | {one.title for one in bundle.of_kind(ResourceKind.CONTACT_POINT)},
        _names(project.mute_timings) | {one.title for one in bundle.of_kind(ResourceKind.MUTE_TIMING)},
        declared,
        retention=retention_of(project),
        online=project.online,
        prometheus_version=prometheus_version_of(project),
        prometheus=prometheus,
        recorded_at=_recorded_at(project, prometheus),
    )


def retention_of(project: Project | None) -> str:
    """How long the project's Prometheus keeps samples."""
    stacks = () if project is None else project.stacks
    return next((one.value.prometheus.retention for one in stacks), Context.retention)


def prometheus_version_of(project: Project | None) -> str:
    """The tag of the image that the project's Prometheus is started from; empty where nothing says."""
    stacks = () if project is None else project.stacks
    images = (one.value.prometheus.image.partition("@")[0].partition(":")[2] for one in stacks)
    return next(images, "")


def _recorded_at(project: Project, prometheus: str) -> dict[str, frozenset[str]]:
    """Series whose data sources are all known. What a stack federates stands in other places as well."""
    if any(one.value.federation.series for one in project.stacks):
        return {}
    found: dict[str, set[str]] = {}
    for group in (definition.value for definition in project.rule_groups):
        home = prometheus if group.datasource is None else group.datasource.uid
        for rule in group.rules:
            if isinstance(rule, RecordingRule):
                found.setdefault(rule.record, set()).add(home)
            elif isinstance(rule, GrafanaRule) and rule.record:
                found.setdefault(rule.record, set()).add("" if rule.record_to is None else rule.record_to.uid)
    return {name: frozenset(homes) for name, homes in found.items() if "" not in homes}


def _names(definitions: Iterable[Definition[ContactPoint]] | Iterable[Definition[MuteTiming]]) -> frozenset[str]:
    return frozenset(definition.value.name for definition in definitions)
