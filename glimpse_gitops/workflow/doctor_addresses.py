"""Where `doctor` looks for the programs of the stack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
        url = given.strip().rstrip("/")
        if program == "collector":
            # The guide's own words are the whole path.
            url = url.removesuffix("/health")
        found[program] = Address(url or default, bool(url), default)
    return found


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
