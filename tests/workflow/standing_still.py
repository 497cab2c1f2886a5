"""A world in which the same apply does the same twice, byte by byte: no clock, no chance, one thing after the other."""

from __future__ import annotations

import random
import secrets
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.files.repository import Repository
from glimpse_gitops.http.retry import RetryPolicy
from glimpse_gitops.plan import secret_digest
from glimpse_gitops.workflow import manifest_page
from glimpse_gitops.workflow import plan as plan_module

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@contextmanager
def quick() -> Iterator[None]:
    """Projects are loaded and compiled once each, nobody waits, asks git, or guards secrets of a test for 50 ms."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("load_project", "compile_project"):
            patch.setattr(plan_module, name, _once(getattr(plan_module, name)))
        patch.setattr(manifest_page, "repository_around", lambda root: Repository())
        patch.setitem(secret_digest._COST, "n", 2)
        patch.setattr(RetryPolicy, "delay", lambda *_, **__: 0.0)
        yield


@contextmanager
def standing_still(seed: int) -> Iterator[None]:
    """No time passes, threads run where they are started, and chance is what `seed` gives."""
    dice = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: int(NOON.timestamp()) * 1_000_000_000)
        patch.setattr(secrets, "token_bytes", lambda size: dice.randbytes(size))
        patch.setattr(secrets, "token_hex", lambda size: dice.randbytes(size).hex())
        patch.setattr(secrets, "choice", dice.choice)
        patch.setattr(secrets, "randbelow", dice.randrange)
        patch.setattr(uuid, "uuid4", lambda: uuid.UUID(bytes=dice.randbytes(16), version=4))
        patch.setattr(ThreadPoolExecutor, "submit", _at_once)
        patch.setattr(threading.Thread, "start", lambda thread: thread.run())
        patch.setattr(threading.Thread, "join", lambda thread, timeout=None: None)
        yield


def _at_once(pool: ThreadPoolExecutor, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(call(*args, **kwargs))
    except Exception as error:
        future.set_exception(error)
    return future


def _once(make: Callable[..., Any]) -> Callable[..., Any]:
    """`make` of the same things is made once; what was made from is kept, so that no other can be taken for it."""
    made: dict[tuple[int | str, ...], tuple[Any, Any]] = {}

    def call(first: Any, *rest: Any) -> Any:
        key = (str(first) if isinstance(first, Path) else id(first), *map(str, rest))
        if key not in made:
            made[key] = (first, make(first, *rest))
        return made[key][1]

    return call
