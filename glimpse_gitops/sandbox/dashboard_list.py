"""The listing of dashboards as resources: all of them, in pages."""

from __future__ import annotations

import re

from .answer import Answer, resource_error
from .call import Call, Route
from .dashboard_resources import api_version, shown_dashboard
from .dashboard_store import GROUP, spec_of
from .resource import continue_token, page_limit, page_start, take_page
from .store import Document

_SQL_TOKEN = re.compile(r"org:\d+/start:(\d{1,18})/folder:")


def list_dashboards(call: Call) -> Answer:
    """What the caller may read, a page of at most `limit` items or some two megabytes."""
    version, limit = api_version(call), page_limit(call)
    heads = [h for h in call.shelf.list("dashboard") if call.access.can_on_dashboard("dashboards:read", h)]
    wanted = call.argument("fieldSelector").removeprefix("metadata.name=")
    heads = [head for head in heads if wanted in ("", head["uid"])]
    if call.version.unified_storage:
        heads.sort(key=lambda head: str(head["uid"]))
        start = page_start(call)
    else:
        heads.sort(key=lambda head: int(head["id"]), reverse=True)
        start = _sql_start(call, heads)
    sizes = (call.shelf.size("dashboard-spec", head["uid"]) for head in heads[start:])
    end = start + take_page(sizes, limit)
    items = [shown_dashboard(call, head, spec_of(call.shelf, head["uid"]), version) for head in heads[start:end]]
    stamp = call.store.next_stamp()
    metadata = {"resourceVersion": str(stamp)}
    if end < len(heads):
        metadata["continue"] = _token(call, heads, end, stamp)
    kind = {"kind": "DashboardList", "apiVersion": f"{GROUP}/{version}", "metadata": metadata}
    return Answer(200, {**kind, "items": items})


def _sql_start(call: Call, heads: list[Document]) -> int:
    token = call.argument("continue")
    if not token:
        return 0
    match = _SQL_TOKEN.fullmatch(token)
    if match is None:
        raise resource_error(500, "invalid continue token (too few parts)")
    return sum(head["id"] >= int(match[1]) for head in heads)


def _token(call: Call, heads: list[Document], end: int, stamp: int) -> str:
    if call.version.unified_storage:
        return continue_token(end, stamp)
    return f"org:{call.org}/start:{heads[end - 1]['id']}/folder:"


ROUTES = (Route("GET", f"/apis/{GROUP}/<version>/namespaces/<namespace>/dashboards", list_dashboards, resource=True),)
