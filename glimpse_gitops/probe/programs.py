"""How each program of the stack says that it works."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from ..doctor.observations import Server
from ..errors import UnreachableError
from .answer import Access, Answer, get

_NO_SUCH = (404, 405)


@dataclass(frozen=True)
class Program:
    """What to ask, and what a program of this kind answers."""

    name: str
    product: str
    option: str
    identity: str
    """The path that tells that it is this program; its answer has the version, too."""
    ready: str = ""
    """The path that tells whether it works, where that is another one."""


COLLECTOR = Program("collector", "OpenTelemetry Collector", "--collector", "health")
PROMETHEUS = Program("prometheus", "Prometheus", "--prometheus", "api/v1/status/buildinfo", "-/ready")
LOKI = Program("loki", "Loki", "--loki", "loki/api/v1/status/buildinfo", "ready")
TEMPO = Program("tempo", "Tempo", "--tempo", "api/status/buildinfo", "ready")
GRAFANA = Program("grafana", "Grafana", "--url", "api/health")


def look_at(program: Program, url: str, named: bool, access: Access, default: str = "") -> Server:
    """The program at `url`; where it is not there, whether it is at `default` instead."""
    server = _look_at(program, Server(program.name, program.product, url, program.option, named), access)
    if server.state == "absent" and named and default and default != url:
        other = _look_at(program, replace(server, url=default), replace(access, token="", user="", password=""))
        if other.state == "up":
            return replace(server, elsewhere=default)
    return server


def _look_at(program: Program, server: Server, access: Access) -> Server:
    try:
        answer = get(server.url, program.identity, program.product, access)
        server = replace(server, time=answer.time, skew=answer.skew, doubt=answer.doubt)
        if program.ready and answer.status == 200 and (told := _identity(program, answer)) is not None:
            ready = get(server.url, program.ready, program.product, access)
            # What speaks Prometheus' API behind a prefix, as Mimir does, is ready when it answers that.
            return _judged(server, 200 if ready.status in _NO_SUCH else ready.status, told, ready.text)
    except UnreachableError as error:
        return replace(server, state="absent", said=error.message, next=error.hint)
    if answer.status in (401, 403):
        said = f"{program.product} at {server.url} does not let us in ({answer.status})"
        return replace(
            server, state="sick", said=said, next=f"set {program.name.upper()}_TOKEN, or …_USER and …_PASSWORD"
        )
    told = _identity(program, answer)
    if told is None and answer.status != 503:
        said = f"what answers at {server.url} is no {program.product}: /{program.identity} gives {answer.status}"
        return replace(server, state="absent", said=said, next="check the port")
    return _judged(server, answer.status, told or "", answer.text)


def _judged(server: Server, status: int, told: str, text: str) -> Server:
    state: Literal["up", "sick"] = "up" if status == 200 else "sick"
    if state == "up":
        return replace(server, state=state, said=told)
    said = " ".join(text.split())[:200]
    return replace(
        server,
        state=state,
        said=f"{server.product} at {server.url} says that it is not ready ({status}){f': {said}' if said else ''}",
        next="look at its log, e.g. by docker logs",
    )


def _identity(program: Program, answer: Answer) -> str | None:
    """What a program of this kind says of itself; None where it is none."""
    if answer.status in _NO_SUCH:
        return None
    found = answer.json
    if not isinstance(found, dict):
        return None
    if program is COLLECTOR:
        return str(found["status"]) if "status" in found else None
    if program is GRAFANA:
        return _grafana(found)
    data = found.get("data") if program is PROMETHEUS else found
    version = data.get("version") if isinstance(data, dict) else None
    return None if version is None else f"{program.product} {version}".strip()


def _grafana(found: dict[str, Any]) -> str | None:
    if "database" not in found:
        return None
    return f"Grafana {found.get('version') or 'of hidden version'}, database {found['database']}"
