"""What no Grafana can hold: two objects of one identity, and references to nothing."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from ..errors import ProjectError
from ..model.contact_point import ContactPoint
from ..model.manifest import MANIFEST_FOLDER, manifest_uid, quarantine_uid
from ..model.mute_timing import MuteTiming
from ..model.origin import Origin
from ..model.project import Definition, Project
from ..model.resource import Resource, ResourceKind
from .policy import matcher_faults, name_of
from .references import nodes_of, routes_of
from .target import Target
from .uid import is_uid


def check_project(project: Project) -> None:
    """Raise one ProjectError that lists every dangling reference of the routing, and what no rule file can hold."""
    problems = [f"{group.origin}: a rule group has no name" for group in project.rule_groups if not group.value.name]
    problems += _twice(
        ((path, name), f'rule group "{name}" in the rule file of {path}', group.origin)
        for group in project.prometheus_groups
        for path, name in [(group.origin.path, group.value.name)]
    )
    if len(project.policies) > 1:
        places = " and ".join(str(policy.origin) for policy in project.policies)
        problems.append(f"Grafana has one notification policy tree, and there are {len(project.policies)}: {places}")
    points = [definition.value.name for definition in project.contact_points]
    timings = [definition.value.name for definition in project.mute_timings]
    for policy in project.policies:
        for node in nodes_of(policy.value):
            problems += _dangling(policy, "contact point", node.receiver, points)
        for route in routes_of(policy.value):
            for timing in (*route.mute, *route.active):
                problems += _dangling(policy, "mute timing", timing, timings)
        problems += matcher_faults(policy)
    raise_all(problems)


def check_resources(resources: Iterable[Resource], target: Target, owner: str) -> None:
    """Raise one ProjectError that lists every identity, uid or title that occurs twice, and every illegal uid.

    What the tool keeps in Grafana for `owner` has uids that a project cannot have.
    """
    resources = list(resources)
    uids = [
        *((r.id.identity, r.origin) for r in resources if r.id.kind in (ResourceKind.FOLDER, ResourceKind.DATASOURCE)),
        *((uid, origin) for uid, _, origin in _rules(resources, "uid")),
    ]
    problems = [
        f'{origin}: "{uid}" is no uid: Grafana takes letters, digits, - and _, 40 characters at most'
        for uid, origin in uids
        if not is_uid(str(uid))
    ]
    problems += [
        f"{r.origin}: {_called(r)} is where this tool keeps its own list of what it manages: choose another uid"
        for r in resources
        if r.id.kind in (ResourceKind.FOLDER, ResourceKind.DASHBOARD) and _is_ours(r.id.identity, owner)
    ]
    problems += _twice((r.id, _called(r), r.origin) for r in resources)
    problems += _twice(
        ((r.id.kind, r.spec["folderUid"], r.title), f'dashboard title "{r.title}" in one folder', r.origin)
        for r in resources
        if r.id.kind is ResourceKind.DASHBOARD
    )
    problems += _twice(
        ((r.spec["parentUid"], r.title), f'folder title "{r.title}" under one parent', r.origin)
        for r in resources
        if r.id.kind is ResourceKind.FOLDER
    )
    problems += _twice(
        (r.title, f'data source name "{r.title}"', r.origin) for r in resources if r.id.kind is ResourceKind.DATASOURCE
    )
    problems += _twice(
        ("default", "the default data source", r.origin)
        for r in resources
        if r.id.kind is ResourceKind.DATASOURCE and r.spec["isDefault"]
    )
    # Grafana 11.6, and 12 on SQL storage, keep folders and dashboards in one space of uids (measured).
    problems += _twice(
        (r.id.identity, f'uid "{r.id.identity}" of a folder and a dashboard', r.origin)
        for r in {(r.id.kind, r.id.identity): r for r in resources}.values()
        if r.id.kind in (ResourceKind.FOLDER, ResourceKind.DASHBOARD)
    )
    problems += _twice(_rules(resources, "uid"))
    if not target.same_title_in_folder:
        problems += _twice(_rules(resources, "title"))
    raise_all(problems)


def raise_all(problems: list[str]) -> None:
    """Raise a ProjectError with all problems, where there are any."""
    problems = list(dict.fromkeys(problems))
    if problems:
        listed = problems[0] if len(problems) == 1 else "\n".join(f"  {problem}" for problem in problems)
        head = "" if len(problems) == 1 else f"{len(problems)} problems:\n"
        raise ProjectError(head + listed, "correct the definitions, then run the command again")


def _dangling(
    policy: Definition[object], kind: str, referred: ContactPoint | MuteTiming | str, known: list[str]
) -> list[str]:
    name = name_of(referred)
    if name in known:
        return []
    close = difflib.get_close_matches(name, known, n=1)
    hint = f'; did you mean "{close[0]}"?' if close else ""
    return [f'{policy.origin}: the notification policy names {kind} "{name}", which nothing defines{hint}']


def _rules(resources: Iterable[Resource], key: str) -> Iterator[tuple[Hashable, str, Origin | None]]:
    for group in resources:
        if group.id.kind is ResourceKind.RULE_GROUP:
            for position, rule in enumerate(group.spec["rules"]):
                identity = rule["uid"] if key == "uid" else (group.spec["folderUid"], rule["title"])
                where = f'alert rule {key} "{rule[key]}"' + (" in one folder" if key == "title" else "")
                yield identity, where, group.origin_of(f"/rules/{position}")


def _is_ours(uid: str, owner: str) -> bool:
    return uid in (MANIFEST_FOLDER, manifest_uid(owner), quarantine_uid(owner)) or uid.startswith(
        f"{manifest_uid(owner)}-lease-"
    )


def _called(resource: Resource) -> str:
    named = ResourceKind.CONTACT_POINT, ResourceKind.MUTE_TIMING, ResourceKind.TEMPLATE, ResourceKind.RULE_GROUP
    if resource.id.kind in named:
        return f'{resource.id.kind.value} "{resource.title}"'
    return f'{resource.id.kind.value} uid "{resource.id.identity}"'


def _twice(named: Iterable[tuple[Hashable, str, Origin | None]]) -> list[str]:
    places: defaultdict[Hashable, list[tuple[str, Origin | None]]] = defaultdict(list)
    for identity, called, origin in named:
        places[identity].append((called, origin))
    return [
        f"{found[0][0]} is used {len(found)} times: {' and '.join(str(origin) for _, origin in found)}"
        for found in places.values()
        if len(found) > 1
    ]
