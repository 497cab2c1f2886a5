"""What `doctor` asks a Grafana: who we are to it, what we may do, its data sources and rules."""

from __future__ import annotations

from dataclasses import dataclass

from ..compile.project import compile_project
from ..compile.target import GRAFANA_12, target_for
from ..doctor.account import REFUSED
from ..doctor.data_sources import named_uids
from ..doctor.observations import Declared, Missed, Server
from ..errors import GlimpseError, NotAuthorisedError, UsageError
from ..grafana.account import login_of
from ..grafana.adapters import ADAPTERS
from ..grafana.client import Client
from ..grafana.health import read_datasources, read_rule_health
from ..grafana.permissions import granted
from ..model.grafana_status import LiveDatasource, LiveRule
from ..model.plan import Action, Change
from ..model.project import Project
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from ..plan.permissions import Lack, lacks
from .connection import Connection, open_client
from .doctor_prometheus import attempt


@dataclass(frozen=True)
class GrafanaSeen:
    """All that it told."""

    bundle: Bundle
    """Compiled for it."""
    login: str | Missed
    lacks: tuple[Lack, ...] | Missed
    datasources: tuple[LiveDatasource, ...] | Missed
    rules: tuple[LiveRule, ...] | Missed


def see_grafana(server: Server, connection: Connection, project: Project) -> GrafanaSeen:
    """Ask it, or say why not."""
    newest = compile_project(project, GRAFANA_12).bundle
    if server.state != "up":
        return _unseen(newest, server.missed, server.missed)
    try:
        client = open_client(connection, project.settings)
    except UsageError as error:
        missed = Missed(error.message, error.hint)
        return _unseen(newest, missed, missed)
    except NotAuthorisedError as error:
        said = error.message.partition(": ")[2] or error.message
        return _unseen(newest, Missed(f"{REFUSED}: {said}", error.hint), Missed(REFUSED, "see the check credentials"))
    except GlimpseError as error:
        missed = Missed(error.message, error.hint)
        return _unseen(newest, missed, missed)
    try:
        bundle = compile_project(project, target_for(client.version)).bundle
        return GrafanaSeen(
            bundle,
            login_of(client),
            attempt(lambda: _lacks(client, bundle)),
            attempt(lambda: read_datasources(client, named_uids(bundle))),
            attempt(lambda: read_rule_health(client)),
        )
    finally:
        client.close()


def declared(seen: GrafanaSeen, project: Project) -> Declared:
    """What the project says, for that Grafana."""
    return Declared(project, seen.bundle)


def _unseen(bundle: Bundle, login: Missed, others: Missed) -> GrafanaSeen:
    return GrafanaSeen(bundle, login, others, others, others)


def _lacks(client: Client, bundle: Bundle) -> tuple[Lack, ...] | Missed:
    """What the account may not do of writing every object of the project, new or changed."""
    may = granted(client)
    if may is None:
        return Missed("Grafana does not tell what the account may do", "glimpse-gitops plan tells by trying to read")
    live: dict[ResourceId, Resource] = {}
    for kind in (ResourceKind.FOLDER, ResourceKind.DATASOURCE):
        live.update(ADAPTERS[kind](client).read([one.id for one in bundle.of_kind(kind)]))
    changes = [_change(resource, live) for resource in bundle.values()]
    return lacks(changes, live, may)


def _change(resource: Resource, live: dict[ResourceId, Resource]) -> Change:
    """Folders and data sources as they are; of other objects, changing what would be there."""
    there = live.get(resource.id)
    listed = resource.id.kind in (ResourceKind.FOLDER, ResourceKind.DATASOURCE)
    action = Action.CREATE if listed and there is None else Action.UPDATE
    return Change(action, resource.id, resource.title, there or (None if listed else resource), resource)
