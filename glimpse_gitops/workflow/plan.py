"""`plan`: load, connect, compile for the server's version, read what is live, compare. Sends nothing but GET."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from ..compile.project import compile_project
from ..compile.target import target_for
from ..errors import NotAuthorisedError
from ..files.loader import load_project
from ..files.secrets import resolve
from ..files.settings import load_settings
from ..grafana.adapters import ADAPTERS
from ..grafana.client import Client
from ..grafana.folder_contents import count_contents
from ..grafana.manifest_pages import manifest_pages
from ..grafana.port import Adapter
from ..model.manifest import Manifest, OwnedObject
from ..model.plan import Action, Plan
from ..model.plan_choices import CAREFUL, PlanChoices
from ..model.project import Project
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from ..model.secret import SecretRef
from ..plan.allowances import not_needed
from ..plan.brakes import brakes_of
from ..plan.dependencies import needs
from ..plan.manifest import manifest_id, read_manifest
from ..plan.part_digests import digests_of, intended_digests
from ..plan.planner import make_plan
from ..plan.secret_digest import is_same_secret
from ..plan.secret_values import doubtful_secrets, unusable_secrets
from .beside import beside
from .closed_kinds import can_be_closed, closed
from .connection import Connection, opening
from .editors import with_editors
from .routing import with_routing
from .rule_access import choose_rule_api, with_provenance
from .running_alerts import with_impacts
from .soundness import Soundness, soundness_of


@dataclass(frozen=True)
class Planned:
    """A plan, and all that an apply of it needs."""

    root: Path
    """The project's folder."""
    plan: Plan
    choices: PlanChoices
    project: Project
    desired: Bundle
    client: Client
    adapters: Mapping[ResourceKind, Adapter]
    manifest: Manifest
    page: Resource | None
    """The dashboard that carries the manifest, as it stands in Grafana."""
    live: Mapping[ResourceId, Resource]
    secrets: Mapping[SecretRef, str] = field(repr=False)
    soundness: Callable[[], Soundness] = field(repr=False)
    """Waits for what lint says of the project."""
    digests: Callable[[], Mapping[ResourceId, Mapping[str, str]]] = field(repr=False)
    """Makes the digests of all that will be written, once: they take a while."""


@contextmanager
def planning(
    root: Path, connection: Connection, choices: PlanChoices = CAREFUL, *, lints: bool = False
) -> Iterator[Planned]:
    """The plan for the project at `root` against a Grafana, with the connection open.

    `lints` says that its soundness will be asked for: then lint looks while the rest is compared.
    """
    with opening(connection, load_settings(root.resolve(), connection.environment)) as opened, ExitStack() as helped:
        connection.step("building the project")
        project = load_project(root, connection.environment)
        client = opened()
        compiled = compile_project(project, target_for(client.version))
        client.desired = compiled.bundle
        adapters = {kind: make(client) for kind, make in ADAPTERS.items()}
        page = adapters[ResourceKind.DASHBOARD].read_one(manifest_id(project.settings.owner))
        settings = project.settings
        manifest = read_manifest(page, settings.owner, settings.project, settings.environment, settings.manifest_folder)
        client.owned = frozenset(manifest.objects)
        soundness: Callable[[], Soundness] = partial(soundness_of, project, compiled.bundle)
        if lints and not choices.no_lint and not compiled.bundle.keys() <= manifest.objects.keys():
            # Something is new, so the plan will not be empty.
            soundness = helped.enter_context(beside(soundness))
        choose_rule_api(client, [*compiled.bundle, *manifest.objects])
        live = read_live(adapters, compiled.bundle, manifest, client, everything=choices.prune == "delete")
        secrets = resolve(_all_secrets(compiled.bundle), connection.environ, root)
        client.secrets = frozenset(secrets.values())
        client.begin("comparing")
        plan = make_plan(
            compiled.bundle,
            live,
            manifest,
            choices,
            now=client.server_time,
            counts=_counts(compiled.bundle, live, manifest, choices, client),
            rotated=_rotated(compiled.bundle, manifest, secrets, resend=choices.resend_secrets),
            problems=missing_datasources(compiled.bundle, adapters[ResourceKind.DATASOURCE]),
            warnings=(
                *client.warnings,
                *compiled.warnings,
                *_never_compared(compiled.bundle, manifest),
            ),
        )
        critical = settings.severities[0] if settings.severities else ""
        brakes = brakes_of(plan.changes, live, manifest, settings.brakes, critical)
        more = (*_of_secrets(plan, compiled.bundle, secrets), *not_needed(choices.allow, brakes))
        plan = replace(plan, brakes=brakes, warnings=(*plan.warnings, *more))
        plan = with_provenance(plan, live, client)
        plan = with_editors(plan, client)
        plan = with_impacts(plan, live, client)
        plan = with_routing(plan, live, project, adapters)
        client.begin("")
        digests = cache(partial(intended_digests, plan))
        bundle = compiled.bundle
        yield Planned(
            root, plan, choices, project, bundle, client, adapters, manifest, page, live, secrets, soundness, digests
        )


