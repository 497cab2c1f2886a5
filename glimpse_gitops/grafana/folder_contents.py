"""How much Grafana counts in a folder, whether the listings show it to this account or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .client import Client, segment


def count_contents(client: Client, folders: Iterable[str]) -> Mapping[str, int]:
    """Folder uid → everything in it and below it: folders, dashboards, library panels, single rules."""
    uids = list(folders)
    return dict(zip(uids, client.at_once(lambda uid: _count(client, uid), uids), strict=True))


def _count(client: Client, uid: str) -> int:
    counts = client.find(f"folder {uid}", lambda: client.api.client.GET(f"/folders/{segment(uid)}/counts")) or {}
    return sum(int(count or 0) for count in counts.values())
