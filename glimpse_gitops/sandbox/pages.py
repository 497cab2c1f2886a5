"""Pages for people: what this is and what it holds, and a dashboard as a list of its panels."""

from __future__ import annotations

from html import escape
from typing import Any

from .answer import Answer
from .call import Call, Route
from .dashboard_conversion import as_classic
from .dashboard_store import spec_of
from .dashboards import dashboard_url
from .folder_tree import title_path
from .identity import LOGIN, MAIN_ORG, PASSWORD
from .store import Shelf

_HTML = "text/html; charset=utf-8"
_STYLE = "body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em}code{background:#eee}"


def _page(title: str, body: str) -> str:
    head = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    return f"{head}<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>{body}</body></html>"


def _list(title: str, items: list[str]) -> str:
    shown = "".join(f"<li>{item}</li>" for item in items) or "<li>none</li>"
    return f"<h2>{escape(title)}</h2><ul>{shown}</ul>"


def get_home(call: Call) -> Answer:
    """What the sandbox is, and what its first organisation holds."""
    shelf = call.store.shelf(MAIN_ORG)
    folders = [escape(title_path(shelf, folder, escaped=False)) for folder in shelf.list("folder")]
    links = [f'<a href="{escape(dashboard_url(head))}">{escape(head["title"])}</a>' for head in shelf.list("dashboard")]
    parts = [
        f"<p>A stand-in for Grafana {escape(call.version.reported)}: it answers its HTTP API and forgets what it was "
        f"not told to keep. Login <code>{LOGIN}</code>, password <code>{PASSWORD}</code>.</p>",
        _list("Folders", folders),
        _list("Dashboards", links),
        _list("Data sources", [escape(f"{item['name']} ({item['type']})") for item in shelf.list("datasource")]),
        _list("Alert rules", _rules(shelf)),
        _list("Contact points", [escape(f"{item['name']} ({item['type']})") for item in shelf.list("integration")]),
        _list("Mute timings", [escape(item["name"]) for item in shelf.list("mute-timing")]),
        _list("Templates", [escape(item["name"]) for item in shelf.list("template")]),
    ]
    return Answer(200, text=_page("Grafana sandbox", "".join(parts)), content_type=_HTML)


def _rules(shelf: Shelf) -> list[str]:
    return [escape(f"{rule['ruleGroup']}: {rule['title']}") for rule in shelf.list("rule")]


def get_dashboard(call: Call) -> Answer:
    """A dashboard's panels with their queries."""
    shelf = call.store.shelf(MAIN_ORG)
    head = shelf.get("dashboard", call.path["uid"])
    if head is None:
        return Answer(404, text=_page("No such dashboard", ""), content_type=_HTML)
    spec = as_classic(spec_of(shelf, head["uid"]), head["api_version"])
    body = "".join(_panel(panel) for panel in _panels(spec)) or "<p>It has no panels.</p>"
    return Answer(200, text=_page(head["title"], body), content_type=_HTML)


def _panels(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The panels in order, those of rows included."""
    found: list[dict[str, Any]] = []
    for key in ("panels", "rows"):
        listed = spec.get(key)
        for item in listed if isinstance(listed, list) else []:
            if isinstance(item, dict):
                found += [item, *_panels({"panels": item.get("panels")})]
    return found


def _panel(panel: dict[str, Any]) -> str:
    targets = panel.get("targets")
    queries = [
        f"<code>{escape(str(target.get('expr') or target.get('query') or ''))}</code>"
        for target in (targets if isinstance(targets, list) else [])
        if isinstance(target, dict)
    ]
    title = f"{panel.get('title') or 'untitled'} ({panel.get('type', 'row')})"
    return _list(title, queries) if queries else f"<h2>{escape(title)}</h2>"


ROUTES = (
    Route("GET", "/", get_home),
    Route("GET", "/d/<uid>", get_dashboard),
    Route("GET", "/d/<uid>/<slug>", get_dashboard),
)
