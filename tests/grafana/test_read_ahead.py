from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from glimpse_gitops.grafana import resource_api
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.dashboard_resources import DashboardResources
from glimpse_gitops.grafana.read_ahead import IncompleteListingError, ReadAhead
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.sandbox.faults import Fault

from .test_dashboard_resources import dashboard

pytestmark = pytest.mark.parametrize("version", ["12.4", "12.4-sql"])


@pytest.fixture
def dashboards(open_client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> DashboardResources:
    """Five dashboards, listed two a page."""
    adapter = DashboardResources(open_client())
    for number in range(5):
        adapter.write(dashboard(f"d-{number}"), None, {})
    monkeypatch.setattr(resource_api, "PAGE", 2)
    return adapter


def begin(dashboards: DashboardResources) -> None:
    dashboards.client.ahead = ReadAhead(dashboards.client, resource_api.DASHBOARDS)


def test_what_was_read_ahead_is_not_asked_for_again(dashboards: DashboardResources, server: SandboxServer) -> None:
    plain = dashboards.read(())
    server.requests.clear()
    begin(dashboards)
    assert dashboards.read(()) == plain
    assert len(plain) == 5
    assert len(server.requests) == 3


def test_it_serves_one_reading_only(dashboards: DashboardResources) -> None:
    begin(dashboards)
    dashboards.read(())
    dashboards.write(dashboard("late"), None, {})
    assert len(dashboards.read(())) == 6


@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=403),
        Fault(html=True),
        Fault(status=200, body={"items": []}),
        Fault(status=200, body=["no", "page"]),
    ],
    ids=["forbidden", "a page of a proxy", "no metadata", "no listing"],
)
def test_where_a_page_fails_all_are_asked_for_in_the_usual_way(
    dashboards: DashboardResources, server: SandboxServer, page: int, fault: Fault
) -> None:
    server.faults.order(replace(fault, path=r"dashboards\?", nth=page))
    begin(dashboards)
    assert len(dashboards.read(())) == 5


@pytest.mark.parametrize("page", [1, 2, 3])
def test_where_a_page_is_cut_short_all_are_asked_for_in_the_usual_way(
    dashboards: DashboardResources, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    whole, count = ReadAhead._page, 0

    def cut(self: ReadAhead, token: str) -> bytes:
        nonlocal count
        count += 1
        text = whole(self, token)
        return text[:-40] if count == page else text

    monkeypatch.setattr(ReadAhead, "_page", cut)
    begin(dashboards)
    assert len(dashboards.read(())) == 5
    assert count >= page


def test_no_further_page_is_asked_for_once_it_is_given_up(
    dashboards: DashboardResources, server: SandboxServer
) -> None:
    server.requests.clear()
    client = dashboards.client

    def stop_reading() -> None:
        assert client.ahead is not None
        client.ahead.give_up()

    server.faults.order(path=r"dashboards\?", before=stop_reading)
    begin(dashboards)
    assert client.ahead is not None
    with pytest.raises(IncompleteListingError):
        list(client.ahead.objects())
    assert len(server.requests) == 1
