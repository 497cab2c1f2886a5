"""`/api/search`: folders and dashboards by name, tag and place."""

from __future__ import annotations

from typing import Any

from .answer import Answer, message
from .call import Call, Route
from .dashboards import dashboard_url
from .slug import slug
from .store import Document

MAX_LIMIT = 5000
DEFAULT_LIMIT = 1000


def get_search(call: Call) -> Answer:
    limit = call.number("limit", DEFAULT_LIMIT) or DEFAULT_LIMIT
    if limit > MAX_LIMIT:
        text = f"Limit is above maximum allowed ({MAX_LIMIT}), use page parameter to access hits beyond limit"
        raise message(422, text)
    if call.argument("starred") == "true":
        return Answer(200, [])
    if call.version.unknown_search_type_fails and call.argument("type") not in ("", "dash-folder", "dash-db"):
        raise message(500, "Search failed")
    page = max(call.number("page", 1), 1)
    hits = _folder_hits(call) + _dashboard_hits(call)
    if call.version.search_pages_by_title and not call.argument("sort"):
        hits.sort(key=lambda hit: str(hit["title"]))
    hits = hits[(page - 1) * limit : page * limit]
    if not call.argument("sort"):
        hits.sort(key=lambda hit: (hit["type"] == "dash-db", str(hit["title"]).lower()))
    if call.version.lone_tag_lost and len(hits) == 1 and len(hits[0]["tags"]) == 1:
        hits[0]["tags"] = []
    return Answer(200, hits)


def _wants(call: Call, kind: str) -> bool:
    return call.argument("type") not in ("dash-folder", "dash-db") or call.argument("type") == kind


def _matches(call: Call, title: str, folder: str) -> bool:
    words = call.argument("query").lower()
    places = call.arguments("folderUIDs")
    return words in title.lower() and (not places or (folder or "general") in places)


def _uids(call: Call) -> list[str]:
    return [*call.arguments("dashboardUIDs"), *call.arguments("dashboardUID")]


def _in_order(call: Call, hits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    descending = call.argument("sort") == "alpha-desc"
    return sorted(hits, key=lambda hit: str(hit["title"]).lower(), reverse=descending)


def _folder_hits(call: Call) -> list[dict[str, Any]]:
    if not _wants(call, "dash-folder") or call.arguments("tag") or _uids(call):
        return []
    found = []
    for folder in call.shelf.list("folder"):
        if not _matches(call, folder["title"], folder["parent"]):
            continue
        if call.access.can_on_folder("folders:read", folder["uid"]):
            hit = _hit(call, folder, "dash-folder", f"/dashboards/f/{folder['uid']}/{slug(folder['title'])}", [])
            found.append({**hit, **_place(call, folder["parent"], dashboard=False)})
    return _in_order(call, found)


def _dashboard_hits(call: Call) -> list[dict[str, Any]]:
    if not _wants(call, "dash-db"):
        return []
    tags, uids = call.arguments("tag"), _uids(call)
    found = []
    for head in call.shelf.list("dashboard"):
        if not _matches(call, head["title"], head["folder"]) or not set(tags) <= set(head["tags"]):
            continue
        if (not uids or head["uid"] in uids) and call.access.can_on_dashboard("dashboards:read", head):
            hit = _hit(call, head, "dash-db", dashboard_url(head), head["tags"])
            found.append({**hit, **_place(call, head["folder"], dashboard=True)})
    return _in_order(call, found)


def _hit(call: Call, document: Document, kind: str, url: str, tags: list[str]) -> dict[str, Any]:
    return {
        "id": document["id"],
        "uid": document["uid"],
        "orgId": call.org,
        "title": document["title"],
        "uri": f"db/{slug(document['title'])}",
        "url": url,
        "slug": "",
        "type": kind,
        "tags": tags,
        "isStarred": False,
        "sortMeta": 0,
        "isDeleted": False,
    }


def _place(call: Call, uid: str, dashboard: bool) -> dict[str, Any]:
    """The folder of a hit; nothing in the root."""
    folder = call.shelf.get("folder", uid) if uid else None
    if folder is None:
        return {}
    if not dashboard and not call.version.folder_slug_in_search:
        return {"folderUid": uid, "folderTitle": folder["title"]}
    end = slug(folder["title"]) if call.version.folder_slug_in_search else folder["title"]
    return {
        "folderId": folder["id"],
        "folderUid": uid,
        "folderTitle": folder["title"],
        "folderUrl": f"/dashboards/f/{uid}/{end}",
    }


ROUTES = (Route("GET", "/api/search", get_search),)
