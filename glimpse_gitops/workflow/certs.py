"""`certs`: certificates and a password for the stack's variant with TLS, made on this machine and kept off git."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..errors import ProjectError, UsageError
from ..files.certificates import certificates, end_of, password_hash
from ..files.loader import load_project
from ..files.private_files import write_private
from ..model.monitoring_stack import MonitoringStack
from ..render.stack.plan import USER
from ..render.stack.prometheus import web
from ..render.yaml_text import yaml_text

FOLDER = "stack/tls/private"


@dataclass(frozen=True)
class CertsReport:
    """What was made."""

    files: tuple[str, ...]
    """Relative to the project."""
    hosts: tuple[str, ...]
    """The names that the certificate is for."""
    end: datetime


def certs(root: Path, *, days: int, hosts: tuple[str, ...] = (), replace: bool = False) -> CertsReport:
    """Make an authority, a certificate for the stack's programs and `hosts`, and the password between them."""
    stack = _stack(root)
    folder = root / FOLDER
    present = folder / "server.crt"
    if present.exists() and not replace:
        raise UsageError(
            f"{FOLDER} holds a certificate, which ends on {end_of(present.read_bytes()):%Y-%m-%d}",
            "give --replace to make new ones; programs that run have to be started anew with them",
        )
    names = tuple(dict.fromkeys((*_names(stack), *hosts)))
    made = certificates(stack.name, names, datetime.now(UTC), days)
    password = secrets.token_urlsafe(24)
    hashed = password_hash(password)
    files = {
        **made,
        "password": password.encode(),
        "htpasswd": f"{USER}:{hashed}\n".encode(),
        "prometheus-web.yml": yaml_text(dict(web(hashed))).encode(),
    }
    write_private(folder, files)
    return CertsReport(tuple(f"{FOLDER}/{name}" for name in files), names, end_of(made["server.crt"]))


def _stack(root: Path) -> MonitoringStack:
    stacks = load_project(root).stacks
    if not stacks:
        raise ProjectError(
            "the project declares no monitoring stack", "define a MonitoringStack in stack/, as docs/stack.md shows"
        )
    return stacks[0].value


def _names(stack: MonitoringStack) -> tuple[str, ...]:
    return (*(one.host for one in stack.containers), "localhost", "127.0.0.1", "::1")
