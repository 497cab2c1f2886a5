"""Where `doctor` looks for the programs of the stack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..errors import UsageError
from ..model.environment import Environment
from ..model.project import Project
from .connection import Connection

GUIDE = {"collector": 13133, "prometheus": 9090, "loki": 3100, "tempo": 3200, "grafana": 3003}
"""Ports where the project declares no stack."""
_VARIABLES = {"prometheus": "PROMETHEUS_URL", "grafana": "GRAFANA_URL"}


@dataclass(frozen=True)
class Named:
    """The addresses that the command line gives, by program; the Grafana's is that of the connection."""

    connection: Connection
    addresses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Address:
    """Where one program is looked for."""

    url: str
    named: bool
    """By an option or the environment; else it is the address of the stack on this machine."""
    default: str
    """The address of the stack on this machine."""


def addresses(named: Named, project: Project) -> Mapping[str, Address]:
    """The address of every program."""
    found = {}
    for program, port in _ports(project).items():
        default = f"http://localhost:{port}"
        given = named.addresses.get(program, "") or _from_surroundings(program, named.connection, project)
        url = _checked(given.strip().rstrip("/"), program) if given else ""
        if program == "collector":
            # The guide's own words are the whole path.
            url = url.removesuffix("/health")
        found[program] = Address(url or default, bool(url), default)
    return found


def _checked(url: str, program: str) -> str:
    """The address, which may be shown anywhere; a UsageError says what is wrong with any other."""
    name = program.capitalize()
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
        _ = parts.port
    except ValueError:
        raise UsageError(f"the address of {name} cannot be read", "write it like http://localhost:9090") from None
    if parts.username is not None or parts.password is not None:
        variables = f"{program.upper()}_USER and {program.upper()}_PASSWORD"
        hint = f"give them as {variables}" if program in _VARIABLES else "take them out"
        raise UsageError(f"the address of {name} holds a user name or password, which would end up in logs", hint)
    if not known:
        raise UsageError(f'"{url}" is no address of {name}', "write it like http://localhost:9090")
    return url


def _from_surroundings(program: str, connection: Connection, project: Project) -> str:
    there: Environment = project.settings.environment
    if program == "grafana" and (connection.url or there.url):
        return connection.url or there.url
    return connection.environ.get(_VARIABLES.get(program, ""), "")


def _ports(project: Project) -> dict[str, int]:
    if not project.stacks:
        return dict(GUIDE)
    stack = project.stacks[0].value
    declared = {
        "collector": stack.collector.health,
        "prometheus": stack.prometheus.published,
        "loki": stack.loki.published,
        "tempo": stack.tempo.published,
        "grafana": stack.grafana.published,
    }
    return {program: declared[program] or port for program, port in GUIDE.items()}
