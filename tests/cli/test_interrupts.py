from __future__ import annotations

import signal
import weakref
from collections.abc import Iterator

import pytest

from glimpse_gitops.cli.interrupts import ensure_not_interrupted, listen


@pytest.fixture(autouse=True)
def as_at_the_start_of_a_process() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    listen()
    yield
    signal.signal(signal.SIGINT, before)
    listen()


class Anything:
    """Something to refer to weakly."""


def test_it_interrupts_at_once() -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_one_that_python_drops_is_heard_before_the_first_write() -> None:
    thing = Anything()
    reference = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    assert reference() is None
    with pytest.raises(KeyboardInterrupt):
        ensure_not_interrupted()
