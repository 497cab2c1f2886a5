"""Ctrl-C, remembered: Python drops one that falls into a callback of a weak reference, such as imports have."""

from __future__ import annotations

import signal
import threading
from types import FrameType

_HEARD = threading.Event()


def listen() -> None:
    """Remember a Ctrl-C from now on, which interrupts as ever."""
    _HEARD.clear()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _remember)


def ensure_not_interrupted() -> None:
    """Raise KeyboardInterrupt where there was one that interrupted nothing: to be asked before the first write."""
    if _HEARD.is_set():
        raise KeyboardInterrupt


def _remember(number: int, frame: FrameType | None) -> None:
    _HEARD.set()
    raise KeyboardInterrupt
