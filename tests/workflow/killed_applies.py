"""An apply of sixty objects that is harmed at one request, and the apply after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import GlimpseError
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.model.lease import GRACE, TERM
from glimpse_gitops.model.plan import Action, Change, Outcome
from glimpse_gitops.model.resource import ResourceKind
from glimpse_gitops.plan import secret_digest
from glimpse_gitops.plan.normalise import normalise
from glimpse_gitops.sandbox.app import create_app
from glimpse_gitops.sandbox.clock import Clock
from glimpse_gitops.sandbox.identity import LOGIN, PASSWORD
from glimpse_gitops.sandbox.store import Store
from glimpse_gitops.workflow import plan as plan_module
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.plan import Planned, planning

from .sixty_objects import SECRETS, write_release
from .transport import Killed, Line, without_network

State = Mapping[str, Any]
"""Everything that is in a Grafana and not of the tool's own, by its id."""


@dataclass
class Harm:
    """One sandbox with release 1 in it, to which release 2 is applied again and again."""

    root: Path
    line: Line
    store: Store
    clock: Clock
    seed: bytes
    requests: int
    """How many an undisturbed apply sends, plan not counted."""
    wanted: State
    """What is there after an undisturbed one."""

    def end_of_run_harmed_at(self, at: int, kind: str, *, lasting: bool = False) -> str:
        """What is wrong after an apply that is harmed at its `at`th request, and another one; empty for nothing."""
        self.store.restore(self.seed)
        self.line.heal()
        try:
            with self.planned() as planned:
                self.line.break_at(at, kind, lasting=lasting)
                apply(planned)
        except (Killed, GlimpseError):
            pass
        self.line.heal()
        self.clock.advance(TERM + GRACE)
        try:
            with self.planned() as planned:
                failed = [one.message for one in apply(planned).results if one.outcome is not Outcome.DONE]
            with self.planned() as planned:
                left = [str(change.id) for change in planned.plan.changes]
                state = state_of(planned)
        except GlimpseError as error:
            return f"the next apply is refused: {error.message}"
        if failed or left:
            return f"the next apply leaves {left}: {failed}"
        different = sorted(id for id in {*state, *self.wanted} if state.get(id) != self.wanted.get(id))
        return f"lost, doubled or different: {different}" if different else ""

    @contextmanager
    def planned(self) -> Iterator[Planned]:
        """The plan of release 2, deletes included and brakes off."""
        with _planned(self.root) as planned:
            yield planned


@contextmanager
def harming(version: str, folder: Path) -> Iterator[Harm]:
    """A sandbox of one version with release 1 applied, and what an undisturbed apply of release 2 makes of it."""
    store, clock = Store(), Clock()
    line = Line(create_app(version, store, clock=clock))
    first, second = (write_release(folder / str(number), number) for number in (1, 2))
    load = load_project
    projects: dict[Path, Any] = {}

    def load_once(root: Path, *rest: Any) -> Any:
        return projects[root] if root in projects else projects.setdefault(root, load(root, *rest))

    with without_network(line), pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_module, "load_project", load_once)
        # A digest of a secret takes 50 ms on purpose.
        patch.setitem(secret_digest._COST, "n", 2)
        with _planned(first) as planned:
            _by_hand(planned)
            apply(planned)
        seed = store.snapshot()
        with _planned(second) as planned:
            before = line.count
            apply(planned)
            requests = line.count - before
        with _planned(second) as planned:
            assert planned.plan.is_empty
            wanted = state_of(planned)
        yield Harm(second, line, store, clock, seed, requests, wanted)
    store.close()


def state_of(planned: Planned) -> State:
    """All that is there, canonical: ids, contents, and each rule and channel that may stand there twice."""
    state: dict[str, Any] = {}
    known = {*planned.manifest.objects, *planned.desired, *planned.live}
    for kind, adapter in planned.adapters.items():
        for id, resource in adapter.read([id for id in known if id.kind is kind]).items():
            if not id.identity.startswith("gitops"):
                state[str(id)] = normalise(kind, resource.spec)
    state["owned"] = sorted(map(str, planned.manifest.objects))
    return state


@contextmanager
def _planned(root: Path) -> Iterator[Planned]:
    environ = {"GRAFANA_USER": LOGIN, "GRAFANA_PASSWORD": PASSWORD, **SECRETS}
    with planning(root, Connection("http://sandbox", environ)) as planned:
        gone = [
            Change(Action.DELETE, id, resource.title, resource, None)
            for id, resource in planned.live.items()
            if planned.manifest.owns(id) and id not in planned.desired
        ]
        gone.sort(key=lambda change: change.id.sort_key, reverse=True)
        plan = replace(planned.plan, changes=(*planned.plan.changes, *gone), brakes=())
        yield replace(planned, plan=plan)


def _by_hand(planned: Planned) -> None:
    """Objects of others, which must be as they are whatever happens."""
    client = planned.client.api.client
    client.POST("/folders", json={"uid": "theirs", "title": "Theirs"})
    board = {"uid": "their-board", "title": "Theirs", "panels": []}
    client.POST("/dashboards/db", json={"dashboard": board, "folderUid": "theirs", "overwrite": False})
    point = {"uid": "their-point", "name": "theirs", "type": "email", "settings": {"addresses": "x@example.com"}}
    client.POST("/v1/provisioning/contact-points", json=point)
    assert {ResourceKind.DASHBOARD, ResourceKind.CONTACT_POINT} <= set(planned.adapters)
