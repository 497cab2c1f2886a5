"""Links."""

from __future__ import annotations

import json
import urllib.parse

import pytest

from glimpse_gitops.authoring import DashboardLink, Loki, explore_url

loki = Loki(uid="loki", url="http://loki:3100")


def test_a_link_leads_to_an_address_or_to_dashboards_with_a_tag() -> None:
    to_tag = DashboardLink("Others", tags=["glimpse"]).to_json_data()
    to_address = DashboardLink("Runbooks", url="https://runbooks.example", new_tab=True).to_json_data()

    assert (to_tag["type"], to_tag["tags"], to_tag["asDropdown"]) == ("dashboards", ["glimpse"], True)
    assert (to_address["type"], to_address["url"], to_address["asDropdown"]) == (
        "link",
        "https://runbooks.example",
        False,
    )
    assert to_address["targetBlank"] is True


@pytest.mark.parametrize(("url", "tags"), [("", ()), ("https://runbooks.example", ("glimpse",))])
def test_a_link_to_nowhere_or_to_two_places_is_refused(url: str, tags: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match='link "Both": give either url or tags'):
        DashboardLink("Both", url=url, tags=tags)


def test_explore_gets_the_query_and_the_time_range() -> None:
    url = urllib.parse.urlsplit(explore_url(loki.query('{job="glimpse"} |= "error & more"')))
    parameters = urllib.parse.parse_qs(url.query)

    (pane,) = json.loads(parameters["panes"][0]).values()
    assert url.path == "/explore"
    assert pane["datasource"] == "loki"
    assert pane["queries"][0]["expr"] == '{job="glimpse"} |= "error & more"'
    assert pane["queries"][0]["refId"] == "A"
    assert pane["range"] == {"from": "${__from}", "to": "${__to}"}


def test_variables_in_an_address_stay_as_grafana_reads_them() -> None:
    url = explore_url(loki.query('{job=~"${job:pipe}"} |= "${__data.fields.traceID}"'))

    assert "${job:pipe}" in url
    assert "${__data.fields.traceID}" in url
    assert '"' not in url
