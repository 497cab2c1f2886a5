"""What an apply needs of a kind of object, whoever provides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ..model.resource import Resource, ResourceId, ResourceKind


class Adapter(Protocol):
    """Reads and writes the objects of one kind, in the spec form that `Resource` documents.

    Failures are `GlimpseError`s. One adapter may be used by several threads at once.
    """

    @property
    def kind(self) -> ResourceKind:
        """The kind that it is for."""

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """The live objects: all of `wanted` that exist, and whatever else a listing shows on the way.

        What is missing from the answer is really absent: listings leave out what was made a moment ago and what the
        account may not see, so each wanted object that they lack is asked for by itself, except where the account sees
        everything. An object that may not be read is a NotAuthorisedError.
        """

    def read_one(self, id: ResourceId) -> Resource | None:
        """One live object, None where there is none."""

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """Create the object where `live` is None, else change it if it still is what `live` says.

        `secrets` holds the values by JSON pointer into the spec. Raises ConflictError where somebody else was faster;
        a write that was cut off, or refused although it had arrived, counts as done where a fresh read equals it.
        """

    def delete(self, live: Resource) -> None:
        """Delete the object if it still is what `live` says. One that is gone already is no error."""
