"""Runs: what an apply was about to do, and how far it came, as its journal tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .plan import Action
from .resource import Resource, ResourceId
from .secret import SecretRef


class EntryState(Enum):
    """How far the write of one object came."""

    NOT_TRIED = "not tried"
    STARTED = "unclear"
    """Begun, and its end was never noted: it may have reached Grafana."""
    DONE = "done"
    FAILED = "failed"
    """Refused or broken off; of what has parts, such as a contact point, some may have been written."""


@dataclass(frozen=True)
class RunEntry:
    """One object of a run."""

    action: Action
    id: ResourceId
    title: str
    before: Resource | None
    """As it was in Grafana before the run, without secrets; None where it was not there."""
    after: Resource | None
    """As the run meant to leave it; None where it deleted it."""
    secrets_before: Mapping[str, SecretRef] = field(default_factory=dict)
    """JSON pointer into `before` → where today's value for it comes from, as far as the code said so."""
    state: EntryState = EntryState.NOT_TRIED
    message: str = ""


@dataclass(frozen=True)
class RunHead:
    """What a run was: one line of `history`."""

    id: str
    """Server time and some random digits: `20261123-052551-a1b2c3`."""
    started: str
    """By the server's clock: `2026-11-23T05:25:51Z`."""
    command: str
    """`apply`, or `rollback 20261123-…`."""
    by: str
    url: str
    org_id: int
    owner: str
    project: str
    environment: str = ""
    adopted: int = 0
    """Objects that became ours and that nothing was written of."""


@dataclass(frozen=True)
class RunRecord:
    """A whole journal."""

    head: RunHead
    entries: tuple[RunEntry, ...]
    ended: str = ""
    """`done`, `partly applied`, `interrupted` or `failed`; empty where the run was killed, or still goes on."""

    def count(self, state: EntryState) -> int:
        """How many objects came so far."""
        return sum(entry.state is state for entry in self.entries)
