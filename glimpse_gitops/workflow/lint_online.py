"""`lint --online`: ask a Prometheus for what the queries name, once, before any rule runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from ..compile.project import compile_project
from ..compile.target import GRAFANA_12
from ..files.foreign_files import foreign_from_bytes
from ..lint.foreign_walk import ForeignWalk
from ..lint.online_questions import asked_of
from ..lint.runner import subjects_of
from ..lint.subjects import Subject
from ..model.catalogue_lock import CatalogueLock
from ..model.online_facts import OnlineFacts
from ..model.project import Project
from ..model.settings import Settings
from ..prometheus.online import gather
from .lint_files import FilesRequest
from .metric_server import MetricServer, open_server


def asked_server(files: FilesRequest, server: MetricServer, *, whole: bool) -> Project:
    """The project with what the server says of all metrics that the files read, and with `whole` the project too.

    Of metrics that neither the catalogue nor its lock knows, the server says what a lock would. Without a project one
    that defines nothing carries the answers. Raises UnreachableError where the server does not answer.
    """
    carrier = files.project or Project(Settings(owner="", project=""))
    asked = asked_of(_subjects(carrier, files, whole=whole))
    with open_server(server, carrier.settings) as (ask, name):
        facts = gather(ask, name, time.time(), asked)
    known = CatalogueLock({**facts.lock.metrics, **carrier.lock.metrics}, carrier.lock.scrape_intervals)
    return replace(carrier, online=facts, lock=known)


def told(facts: OnlineFacts) -> str:
    """One sentence on what was asked."""
    version = f" (Prometheus {facts.version})" if facts.version else ""
    spent = f"; for {len(facts.unasked)} more no requests were left" if facts.unasked else ""
    there = f"{len(facts.lately)} of the metrics are there"
    return f"{facts.requests} requests to {facts.server}{version}: {there}{spent}"


def _subjects(project: Project, files: FilesRequest, *, whole: bool) -> Iterator[Subject]:
    if whole:
        yield from subjects_of(project, compile_project(project, GRAFANA_12).bundle, queries_kept=False)[0]
    read = [foreign_from_bytes(path, content) for path, content in files.contents.items()]
    yield from ForeignWalk(read, project, files.own).subjects()
