"""What a run notes of an object before it writes it: its live form, without anything that is a secret."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..model.manifest import OwnedObject
from ..model.plan import Change
from ..model.resource import Resource, ResourceKind
from ..model.run import RunEntry
from ..model.secret import SecretRef
from .normalise import REDACTED
from .secret_digest import is_same_secret

Path = tuple[str, ...]

_LEAKED = ("settings", "hmacConfig", "secret")
"""Where Grafana 11.6 shows a secret in the clear."""

_SHORTEST = 4
"""Characters of a secret that is looked for inside of other texts."""


def run_entry(change: Change, owned: OwnedObject | None, values: Collection[str]) -> RunEntry:
    """The journal's entry for a change; `values` are all secrets that are known to this run.

    A value in the clear counts as a secret where the code has one in its place, where it is or holds one of `values`,
    and where the manifest has a digest of it: Grafana shows webhook addresses that authors take from the environment.
    """
    before = change.before
    if before is None:
        return RunEntry(change.action, change.id, change.title, None, change.after)
    refs = refs_by_path(change.after) if change.after else {}
    digests = {} if owned is None else {_tail(pointer): digest for pointer, digest in owned.secrets.items()}

    def is_secret(path: Path, value: str) -> bool:
        named = named_path(before, path)
        if named in refs or (path[-3:] == _LEAKED and value):
            return True
        if any(value == one or (len(one) >= _SHORTEST and one in value) for one in values):
            return True
        digest = digests.get(_tail("/" + "/".join(path)))
        return digest is not None and is_same_secret(value, digest)

    spec = _without_secrets(before.spec, (), is_secret)
    clean = Resource(
        before.id, before.title, spec, provenance=before.provenance, stored_as=before.stored_as, version=before.version
    )
    return RunEntry(change.action, change.id, change.title, clean, change.after, refs_in(clean, refs))


def refs_in(resource: Resource, refs: Mapping[Path, SecretRef]) -> dict[str, SecretRef]:
    """JSON pointer → where its value comes from, for each redacted place of `resource` that `refs` knows."""
    places = {path: refs.get(named_path(resource, path)) for path in redacted_paths(resource.spec)}
    return {pointer_of(path): ref for path, ref in places.items() if ref is not None}


def refs_by_path(resource: Resource) -> dict[Path, SecretRef]:
    """The secrets of a resource by their paths, channels by uid instead of by position."""
    return {named_path(resource, _parts(pointer)): ref for pointer, ref in resource.secrets.items()}


def redacted_paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Where a spec holds `[REDACTED]`."""
    if value == REDACTED:
        yield path
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from redacted_paths(item, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            yield from redacted_paths(item, (*path, str(position)))


def named_path(resource: Resource, path: Path) -> Path:
    """A path with the uid of a channel in the place of its position, which is Grafana's own."""
    if resource.id.kind is not ResourceKind.CONTACT_POINT or len(path) < 2 or path[0] != "integrations":
        return path
    return ("integrations", str(resource.spec["integrations"][int(path[1])]["uid"]), *path[2:])


def pointer_of(path: Path) -> str:
    """A path as a JSON pointer."""
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in path)


def _parts(pointer: str) -> Path:
    return tuple(key.replace("~1", "/").replace("~0", "~") for key in pointer[1:].split("/"))


def _tail(pointer: str) -> Path:
    """What stays of a pointer whatever the order of channels is."""
    parts = _parts(pointer)
    return parts[2:] if parts[0] == "integrations" else parts


def _without_secrets(value: Any, path: Path, is_secret: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_secrets(item, (*path, str(key)), is_secret) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_secrets(item, (*path, str(position)), is_secret) for position, item in enumerate(value)]
    if isinstance(value, str) and value and value != REDACTED and is_secret(path, value):
        return REDACTED
    return value
