"""Which live objects `adopt` is about: those that no code describes, chosen by kind, name, title or folder."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..errors import UsageError
from ..model.manifest import MANIFEST_FOLDER, Manifest
from ..model.resource import Resource, ResourceId, ResourceKind
from ..plan.manifest import is_manifest
from ..plan.neighbours import owners_of

_KEPT = "it is kept by {}: change it there"
_LEASE = re.compile(r"gitops-.+-lease-\d+")


@dataclass(frozen=True)
class Wanted:
    """What a user asks `adopt` for."""

    what: tuple[str, ...] = ()
    """Kinds, uids, names or titles; empty for everything."""
    unmanaged: bool = False
    drift: bool = False
    folder: str = ""
    """The uid of the folder that it is about; empty for all."""

    def matches(self, resource: Resource) -> bool:
        """Whether the object is one of those that were named."""
        return (not self.what or any(_is_meant(word, resource) for word in self.what)) and (
            not self.folder or self.folder in _folders(resource)
        )

    def ensure_found(self, resources: Iterable[Resource]) -> None:
        """Raise a UsageError for a word, or a folder, that is not there."""
        there = list(resources)
        folders = {one.id.identity: one.title for one in there if one.id.kind is ResourceKind.FOLDER}
        if self.folder and self.folder not in folders:
            titled = [uid for uid, title in folders.items() if title == self.folder]
            close = titled or difflib.get_close_matches(self.folder, folders, n=1)
            raise UsageError(
                f'there is no folder of the uid "{self.folder}" in this Grafana',
                f'did you mean "{close[0]}"?' if close else "the uid stands in the address of the folder's page",
            )
        for word in self.what:
            if not any(_is_meant(word, one) for one in there) and _squeezed(word) not in map(_squeezed, _kind_names()):
                known = sorted({text for one in there for text in (one.id.identity, one.title)})
                close = difflib.get_close_matches(word, known, n=1)
                hint = f'did you mean "{close[0]}"?' if close else f"kinds are {', '.join(_kind_names())}"
                raise UsageError(f'there is no object "{word}" in this Grafana, and no such kind', hint)


def unmanaged(
    live: Mapping[ResourceId, Resource], desired: Iterable[ResourceId], manifest: Manifest, wanted: Wanted
) -> tuple[list[Resource], dict[ResourceId, str]]:
    """The objects that nobody keeps as code, and why others that were named are not among them.

    What is ours and gone from the code counts only where it is named: it may have been taken out on purpose.
    """
    others = owners_of(live.values(), manifest.owner)
    described = set(desired)
    found, refused = [], {}
    for id, resource in live.items():
        if id in described or _is_own_record(resource) or not wanted.matches(resource):
            continue
        if reason := _refusal(resource, others):
            refused[id] = reason
        elif _is_built_in(resource) and not _is_named(resource, wanted):
            continue
        elif not manifest.owns(id) or _is_named(resource, wanted):
            found.append(resource)
    return found, refused


def _refusal(resource: Resource, others: Mapping[ResourceId, str]) -> str:
    if resource.keeper:
        return _KEPT.format(resource.keeper)
    if resource.id in others:
        return f'owner "{others[resource.id]}" manages it'
    if resource.stored_as:
        return f"it is stored in the newer schema {resource.stored_as}, which classic JSON cannot hold"
    return ""


def _is_own_record(resource: Resource) -> bool:
    """Whether it is a manifest, its folder or a lease, of any owner."""
    uid = resource.id.identity
    if resource.id.kind is ResourceKind.FOLDER:
        return uid == MANIFEST_FOLDER or _LEASE.fullmatch(uid) is not None
    return is_manifest(resource)


def _is_built_in(resource: Resource) -> bool:
    """Whether it is the contact point that a fresh Grafana starts with: its channel has no uid until it is saved."""
    channels = resource.spec.get("integrations") or ()
    return resource.id.kind is ResourceKind.CONTACT_POINT and any(not one.get("uid") for one in channels)


def _is_named(resource: Resource, wanted: Wanted) -> bool:
    return any(word in (resource.id.identity, resource.title) for word in wanted.what)


def _is_meant(word: str, resource: Resource) -> bool:
    kinds = {_squeezed(resource.id.kind.value), _squeezed(resource.id.kind.name)}
    return word in (resource.id.identity, resource.title, str(resource.id)) or _squeezed(word) in kinds


def _squeezed(word: str) -> str:
    """`contact-points`, `Contact point` → `contactpoint`."""
    letters = re.sub(r"[\W_]", "", word.lower())
    singular = f"{letters[:-3]}y" if letters.endswith("ies") else letters.removesuffix("s")
    return {"policy": "notificationpolicy", "rule": "rulegroup"}.get(singular, singular)


def _kind_names() -> list[str]:
    return [kind.value for kind in ResourceKind]


def _folders(resource: Resource) -> tuple[str, ...]:
    own = (resource.id.identity,) if resource.id.kind is ResourceKind.FOLDER else ()
    return (*own, str(resource.spec.get("folderUid") or ""), str(resource.spec.get("parentUid") or ""))
