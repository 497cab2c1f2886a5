"""How an apply is carried out: who does it, who can stop it, who is told how far it is, where its journal goes."""

from __future__ import annotations

import getpass
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..model.resource import ResourceKind


@dataclass(frozen=True)
class Progress:
    """How far an apply is."""

    done: int
    total: int
    kind: ResourceKind
    """What is written now."""


@dataclass(frozen=True)
class Conduct:
    """What an apply needs besides its plan."""

    holder: str = "somebody"
    """Who applies, for the people who find the lease taken."""
    journal: Path | None = None
    """The folder of journals; None for no journal."""
    command: str = "apply"
    break_lease: bool = False
    """Take the lease although somebody else holds it."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Once set, no further write is begun."""
    progress: Callable[[Progress], None] = field(default=lambda progress: None)


def holder_from(environ: Mapping[str, str]) -> str:
    """Who we are, as far as the environment says: `kim at build-7`, with the address of the job in CI."""
    names = ("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER", "LOGNAME", "USERNAME")
    who = next((environ[name] for name in names if environ.get(name)), "") or _account()
    where = f"{who} at {socket.gethostname()}"
    job = environ.get("CI_JOB_URL") or environ.get("BUILD_URL") or _github_job(environ)
    return f"{where}, {job}" if job else where


def _account() -> str:
    """The name of the account of this process, which a container may not have."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _github_job(environ: Mapping[str, str]) -> str:
    parts = [environ.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")]
    return "{}/{}/actions/runs/{}".format(*parts) if all(parts) else ""
