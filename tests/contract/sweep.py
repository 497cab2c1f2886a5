"""Removing what the tests have made, whatever became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .grafana import EDITABLE, NO_HEADERS, Grafana, segment

_ALERTING = "/api/v1/provisioning"


def sweep(grafana: Grafana) -> list[str]:
    """Remove everything with the server's prefix; what is still there afterwards, by its path."""
    for path, headers in [*_leftovers(grafana)]:
        grafana.delete(path, headers=headers)
    return [path for path, _ in _leftovers(grafana)]


def _leftovers(grafana: Grafana) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The path of each object of ours, in an order in which they can be deleted, and the headers that this takes."""
    ours = grafana.prefix
    for rule in _listed(grafana, f"{_ALERTING}/alert-rules"):
        if rule["folderUID"].startswith(ours) or rule["uid"].startswith(ours):
            path = f"{_ALERTING}/folder/{segment(rule['folderUID'])}/rule-groups/{segment(rule['ruleGroup'])}"
            yield path, _headers(rule)
    for channel in _listed(grafana, f"{_ALERTING}/contact-points"):
        if channel["name"].startswith(ours):
            yield f"{_ALERTING}/contact-points/{segment(channel['uid'])}", NO_HEADERS
    for plural in ("mute-timings", "templates"):
        for one in _listed(grafana, f"{_ALERTING}/{plural}"):
            if one["name"].startswith(ours):
                yield f"{_ALERTING}/{plural}/{segment(one['name'])}", _headers(one)
    for source in _listed(grafana, "/api/datasources"):
        if source["uid"].startswith(ours):
            yield f"/api/datasources/uid/{segment(source['uid'])}", NO_HEADERS
    for kind, api in (("dashboards", "/api/dashboards/uid"), ("folders", "/api/folders")):
        for uid in _uids(grafana, kind):
            if uid.startswith(ours):
                yield f"{api}/{segment(uid)}", NO_HEADERS
    for account in _accounts(grafana):
        if account["name"].startswith(ours):
            yield f"/api/serviceaccounts/{account['id']}", NO_HEADERS


def _headers(one: dict[str, str]) -> Mapping[str, str]:
    return NO_HEADERS if one.get("provenance") else EDITABLE


def _listed(grafana: Grafana, path: str) -> list[dict[str, str]]:
    reply = grafana.get(path)
    assert reply.status == 200, f"{path}: {reply.text}"
    return reply.body or []


def _uids(grafana: Grafana, kind: str) -> list[str]:
    if not grafana.variant.resource_api:
        hit = {"dashboards": "dash-db", "folders": "dash-folder"}[kind]
        return [one["uid"] for one in _listed(grafana, f"/api/search?type={hit}&limit=5000")]
    found: list[str] = []
    token = ""
    while True:
        page = grafana.get(f"{grafana.resources(kind)}?limit=500&continue={segment(token)}").body
        found += [one["metadata"]["name"] for one in page["items"]]
        token = page["metadata"].get("continue", "")
        if not token:
            return found


def _accounts(grafana: Grafana) -> list[dict[str, str]]:
    found = grafana.get(f"/api/serviceaccounts/search?perpage=1000&query={segment(grafana.prefix)}").body
    return list(found["serviceAccounts"])
