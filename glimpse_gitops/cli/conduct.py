"""How `apply` and `rollback` are carried out: their options, the line that shows progress, and what Ctrl-C does."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .interrupts import ensure_not_interrupted
from .progress_line import ProgressLine, progress_line

if TYPE_CHECKING:
    from ..workflow.conduct import Conduct, Progress

Command = TypeVar("Command", bound="Callable[..., Any] | click.Command")

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def conduct_options(command: Command) -> Command:
    """`--yes`, `--break-lease`, `--journal`, `--quiet`, `--verbose`, `-o`."""
    options = (
        click.option("--yes", is_flag=True, help="Do not ask: for CI."),
        click.option("--break-lease", is_flag=True, help="Go on although somebody else holds the lease."),
        journal_option,
        click.option("-q", "--quiet", is_flag=True, help="Show only what went wrong."),
        click.option("-v", "--verbose", is_flag=True, help="Name every object."),
        click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", help="What is printed."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def journal_option(command: Command) -> Command:
    """`--journal`: the folder of journals."""
    return click.option(
        "--journal",
        type=click.Path(file_okay=False, path_type=Path),
        help="The folder of the runs' journals; by default .glimpse-gitops/runs in the project.",
    )(command)


def journal_folder(root: Path, given: Path | None) -> Path:
    """Where journals are: what was given, else what the settings say, else below the project."""
    from ..files.journal import DEFAULT
    from ..files.settings import load_settings

    return given or root / (load_settings(root).journal or DEFAULT)


@contextmanager
def conducting(journal: Path | None, *, break_lease: bool, quiet: bool, command: str = "apply") -> Iterator[Conduct]:
    """The conduct of an apply that can be interrupted while this lasts."""
    from ..workflow.conduct import Conduct, holder_from

    stop = threading.Event()
    line = progress_line(quiet=quiet)
    with _interruptible(stop):
        ensure_not_interrupted()
        try:
            yield Conduct(
                holder=holder_from(os.environ),
                journal=journal,
                command=command,
                break_lease=break_lease,
                stop=stop,
                progress=_shown_on(line) if line else lambda progress: None,
            )
        finally:
            if line:
                line.clear()


def _shown_on(line: ProgressLine) -> Callable[[Progress], None]:
    return lambda progress: line.show(f"writing {progress.kind.plural}: {progress.done} of {progress.total}")


@contextmanager
def _interruptible(stop: threading.Event) -> Iterator[None]:
    """The first Ctrl-C or SIGTERM sets `stop`, the second one ends the process."""

    def on_signal(number: int, frame: FrameType | None) -> None:
        # Written past Python's buffers, which the interrupted code may be in the middle of.
        if stop.is_set():
            os.write(2, b"stopped at once: what was being written is unclear, and the lease ends by itself\n")
            os._exit(130)
        stop.set()
        os.write(2, b"interrupted: finishing what is being written; once more stops at once\n")

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
