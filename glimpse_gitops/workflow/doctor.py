"""`doctor`: look at every program of the stack that is there, then judge what was seen. Sends nothing but GET."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ..doctor.check_table import diagnose
from ..doctor.observations import Missed, Observations, Server
from ..files.loader import load_project
from ..model.diagnosis import Diagnosis
from ..probe.answer import Access
from ..probe.programs import COLLECTOR, GRAFANA, LOKI, PROMETHEUS, TEMPO, Program, look_at
from ..probe.stores import log_labels, loki_retention, tempo_retention
from ..prometheus.connect import Account
from .doctor_addresses import Address, Named, addresses
from .doctor_grafana import declared, see_grafana
from .doctor_prometheus import see_prometheus


def _now() -> datetime:
    return datetime.now(UTC)


def doctor(root: Path, named: Named, now: Callable[[], datetime] = _now) -> tuple[Diagnosis, ...]:
    """What each check says of the project's stack, in the order of the checks."""
    return diagnose(observe(root, named, now))


def observe(root: Path, named: Named, now: Callable[[], datetime] = _now) -> Observations:
    """Look at everything once."""
    project = load_project(root, named.connection.environment)
    environ, ca_file = named.connection.environ, named.connection.ca_file
    where = addresses(named, project)
    plain = Access(ca_file=ca_file, client_certificate=named.connection.client_certificate, now=now)
    access = {name: _access(name, there, environ, plain) for name, there in where.items()}

    def look(program: Program) -> Server:
        there = where[program.name]
        return look_at(program, there.url, there.named, access[program.name], there.default)

    servers = {one.name: look(one) for one in (COLLECTOR, PROMETHEUS, LOKI, TEMPO, GRAFANA)}
    prometheus, loki, tempo = servers["prometheus"], servers["loki"], servers["tempo"]
    known = access["prometheus"]
    account = Account(known.token, known.user, known.password)
    metrics = see_prometheus(prometheus, account, ca_file, project)
    connection = replace(named.connection, url=where["grafana"].url)
    grafana = see_grafana(servers["grafana"], connection, project)
    return Observations(
        declared=declared(grafana, project),
        collector=servers["collector"],
        prometheus=prometheus,
        loki=loki,
        tempo=tempo,
        grafana=servers["grafana"],
        targets=metrics.targets,
        rules=metrics.rules,
        drifts=metrics.drifts,
        head=metrics.head,
        buckets=metrics.buckets,
        retentions={
            "prometheus": metrics.retention,
            "loki": loki_retention(loki.url, access["loki"]) if loki.state == "up" else loki.missed,
            "tempo": tempo_retention(tempo.url, access["tempo"]) if tempo.state == "up" else tempo.missed,
        },
        login=grafana.login,
        lacks=grafana.lacks,
        datasources=grafana.datasources,
        live_rules=grafana.rules,
        log_labels=_labels(loki, access["loki"]),
    )


def _access(program: str, there: Address, environ: Mapping[str, str], plain: Access) -> Access:
    """With token, user, password and tenant such as LOKI_TOKEN for a named program. Grafana's health wants none."""
    if not there.named or program == "grafana":
        return plain
    names = ("TOKEN", "USER", "PASSWORD", "TENANT")
    token, user, password, tenant = (environ.get(f"{program.upper()}_{name}", "") for name in names)
    return replace(plain, token=token, user=user, password=password, tenant=tenant)


def _labels(loki: Server, access: Access) -> frozenset[str] | Missed:
    return log_labels(loki.url, access) if loki.state == "up" else loki.missed
