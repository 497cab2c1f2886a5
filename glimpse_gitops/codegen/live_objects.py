"""Live resources as objects of the authors' classes, each proven: compiled again, it equals what is live."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..compile.contact_point import compile_contact_point
from ..compile.datasource import compile_datasource
from ..compile.folder import compile_folder
from ..compile.mute_timing import compile_mute_timing
from ..compile.policy import compile_policy
from ..compile.rule_group import compile_rule_group
from ..compile.target import Target
from ..compile.template import compile_template
from ..errors import ProjectError
from ..model.datasource import Datasource
from ..model.json_dashboard import JsonDashboard
from ..model.origin import Origin
from ..model.project import Definition
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from ..model.rule_group import RuleGroup
from ..model.source_index import SourceIndex
from ..plan.diff import changed_fields
from .contact_point import contact_point_of
from .datasource import datasource_candidates
from .folder import folder_of
from .grafana_rule import LINK
from .mute_timing import mute_timing_of
from .notification_policy import policy_of
from .references import References
from .rule_group import rule_group_of
from .template import template_of


@dataclass(frozen=True)
class LiveObjects:
    """What became of live resources."""

    objects: Mapping[ResourceId, object]
    left_out: Mapping[ResourceId, str]
    """Why a resource has no object that would build to it."""


def live_objects(live: Sequence[Resource], references: References, target: Target) -> LiveObjects:
    """An object for each resource; `references` learns of them, so that later ones name earlier ones.

    A dashboard becomes a `JsonDashboard` whose file is still to be named.
    """
    objects: dict[ResourceId, object] = {}
    left_out: dict[ResourceId, str] = {}
    for resource in _parents_first(Bundle(list(live))):
        try:
            found = _proven(resource, references, target)
        except (AttributeError, KeyError, TypeError, ValueError, ProjectError) as error:
            left_out[resource.id] = f"it cannot be written in Python: {error}"
            continue
        if isinstance(found, str):
            left_out[resource.id] = found
        else:
            objects[resource.id] = references.objects[resource.id] = found
    return LiveObjects(objects, left_out)


def _parents_first(bundle: Bundle) -> list[Resource]:
    """In the order of apply, folders after those that they lie in."""

    def depth(resource: Resource) -> int:
        above = ResourceId(ResourceKind.FOLDER, str(resource.spec.get("parentUid") or ""))
        nested = resource.id.kind is ResourceKind.FOLDER and above in bundle and above != resource.id
        return 1 + depth(bundle[above]) if nested else 0

    return sorted(bundle.values(), key=lambda one: (one.id.kind.order, depth(one), one.id.identity))


def _proven(live: Resource, references: References, target: Target) -> object | str:
    """The first object that compiles to what is live, or what differs in the last one."""
    fields = ""
    for candidate in candidates(live, references, target):
        compiled = _COMPILED[live.id.kind](candidate, live, target)
        changes = changed_fields(live, compiled)
        if not changes:
            return candidate
        fields = ", ".join(change.where for change in changes)
    return f"what Python can say of it differs in {fields}"


def candidates(live: Resource, references: References, target: Target) -> Sequence[object]:
    """The objects that may say all of it, those that authors would rather write first."""
    kind = live.id.kind
    if kind is ResourceKind.DATASOURCE:
        return datasource_candidates(live, references)
    if kind is ResourceKind.RULE_GROUP:
        return [rule_group_of(live, references, target)]
    if kind is ResourceKind.DASHBOARD:
        uid = str(live.spec.get("folderUid") or "")
        folder = references.folder(uid) if uid or references.default_folder else None
        return [JsonDashboard("adopted.json", folder, live.spec["dashboard"])]
    return [_SIMPLE[kind](live, references)]


_SIMPLE: Mapping[ResourceKind, Callable[[Resource, References], object]] = {
    ResourceKind.FOLDER: folder_of,
    ResourceKind.TEMPLATE: template_of,
    ResourceKind.MUTE_TIMING: mute_timing_of,
    ResourceKind.CONTACT_POINT: contact_point_of,
    ResourceKind.POLICY: policy_of,
}


def _defined(value: Any) -> Definition[Any]:
    return Definition(value, Origin(""))


def _dashboard(value: Any, live: Resource, target: Target) -> Resource:
    spec = {"folderUid": value.folder.uid if value.folder else "", "dashboard": value.to_json_data()}
    return Resource(live.id, live.title, spec)


def _rule_group(value: RuleGroup, live: Resource, target: Target) -> Resource:
    pairs = zip(value.rules, live.spec["rules"], strict=True)
    links = {id(made): rule.get("annotations") or {} for made, rule in pairs}

    def panel_of(rule: Any) -> tuple[str, int] | None:
        link = links[id(rule)]
        return (link[LINK[0]], int(link[LINK[1]])) if rule.panel is not None else None

    source = value.datasource or Datasource.existing("none")
    folder = live.spec["folderUid"]
    return compile_rule_group(_defined(value), folder, source.reference, panel_of, target, SourceIndex())


_COMPILED: Mapping[ResourceKind, Callable[[Any, Resource, Target], Resource]] = {
    ResourceKind.FOLDER: lambda value, live, target: compile_folder(_defined(value), target),
    ResourceKind.DATASOURCE: lambda value, live, target: compile_datasource(_defined(value)),
    ResourceKind.TEMPLATE: lambda value, live, target: compile_template(_defined(value)),
    ResourceKind.MUTE_TIMING: lambda value, live, target: compile_mute_timing(_defined(value)),
    ResourceKind.CONTACT_POINT: lambda value, live, target: compile_contact_point(_defined(value), {}),
    ResourceKind.POLICY: lambda value, live, target: compile_policy(_defined(value)),
    ResourceKind.RULE_GROUP: _rule_group,
    ResourceKind.DASHBOARD: _dashboard,
}
