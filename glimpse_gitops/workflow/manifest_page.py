"""Writing the page that carries the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..files.repository import repository_around
from ..grafana.account import login_of
from ..grafana.client import Client
from ..grafana.port import Adapter
from ..model.manifest import Manifest, Stamp
from ..model.resource import Resource, ResourceKind
from ..plan.manifest import manifest_folder, manifest_resource


def write_page(
    adapters: Mapping[ResourceKind, Adapter], client: Client, page: Resource | None, manifest: Manifest
) -> Resource | None:
    """Write the manifest, without the holds that are over, on top of the live `page`; returns it as it then stands."""
    now = client.server_time
    holds = tuple(hold for hold in manifest.holds if now is None or hold.until > now)
    folders, dashboards = adapters[ResourceKind.FOLDER], adapters[ResourceKind.DASHBOARD]
    folder = manifest_folder()
    is_made = manifest.folder == folder.id.identity
    if page is None and is_made and folders.read_one(folder.id) is None:
        folders.write(folder, None, {})
    desired = manifest_resource(replace(manifest, holds=holds, since=manifest.since or today(client)))
    dashboards.write(desired, page, {})
    return dashboards.read_one(desired.id)


def stamped(manifest: Manifest, client: Client, root: Path) -> Manifest:
    """The manifest with who applies the project at `root`, from which commit and when."""
    repository, now = repository_around(root), client.server_time
    stamp = Stamp(
        at=now.strftime("%Y-%m-%dT%H:%M:%SZ") if now else "",
        by=login_of(client),
        repository=repository.address,
        commit=repository.commit,
        dirty=repository.dirty,
    )
    return replace(manifest, stamp=stamp)


def today(client: Client) -> str:
    """The day by the server's clock, `2026-11-23`; empty where it does not say."""
    now = client.server_time
    return now.strftime("%Y-%m-%d") if now else ""
