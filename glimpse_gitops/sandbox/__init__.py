"""A stand-in for Grafana's HTTP API: answers like 11.6 and 12.4, needs no Grafana, forgets everything or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .faults import Fault, Faults, too_many_requests
    from .request_log import LoggedRequest
    from .server import PortError, SandboxServer

__all__ = ["Fault", "Faults", "LoggedRequest", "PortError", "SandboxServer", "too_many_requests"]

_HOMES = {
    "Fault": "faults",
    "Faults": "faults",
    "LoggedRequest": "request_log",
    "PortError": "server",
    "SandboxServer": "server",
    "too_many_requests": "faults",
}


def __getattr__(name: str) -> Any:
    """Loads what is asked for, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
