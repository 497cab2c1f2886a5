"""Links: of a dashboard, of a panel's header, and of the values that a panel draws."""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.arguments import check_arguments
from ..model.query import Query

_REFERENCE = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True)
class DataLink:
    """A link of drawn values. `url` may hold `${__data.fields.traceID}`, `${__value.raw}` and dashboard variables."""

    title: str
    url: str
    new_tab: bool = False

    def __post_init__(self) -> None:
        check_arguments(self, f'link "{self.title}"')

    def to_json_data(self) -> dict[str, Any]:
        """The link as Grafana's JSON."""
        link: dict[str, Any] = {"title": self.title, "url": self.url}
        if self.new_tab:
            link["targetBlank"] = True
        return link


@dataclass(frozen=True)
class PanelLink:
    """A link in the header of a panel."""

    title: str
    url: str
    new_tab: bool = False

    def __post_init__(self) -> None:
        check_arguments(self, f'link "{self.title}"')

    def to_json_data(self) -> dict[str, Any]:
        """The link as Grafana's JSON."""
        return DataLink(self.title, self.url, self.new_tab).to_json_data()


@dataclass(frozen=True)
class DashboardLink:
    """A link at the top of a dashboard: to `url`, or to all dashboards with `tags`."""

    title: str
    url: str = ""
    tags: Sequence[str] = ()
    tooltip: str = ""
    icon: str = "external link"
    new_tab: bool = False
    keep_time: bool = True
    include_variables: bool = False
    as_dropdown: bool = True

    def __post_init__(self) -> None:
        check_arguments(self, f'link "{self.title}"')
        if bool(self.url) == bool(self.tags):
            raise ValueError(f'link "{self.title}": give either url or tags')

    def to_json_data(self) -> dict[str, Any]:
        """The link as Grafana's JSON."""
        return {
            "asDropdown": self.as_dropdown and not self.url,
            "icon": self.icon,
            "includeVars": self.include_variables,
            "keepTime": self.keep_time,
            "tags": list(self.tags),
            "targetBlank": self.new_tab,
            "title": self.title,
            "tooltip": self.tooltip,
            "type": "link" if self.url else "dashboards",
            "url": self.url,
        }


def explore_url(query: Query) -> str:
    """The address of Explore with one query and the time range of the dashboard.

    Grafana puts values in for `${…}` in a link, so these stay as they are and everything around them is escaped.
    """
    target = {**query.to_json_data(), "refId": query.ref_id or "A"}
    pane: Mapping[str, Any] = {
        "datasource": query.datasource.uid,
        "queries": [target],
        "range": {"from": "${__from}", "to": "${__to}"},
    }
    text = json.dumps({"one": pane}, separators=(",", ":"), ensure_ascii=False)
    return f"/explore?schemaVersion=1&panes={_escaped(text)}"


def _escaped(text: str) -> str:
    escaped = []
    end = 0
    for reference in _REFERENCE.finditer(text):
        escaped += [urllib.parse.quote(text[end : reference.start()], safe=""), reference[0]]
        end = reference.end()
    return "".join([*escaped, urllib.parse.quote(text[end:], safe="")])
