"""Work beside our own: in a child process, on another processor, where that is safe."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import BinaryIO, NoReturn, TypeVar

Answer = TypeVar("Answer")


@contextmanager
def beside(work: Callable[[], Answer]) -> Iterator[Callable[[], Answer]]:
    """Begin `work`; what is given waits for its answer. Where no child can work, or it fails, it is done here then.

    The answer must be something that can be pickled. What the work raises is raised where the answer is asked for.
    """
    if not _is_safe():
        yield work
        return
    reading, writing = os.pipe()
    child = _forked()
    if child is None:
        os.close(reading)
        os.close(writing)
        yield work
        return
    if child == 0:
        os.close(reading)
        _answer(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        try:
            yield cache(lambda: _answer_from(pipe, work))
        finally:
            # Nobody waits for it any more; one that has ended takes no harm.
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _forked() -> int | None:
    """As `os.fork`; None where the system has no more processes, or no memory for one."""
    try:
        return os.fork()
    except OSError:
        return None


def _is_safe() -> bool:
    """Whether a copy of this process can work: a lock that another thread holds stays locked in it for ever.

    On macOS the system's own libraries do not work in a copy either.
    """
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _answer(work: Callable[[], object], writing: int) -> NoReturn:
    """Work in the child, which ends here: what its parent has open is not the child's to close or to flush."""
    code = 1
    try:
        # A Ctrl-C goes to both, and the parent says what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        answer = pickle.dumps(work())
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)


def _answer_from(pipe: BinaryIO, work: Callable[[], Answer]) -> Answer:
    told = pipe.read()
    try:
        answer: Answer = pickle.loads(told)
    except (EOFError, pickle.UnpicklingError):
        return work()
    return answer
