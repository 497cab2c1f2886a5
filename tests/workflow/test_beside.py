"""Work beside our own answers as if it were done here, whatever becomes of the child that does it."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading

import pytest

from glimpse_gitops.workflow.beside import beside

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no child works")


def told_by(script: str) -> list[str]:
    """What a process of its own prints, which has one thread: the tests' own has several."""
    head = "import os, signal\nfrom glimpse_gitops.workflow.beside import beside\nhere = os.getpid()\n"
    run = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(script)], capture_output=True, text=True, check=True, timeout=60
    )
    assert not run.stderr
    return run.stdout.splitlines()


@LINUX
def test_an_answer_comes_from_another_process_and_is_asked_for_once() -> None:
    told = told_by("""
        os.sched_getaffinity = lambda pid: {0, 1}
        with beside(os.getpid) as answer:
            print(answer() != here, answer() == answer())
    """)
    assert told == ["True True"]


@LINUX
@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), signal.SIGKILL)", "int('x')"])
def test_what_a_child_could_not_do_is_done_here(end: str) -> None:
    told = told_by(f"""
        os.sched_getaffinity = lambda pid: {{0, 1}}
        def work():
            if os.getpid() != here:
                {end}
            return "done"
        with beside(work) as answer:
            print(answer())
    """)
    assert told == ["done"]


@LINUX
def test_what_work_raises_is_raised_where_the_answer_is_asked_for() -> None:
    told = told_by("""
        os.sched_getaffinity = lambda pid: {0, 1}
        with beside(lambda: int("x")) as answer:
            try:
                answer()
            except ValueError as error:
                print(error)
    """)
    assert told == ["invalid literal for int() with base 10: 'x'"]


@LINUX
def test_no_child_is_left_where_nobody_asks() -> None:
    told = told_by("""
        os.sched_getaffinity = lambda pid: {0, 1}
        print("before", end=" ")
        with beside(signal.pause) as answer:
            pass
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            print("none is left")
    """)
    assert told == ["before none is left"]


def test_beside_other_threads_all_is_done_here() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        with beside(threading.get_ident) as answer:
            assert answer() == threading.get_ident()
    finally:
        ended.set()
        other.join()


@LINUX
def test_where_no_process_can_be_had_it_is_done_here() -> None:
    told = told_by("""
        os.sched_getaffinity = lambda pid: {0, 1}
        def refuse():
            raise BlockingIOError("Resource temporarily unavailable")
        os.fork = refuse
        with beside(os.getpid) as answer:
            print(answer() == here)
    """)
    assert told == ["True"]
