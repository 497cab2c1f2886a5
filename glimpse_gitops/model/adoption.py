"""What `adopt` makes of live objects: new files, changes of files, and what is left to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .artifact import Artifact
from .origin import Origin
from .plan import FieldChange
from .resource import ResourceId, ResourceKind


@dataclass(frozen=True)
class NewModules:
    """New files for what nobody keeps as code."""

    files: tuple[Artifact, ...] = ()
    adopted: tuple[ResourceId, ...] = ()
    left_out: Mapping[ResourceId, str] = field(default_factory=dict)
    """Why an object that was asked for has no code."""
    secrets: tuple[str, ...] = ()
    """The environment variables that the new code refers to."""
    clear: tuple[str, ...] = ()
    """The contact points with addresses that stand in the clear."""
    closed: tuple[ResourceKind, ...] = ()
    """Kinds that this account may not list."""


@dataclass(frozen=True)
class FileChange:
    """A file of the project, as it is and as it would be."""

    path: str
    before: str
    after: str


@dataclass(frozen=True)
class Regenerated:
    """An object whose change cannot be made in the author's lines: the source that would build to what is live."""

    id: ResourceId
    origin: Origin | None
    """Where the object stands."""
    why: str
    source: str = ""
    """Empty where not even that can be given."""
    fields: tuple[FieldChange, ...] = ()
    """What to change: from the code to what is live."""


@dataclass(frozen=True)
class Revised:
    """Changes of the code that follow what was changed in Grafana."""

    changes: tuple[FileChange, ...] = ()
    followed: tuple[ResourceId, ...] = ()
    """The objects that then build to what is live, but for what `regenerated` says of them."""
    regenerated: tuple[Regenerated, ...] = ()
    """What is left to people."""
    secrets: tuple[str, ...] = ()
    """The environment variables that the code refers to for the first time."""
