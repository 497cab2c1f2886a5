"""A mixed apply of sixty objects is killed, or meets a fault, at any request: the next one makes everything right.

Here a sample of the requests, another one for each kind of harm; `make killed` tries all of them (KILL_EVERY=1).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from glimpse_gitops.model.plan import Action

from .conftest import VERSIONS
from .killed_applies import End, Harm, harming
from .transport import FAULTS, INTERRUPT, KILLS, LASTING

EVERY = int(os.environ.get("KILL_EVERY", "199"))
"""One of so many requests is harmed."""

KINDS = (*KILLS, *FAULTS, *LASTING, INTERRUPT)


@pytest.fixture(scope="module", params=VERSIONS)
def harm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harm]:
    with harming(request.param, tmp_path_factory.mktemp("releases")) as made:
        yield made


@pytest.fixture(scope="module", params=VERSIONS)
def harm_with_quarantine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harm]:
    with harming(request.param, tmp_path_factory.mktemp("releases"), "quarantine") as made:
        yield made


def wrong(harm: Harm, kind: str) -> list[str]:
    """What is wrong after each harm of one kind."""
    ends = list(harm.ends(kind, 1 + KINDS.index(kind) * 10, EVERY))
    assert ends
    return [
        f"{end.kind} at {end.at}, {end.request}: {what}"
        for end in ends
        if (what := harm.wrong_after(end.state, given_back=_gives_the_lease_back(end)))
    ]


def _gives_the_lease_back(end: End) -> bool:
    """Whether nobody has to wait after it: not where it died, and not where it was about the lease itself."""
    about_it = "-lease-" in end.request or end.request.endswith("/api/folders")
    return end.kind == INTERRUPT or (end.kind in FAULTS and not about_it)


def test_the_mixed_apply_touches_sixty_objects_of_all_kinds(harm: Harm) -> None:
    with harm.of_release_1() as planned:
        changes = planned.plan.changes
    touched = {(change.id.kind, change.action) for change in changes}
    assert len(changes) >= 60
    assert len({kind for kind, _ in touched}) == 8
    assert len(touched) >= 20
    assert sum(change.action is Action.DELETE for change in changes) >= 12


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_request_it_ends_at_the_next_apply_makes_up_for_it(harm: Harm, kind: str) -> None:
    assert wrong(harm, kind) == []


@pytest.mark.parametrize("kind", [*KILLS, "500", "dropped after", "503 for good", INTERRUPT])
def test_so_it_does_where_what_left_the_code_goes_into_quarantine(harm_with_quarantine: Harm, kind: str) -> None:
    assert wrong(harm_with_quarantine, kind) == []


@pytest.mark.parametrize("kind", KILLS)
def test_so_it_does_where_several_writes_are_under_way_at_once(harm: Harm, kind: str) -> None:
    middle = range(harm.requests // 2, harm.requests, 41)
    assert [what for at in middle if (what := harm.wrong_after(harm.end_with_threads(kind, at)))] == []
