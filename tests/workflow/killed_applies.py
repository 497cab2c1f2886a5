"""An apply of sixty objects that is harmed at one request, and the apply after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from glimpse_gitops.errors import GlimpseError
from glimpse_gitops.model.lease import GRACE, TERM
from glimpse_gitops.model.plan import Outcome
from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.model.resource import ResourceKind
from glimpse_gitops.plan.brakes import CONTACT_POINT
from glimpse_gitops.sandbox.app import create_app
from glimpse_gitops.sandbox.clock import Clock
from glimpse_gitops.sandbox.identity import LOGIN, PASSWORD
from glimpse_gitops.sandbox.store import Store
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.conduct import Conduct
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.plan import Planned, planning

from .branches import Branches
from .sixty_objects import SECRETS, write_release
from .standing_still import NOON, quick, standing_still
from .stored_state import MANIFEST, State, is_lease, stored_state, with_objects_in
from .transport import KILLS, Killed, Line, without_network

_ALLOWED = frozenset({f"{CONTACT_POINT}point {number}" for number in range(6)})


@dataclass(frozen=True)
class End:
    """What a harmed apply left behind."""

    at: int
    """The number of the harmed request, those of the plan included."""
    kind: str
    request: str
    """Method and address of it."""
    state: bytes
    """All that is in the Grafana then."""


@dataclass
class Harm:
    """One sandbox with release 1 in it, to which release 2 is applied again and again."""

    root: Path
    prune: str
    line: Line
    store: Store
    clock: Clock
    seed: bytes
    before: State = field(default_factory=dict)
    """What is there with release 1."""
    wanted: State = field(default_factory=dict)
    """What is there after an undisturbed apply of release 2."""
    requests: int = 0
    """How many that sends, those of its plan included."""
    known: dict[bytes, str] = field(default_factory=dict)
    """What is wrong after each state that was tried: equal ones have an equal end."""

    def ends(self, kind: str, first: int, every: int) -> Iterator[End]:
        """What is left of an apply that is harmed at its `first` request, or at one of those `every` so many later."""
        branches, states, asked = Branches(), [], [""]

        def watch(request: str) -> None:
            states.append(self.store.snapshot())
            asked.append(request)
            if kind not in KILLS and self.line.count % every == first % every and branches.branch():
                self.line.at, self.line.kind, self.line.watch = self.line.count, kind, lambda request: None

        with standing_still(2):
            self._start(self.seed)
            self.line.watch = watch
            states.append(branches.run(self._end))
        self.line.watch = lambda request: None
        harmed = [at for at in range(1, len(asked)) if at % every == first % every]
        # The dead do nothing: what is there after them is what was there before the next request.
        left = [states[at - (kind == KILLS[0])] for at in harmed] if kind in KILLS else branches.ended
        for at, state in zip(harmed, left, strict=True):
            assert isinstance(state, bytes), f"{kind} at {at} ({asked[at]}): {state}"
            yield End(at, kind, asked[at], state)

    def end_with_threads(self, kind: str, at: int) -> bytes:
        """The same for one request, with as many at once as ever: which one is the `at`th is not known before."""
        self._start(self.seed)
        self.line.break_at(at, kind)
        return self._end()

    def wrong_after(self, state: bytes, *, given_back: bool = False) -> str:
        """What is wrong in a state that an apply ended with, or after the next apply; empty for nothing.

        With `given_back` nobody may have to wait for the end of a lease.
        """
        key = hashlib.sha256(state).digest()
        if key not in self.known:
            self._start(state)
            self.known[key] = self._wrong_now() or self._wrong_after_another_apply()
        self.store.restore(state)
        if given_back and any(map(is_lease, stored_state(self.store))):
            return "the lease is left behind"
        return self.known[key]

    @contextmanager
    def of_release_1(self) -> Iterator[Planned]:
        """The plan of release 2 where release 1 is."""
        self._start(self.seed)
        with self.planned() as planned:
            yield planned

    @contextmanager
    def planned(self) -> Iterator[Planned]:
        """The plan of release 2."""
        with _planned(self.root, 2, self.prune) as planned:
            yield planned

    def _start(self, state: bytes) -> None:
        self.store.restore(state)
        self.clock.advance(NOON - self.clock.now())
        self.line.heal()

    def _end(self) -> bytes:
        try:
            with self.planned() as planned:
                apply(planned, Conduct(stop=self.line.stop))
        except (Killed, GlimpseError):
            pass
        return self.store.snapshot()

    def _wrong_now(self) -> str:
        now = stored_state(self.store)
        gone = sorted(key for key in self.before if key in self.wanted and key not in now)
        return f"gone in the meantime: {gone}" if gone else ""

    def _wrong_after_another_apply(self) -> str:
        if any(map(is_lease, stored_state(self.store))):
            self.clock.advance(TERM + GRACE)
        with standing_still(3):
            try:
                with self.planned() as planned:
                    result = apply(planned)
                failed = [one.message for one in result.results if one.outcome is not Outcome.DONE]
                with self.planned() as planned:
                    left = [str(change.id) for change in planned.plan.changes]
                    there = {*planned.live, *planned.desired}
            except GlimpseError as error:
                return f"the next apply is refused: {error.message}"
        if failed or left:
            return f"the next apply leaves {left}: {failed}"
        state = stored_state(self.store)
        if not result.results:
            # Nothing was left to write, so nobody took a lease, removed an old one, and struck off what is gone.
            state = {key: content for key, content in state.items() if not is_lease(key)}
            state[MANIFEST] = with_objects_in(state[MANIFEST], there)
        different = sorted(key for key in {*state, *self.wanted} if state.get(key) != self.wanted.get(key))
        return f"lost, doubled or different: {different}" if different else ""


@contextmanager
def harming(version: str, folder: Path, prune: str = "delete") -> Iterator[Harm]:
    """A sandbox of one version with release 1 applied, and what an undisturbed apply of release 2 makes of it."""
    store, clock = Store(), Clock()
    clock.stop(NOON)
    line = Line(create_app(version, store, clock=clock))
    first, second = (write_release(folder / str(number), number) for number in (1, 2))
    with without_network(line), quick():
        with standing_still(1):
            with _planned(first, 1, prune) as planned:
                _by_hand(planned)
                apply(planned)
            harm = Harm(second, prune, line, store, clock, store.snapshot(), stored_state(store))
            line.heal()
            with harm.planned() as planned:
                result = apply(planned)
                assert {one.outcome for one in result.results} == {Outcome.DONE}
            harm.requests = line.count
            harm.wanted = stored_state(store)
            with harm.planned() as planned:
                assert planned.plan.is_empty
        yield harm
    store.close()


@contextmanager
def _planned(root: Path, release: int, prune: str) -> Iterator[Planned]:
    environ = {"GRAFANA_USER": LOGIN, "GRAFANA_PASSWORD": PASSWORD, **SECRETS[release]}
    with planning(root, Connection("http://sandbox", environ), PlanChoices(allow=_ALLOWED, prune=prune)) as planned:
        yield planned


def _by_hand(planned: Planned) -> None:
    """Objects of others, which must be as they are whatever happens."""
    client = planned.client.api.client
    client.POST("/folders", json={"uid": "theirs", "title": "Theirs"})
    board = {"uid": "their-board", "title": "Theirs", "panels": []}
    client.POST("/dashboards/db", json={"dashboard": board, "folderUid": "theirs", "overwrite": False})
    point = {"uid": "their-point", "name": "theirs", "type": "email", "settings": {"addresses": "x@example.com"}}
    client.POST("/v1/provisioning/contact-points", json=point)
    assert {ResourceKind.DASHBOARD, ResourceKind.CONTACT_POINT} <= set(planned.adapters)
