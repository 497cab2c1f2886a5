"""A mixed apply of sixty objects is killed, or meets a fault, at any request: the next one makes everything right.

Here a sample of the requests, chosen by the version; `make killed` tries all of them (KILL_EVERY=1).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .conftest import VERSIONS
from .killed_applies import Harm, harming
from .transport import FAULTS, KILLS

EVERY = int(os.environ.get("KILL_EVERY", "83"))
"""One of so many requests is harmed, another one for each kind of harm."""


@pytest.fixture(scope="module", params=VERSIONS)
def harm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harm]:
    with harming(request.param, tmp_path_factory.mktemp("releases")) as made:
        yield made


def test_the_mixed_apply_touches_sixty_objects_of_all_kinds(harm: Harm) -> None:
    harm.store.restore(harm.seed)
    with harm.planned() as planned:
        changes = planned.plan.changes
    touched = {(change.id.kind, change.action) for change in changes}
    assert len(changes) >= 60
    assert len({kind for kind, _ in touched}) == 8
    assert len(touched) >= 20


@pytest.mark.parametrize("kind", [*KILLS, *FAULTS])
def test_whatever_request_it_ends_at_the_next_apply_makes_up_for_it(harm: Harm, kind: str) -> None:
    first = 1 + ([*KILLS, *FAULTS].index(kind) * 7) % EVERY
    wrong = {at: harm.end_of_run_harmed_at(at, kind) for at in range(first, harm.requests + 1, EVERY)}
    assert not {at: what for at, what in wrong.items() if what}


@pytest.mark.parametrize("kind", ["503", "dropped after", "page"])
def test_a_server_that_stays_away_from_some_request_on_is_made_up_for_as_well(harm: Harm, kind: str) -> None:
    wrong = {at: harm.end_of_run_harmed_at(at, kind, lasting=True) for at in range(5, harm.requests + 1, EVERY * 2)}
    assert not {at: what for at, what in wrong.items() if what}