def read_live(
    adapters: Mapping[ResourceKind, Adapter],
    desired: Bundle,
    manifest: Manifest,
    client: Client,
    *,
    everything: bool = False,
) -> Mapping[ResourceId, Resource]:
    """Everything desired or owned that exists, the manifests of all owners, and what else the listings show.

    `everything` asks for the listings of kinds, too, of which nothing is desired or owned.
    """
    live: dict[ResourceId, Resource] = {}
    ids = {**dict.fromkeys(desired), **dict.fromkeys(manifest.objects)}
    if not client.has_resource_api:
        # Elsewhere the listings show these, and an account without a look at the folder is not refused over it.
        home = ResourceId(ResourceKind.FOLDER, manifest.folder)
        ids |= {home: None, **dict.fromkeys(manifest_pages(client))}
    elif not any(id.kind is ResourceKind.DASHBOARD for id in ids):
        # Dashboards are not listed then, and what another owner has would pass for nobody's.
        pages = client.at_once(adapters[ResourceKind.DASHBOARD].read_one, manifest_pages(client))
        live.update({page.id: page for page in pages if page is not None})
    hidden: list[ResourceKind] = []
    for kind, adapter in adapters.items():
        client.begin(f"reading {kind.plural}")
        wanted = [id for id in ids if id.kind is kind]
        if wanted or kind is ResourceKind.FOLDER:
            try:
                live.update(adapter.read(wanted))
            except NotAuthorisedError:
                if not can_be_closed(kind):
                    raise
                hidden.append(kind)
        elif everything:
            # Who may not read a kind is not stopped: Grafana itself refuses to delete what is in use.
            with suppress(NotAuthorisedError):
                live.update(adapter.read([]))
    if hidden:
        raise closed(hidden)
    return live


def _counts(
    desired: Bundle, live: Mapping[ResourceId, Resource], manifest: Manifest, choices: PlanChoices, client: Client
) -> Mapping[str, int]:
    """How much is in each folder that may be deleted."""
    if choices.prune != "delete":
        return {}
    ours = [id for id in manifest.objects if id.kind is ResourceKind.FOLDER and id in live and id not in desired]
    return count_contents(client, [id.identity for id in ours])


def missing_datasources(desired: Bundle, datasources: Adapter) -> tuple[str, ...]:
    """Data sources that alert rules query and that neither this project nor the Grafana has.

    Such a rule would fail at every evaluation, and Grafana makes an alert of that.
    """
    needed = {id for group in desired.of_kind(ResourceKind.RULE_GROUP) for id in needs(group)}
    queried = {id for id in needed if id.kind is ResourceKind.DATASOURCE and id.identity != "__expr__"}
    referred = sorted(queried - set(desired), key=lambda id: id.sort_key)
    try:
        there = datasources.read(referred) if referred else {}
    except NotAuthorisedError:
        # Who may not read data sources cannot tell; Grafana itself decides then.
        return ()
    return tuple(
        f'alert rules query data source "{id.identity}", which this Grafana does not have'
        for id in referred
        if id not in there
    )


def _never_compared(bundle: Bundle, manifest: Manifest) -> tuple[str, ...]:
    """Objects that were adopted as they are: which secrets they hold is not known, and Grafana does not tell."""
    unknown = sorted(
        str(id)
        for id, resource in bundle.items()
        if resource.secrets and (entry := manifest.objects.get(id)) and entry.parts and not entry.secrets
    )
    if not unknown:
        return ()
    return (f"whether these hold the secrets of the code is not known: {', '.join(unknown)} (--resend-secrets)",)


def _all_secrets(bundle: Bundle) -> list[SecretRef]:
    return [ref for resource in bundle.values() for ref in resource.secrets.values()]


def _rotated(
    bundle: Bundle, manifest: Manifest, secrets: Mapping[SecretRef, str], *, resend: bool
) -> dict[ResourceId, tuple[str, ...]]:
    """Pointers whose secret is not the one that was last written: an unset one says nothing. All, with `resend`."""
    rotated = {}
    for id, resource in bundle.items():
        entry = manifest.objects.get(id)
        pointers = tuple(
            pointer
            for pointer, ref in resource.secrets.items()
            if entry and (resend or (ref in secrets and not _was_written(secrets[ref], pointer, resource, entry)))
        )
        if pointers:
            rotated[id] = pointers
    return rotated


def _was_written(value: str, pointer: str, resource: Resource, entry: OwnedObject) -> bool:
    if pointer in entry.secrets:
        return is_same_secret(value, entry.secrets[pointer])
    # Of what was adopted as it is now no secret is known. Else it is a new one, or its write was never confirmed.
    return not entry.secrets and entry.parts == digests_of(resource)


def _of_secrets(plan: Plan, bundle: Bundle, secrets: Mapping[SecretRef, str]) -> tuple[str, ...]:
    """Which secrets an apply of the plan would ask for or refuse, and which others are not compared."""
    missing = {str(ref) for ref in _all_secrets(bundle) if ref not in secrets}
    writing = [one.after for one in plan.changes if one.action in (Action.CREATE, Action.UPDATE) and one.after]
    needed = missing & {str(ref) for resource in writing for ref in resource.secrets.values()}
    told = [
        (needed, "apply will need secrets that are not set here"),
        (missing - needed, "secrets that are not set here are not checked"),
    ]
    unusable, doubtful = (
        sorted(f"{ref!s} {fault}" for ref, fault in find(bundle.values(), secrets).items())
        for find in (unusable_secrets, doubtful_secrets)
    )
    return (
        *(f"{words}: {', '.join(sorted(names))}" for names, words in told if names),
        *(f"apply will refuse a secret: {fault}" for fault in unusable),
        *(f"look at a secret again: {fault}" for fault in doubtful),
    )
