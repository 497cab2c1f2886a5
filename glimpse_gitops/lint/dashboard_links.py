"""Links to dashboards in texts and in the JSON of dashboards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .json_lists import mapping, mappings_in
from .subjects import DashboardSubject, ProjectSubject

_FORM = re.compile(
    r"(?P<before>^|[\s(\"'<}])(?:https?://[^/\s{}]+)?(?:/grafana)?/d/(?P<uid>[A-Za-z0-9_-]{1,40})(?=[/?#\s)\"'>]|$)",
    re.MULTILINE,
)
"""A dashboard's address, from the server's root or below `/grafana`. Other sites, too, have a `/d/` deeper down."""


class Link(NamedTuple):
    """One link in the JSON of a dashboard or a panel."""

    pointer: str
    """Where its address stands."""
    url: str


def linked_uids(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The uid of each dashboard that a text links to, with its place."""
    for match in _FORM.finditer(text):
        yield match["uid"], match.span("uid")


def links_of(json: Mapping[str, Any]) -> Iterator[Link]:
    """The links of a dashboard or of a panel: on its head, and on its data."""
    holders: Sequence[tuple[str, Mapping[str, Any], str]] = (
        ("", json, "links"),
        ("/fieldConfig/defaults", mapping(mapping(json.get("fieldConfig")).get("defaults")), "links"),
        ("/options", mapping(json.get("options")), "dataLinks"),
    )
    for pointer, holder, key in holders:
        for index, link in mappings_in(holder.get(key)):
            if isinstance(link.get("url"), str):
                yield Link(f"{pointer}/{key}/{index}/url", link["url"])


def boards_of(project: ProjectSubject) -> Mapping[str, Sequence[DashboardSubject]]:
    """The dashboards of a run by uid."""
    found: dict[str, list[DashboardSubject]] = {}
    for one in project.of(DashboardSubject):
        if one.uid:
            found.setdefault(one.uid, []).append(one)
    return found
