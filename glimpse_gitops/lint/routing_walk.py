"""The subjects of alerting's other half: policies, contact points with their secrets, mute timings, templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.policy import NotificationPolicy, Route
from ..model.project import Definition, Project
from ..model.resource import POLICY_ID, Bundle, Resource, ResourceKind
from ..model.source_index import SourceIndex
from .passage import Passage
from .secret_fields import is_reference, is_secret
from .site import Site, SourceSite, text_of
from .subjects import (
    ContactPointSubject,
    MuteTimingSubject,
    RouteSubject,
    SecretSubject,
    Subject,
    TemplateSubject,
)


def routing_subjects(project: Project, bundle: Bundle) -> Iterator[Subject]:
    """Everything of a project that says who is told of an alert, and when."""
    for policy in project.policies:
        spec = bundle[POLICY_ID].spec if POLICY_ID in bundle else {}
        yield from policy_subjects(policy, project.sources, spec)
    for point in project.contact_points:
        if not point.value.managed:
            site = SourceSite(project.sources, point.origin)
            yield from contact_point_subjects({"name": point.value.name}, site, managed=False)
    for resource in bundle.of_kind(ResourceKind.CONTACT_POINT):
        yield from contact_point_subjects({"name": resource.title, **resource.spec}, _site(resource, project.sources))
    for resource in bundle.of_kind(ResourceKind.MUTE_TIMING):
        yield mute_timing_subject({"name": resource.title, **resource.spec}, _site(resource, project.sources))
    for resource in bundle.of_kind(ResourceKind.TEMPLATE):
        yield template_subject({"name": resource.title, **resource.spec}, _site(resource, project.sources))


def policy_subjects(
    definition: Definition[NotificationPolicy], sources: SourceIndex, spec: Mapping[str, Any]
) -> Iterator[Subject]:
    """The routes of a tree that a Python module defines; `spec` is the tree, compiled."""
    yield from route_subjects(definition.value, spec, SourceSite(sources, definition.origin))


def route_subjects(policy: NotificationPolicy, json: Mapping[str, Any], site: Site) -> Iterator[RouteSubject]:
    """The root of a policy tree and all of its routes, parents first. Routes stand in `json` in the same order."""
    waiting: list[tuple[NotificationPolicy | Route, Mapping[str, Any], str, str, RouteSubject | None, int]] = [
        (policy, json, "", "notification policy", None, 0)
    ]
    while waiting:
        node, own, pointer, words, parent, position = waiting.pop(0)
        receiver = _receiver(node, own, pointer, site)
        home = site.construct(pointer, receiver) if pointer and receiver.origin.exact else site.home
        subject = RouteSubject(
            object=words,
            place=home,
            passage=receiver,
            route=node,
            parent=parent,
            position=position,
            json=own,
            parts=site.parts(pointer, home, receiver.value),
        )
        yield subject
        listed = own.get("routes") or ()
        for index, route in enumerate(node.routes):
            matchers = ", ".join(map(str, route.matchers)) or "everything"
            said = f"{words}, route {matchers}" if words.count(",") == 0 else f"{words} → {matchers}"
            below = listed[index] if index < len(listed) else {}
            waiting.append((route, below, f"{pointer}/routes/{index}", said, subject, index))


def contact_point_subjects(json: Mapping[str, Any], site: Site, *, managed: bool = True) -> Iterator[Subject]:
    """A contact point, and the secrets of its channels."""
    name = text_of(json.get("name"))
    named = site.text("/name", name)
    subject = ContactPointSubject(
        object=f"contact point {name}",
        place=site.construct("", named),
        passage=named,
        managed=managed,
        json=json,
        parts=site.parts("", site.home, name),
    )
    yield subject
    for index, integration in enumerate(subject.integrations):
        owner = text_of(integration.get("type"))
        for field in ("settings", "secureSettings"):
            settings = integration.get(field)
            for key, value in settings.items() if isinstance(settings, Mapping) else ():
                if isinstance(value, str) and value and (field == "secureSettings" or is_secret(owner, key)):
                    passage = subject.part(f"/integrations/{index}/{field}/{key}")
                    yield SecretSubject(
                        object=f"{subject.object}, {owner} {index + 1}, {key}",
                        place=subject.place,
                        passage=passage,
                        owner=owner,
                        key=key,
                        by_reference=is_reference(value),
                    )


def mute_timing_subject(json: Mapping[str, Any], site: Site) -> MuteTimingSubject:
    """A mute timing."""
    name = text_of(json.get("name"))
    named = site.text("/name", name)
    home = site.construct("", named)
    parts = site.parts("", home, name)
    return MuteTimingSubject(object=f"mute timing {name}", place=home, passage=named, json=json, parts=parts)


def template_subject(json: Mapping[str, Any], site: Site) -> TemplateSubject:
    """A notification template."""
    name = text_of(json.get("name"))
    named = site.text("/name", name)
    home = site.construct("", named)
    return TemplateSubject(
        object=f"template {name}",
        place=home,
        passage=named,
        text=site.text("/template", text_of(json.get("template")), name),
        json=json,
        parts=site.parts("", home, name),
    )


def _site(resource: Resource, sources: SourceIndex) -> SourceSite:
    home = resource.origin
    assert home is not None, "what is compiled from a project knows where it comes from"
    return SourceSite(sources, home)


def _receiver(node: NotificationPolicy | Route, json: Mapping[str, Any], pointer: str, site: Site) -> Passage:
    if isinstance(node.receiver, str):
        return site.text(f"{pointer}/receiver" if "receiver" in json else pointer, node.receiver)
    return Passage(node.receiver.name, site.home)
