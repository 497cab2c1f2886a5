"""The connection to one Grafana: who it is, what it can do, and its refusals as our exceptions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import quote

from ..errors import NotAuthorisedError, RefusedError
from .address import Address
from .refusal import in_our_words

if TYPE_CHECKING:
    from ..http.session import Session
    from ..model.resource import Resource, ResourceId
    from .read_ahead import ReadAhead

Provenance = Literal["locked", "editable"]
"""Whether what we write under alerting can be edited in Grafana's UI."""

PARALLEL_READS = 8

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def segment(name: str) -> str:
    """A name as one segment of a path: group names hold slashes, spaces and Korean, and Grafana takes them encoded."""
    return quote(name, safe="")


@dataclass
class Client:
    """One Grafana, ready to be asked. `connect` makes it; the adapters are the only ones that talk through it."""

    api: Any
    """grafana-client's `GrafanaApi`, on our session. Calls go through `about`, which knows its exceptions."""
    session: Session
    address: Address
    version: tuple[int, int]
    """Major and minor version, for the compiler."""
    version_text: str
    org_id: int
    org_name: str
    """Empty where the account may not read it."""
    namespace: str
    """The organisation in the paths of the resource API."""
    has_resource_api: bool
    """Whether dashboards and folders can be read and written as resources: Grafana 12 and newer, where allowed."""
    provenance: Provenance = "locked"
    message: str = ""
    """What the version history of a dashboard says about our writes, e.g. the commit."""
    warnings: tuple[str, ...] = ()
    rules_by_ruler: bool = False
    """Whether this account can write alert rules only by the ruler's API, which locks nothing."""
    permissions: Mapping[str, tuple[str, ...]] | None = None
    """What this account may do, once that was asked; see `permissions.granted`."""
    made_folders: set[str] = field(default_factory=set)
    """Folders that this run created: Grafana 11.6 takes a moment until it lets their maker write rules there."""
    desired: Mapping[ResourceId, Resource] = field(default_factory=dict, repr=False)
    """What the project wants: of a live dashboard that is just so only one copy is kept, and comparing it is quick."""
    owned: frozenset[ResourceId] = field(default_factory=frozenset, repr=False)
    """What the manifest lists: about these no listing is believed."""
    notice: Callable[[str], None] = field(default=lambda text: None, repr=False)
    """Told in a sentence when something takes long."""
    step: Callable[[str], None] = field(default=lambda text: None, repr=False)
    """Told what goes on now, often."""
    doing: str = ""
    """What that is: `reading dashboards`."""
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    """All secrets of this run: the server's words may quote another one than it was sent just now."""
    ahead: ReadAhead | None = field(default=None, repr=False)
    """The listing of dashboards, where it was begun before anybody asked; good for one reading."""
    notifications: threading.Lock = field(default_factory=threading.Lock)
    """Contact points, policies, mute timings and templates are one document: one writer at a time."""

    @property
    def writes(self) -> int:
        """Requests so far that can have changed something."""
        return self.session.writes

    @property
    def requests(self) -> Mapping[str, int]:
        """Requests so far by method."""
        return self.session.sent

    @property
    def server_time(self) -> datetime | None:
        """Grafana's own clock at its latest answer."""
        return self.session.server_time

    @contextmanager
    def about(self, subject: str, secrets: Collection[str] = ()) -> Iterator[None]:
        """Requests about `subject`: what grafana-client raises becomes one of our exceptions, free of `secrets`."""
        with in_our_words(self.address.url, subject, {*self.secrets, *secrets}):
            yield

    def find(self, subject: str, ask: Callable[[], Any]) -> Any:
        """The answer to `ask`, None where Grafana says 404."""
        try:
            with self.about(subject):
                return ask()
        except RefusedError as error:
            if error.status == 404:
                return None
            raise

    def find_visible(self, subject: str, ask: Callable[[], Any]) -> Any:
        """As `find`, and None for 403, as the classic API says it to all but administrators of what is not there.

        So it does for folders on every version, and for dashboards on 11.6. Taking it for absent is safe: creating what
        is there after all is refused, since its uid is taken.
        """
        try:
            return self.find(subject, ask)
        except NotAuthorisedError:
            return None

    def at_once(self, ask: Callable[[Asked], Answer], about: Sequence[Asked]) -> list[Answer]:
        """`ask` for each of `about`, some at a time, answers in their order. The first failure is raised."""
        if len(about) < 2:
            return [ask(one) for one in about]
        answers: list[Answer] = []
        with ThreadPoolExecutor(PARALLEL_READS) as pool:
            for answer in pool.map(ask, about):
                answers.append(answer)
                if self.doing:
                    self.step(f"{self.doing}: {len(answers):,} of {len(about):,}")
        return answers

    def begin(self, doing: str) -> None:
        """Say what goes on from now on; an empty text is the end of it."""
        self.doing = doing
        self.step(doing)

    def provenance_headers(self, provenance: Provenance | None = None) -> dict[str, str]:
        """The header that leaves an object editable in the UI. Its mere presence counts, whatever its value."""
        editable = (provenance or self.provenance) == "editable"
        return {"X-Disable-Provenance": "true"} if editable else {}

    def as_desired(self, live: Resource) -> Resource:
        """`live`, with the very spec of the desired side where the two are equal."""
        desired = self.desired.get(live.id)
        return live if desired is None or desired.spec != live.spec else replace(live, spec=desired.spec)

    def close(self) -> None:
        """Close all connections."""
        if self.ahead is not None:
            self.ahead.give_up()
        self.session.close()
