"""One line on a terminal that says what takes so long: none where nobody looks, none for short work."""

from __future__ import annotations

import os
import sys
import threading
import time

import click

_PATIENCE = 0.5
"""Seconds of work before the line appears, and a tenth of it between two of them."""


class ProgressLine:
    """The line; `clear` takes it away, and must come before anything else is printed."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _PATIENCE
        self._shown = False
        self._lock = threading.Lock()

    def show(self, text: str) -> None:
        """Show it, unless the work is short or something was shown a moment ago; an empty text is the end."""
        now = time.monotonic()
        with self._lock:
            if not text:
                self._clear()
            elif now >= self._next:
                self._next = now + _PATIENCE / 10
                self._shown = True
                click.echo(f"\r\x1b[2K{text}", err=True, nl=False)

    def clear(self) -> None:
        """Take it away."""
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        if self._shown:
            click.echo("\r\x1b[2K", err=True, nl=False)
            self._shown = False


def progress_line(*, quiet: bool = False) -> ProgressLine | None:
    """A line where people look: on a terminal, outside of CI, and not with --quiet."""
    return ProgressLine() if not quiet and sys.stderr.isatty() and not os.environ.get("CI") else None
