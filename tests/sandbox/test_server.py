"""A running sandbox: where it listens, what it keeps, what it holds from the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.sandbox import SandboxServer

from .client import Client
from .replay.bodies import P, group, rule, save

FILES = Path(__file__).parent / "files"


def test_it_says_which_grafana_it_is(client: Client, server: SandboxServer) -> None:
    expected = {"11.6": "11.6.2", "12.4": "12.4.0", "12.4-sql": "12.4.0"}[server.version]
    assert client.call("GET", "/api/health")[1]["version"] == expected
    assert client.call("GET", "/api/frontend/settings")[1]["buildInfo"]["version"] == expected


def test_an_unknown_version_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueError, match=r"no Grafana '13\.0', only 11\.6, 12\.4, 12\.4-sql"):
        SandboxServer("13.0")


def test_it_listens_on_loopback_only_unless_told_otherwise() -> None:
    with pytest.raises(ValueError, match=r"loopback addresses only, not on '0\.0\.0\.0'"):
        SandboxServer(host="0.0.0.0")
    SandboxServer(host="0.0.0.0", allow_remote=True).stop()


def test_what_it_was_told_is_gone_with_it_unless_a_file_keeps_it(tmp_path: Path) -> None:
    state = str(tmp_path / "state.sqlite")
    for expected in (404, 200):
        with SandboxServer(state=state) as server:
            client = Client(server)
            assert client.call("GET", "/api/dashboards/uid/kept")[0] == expected
            client.call("POST", "/api/dashboards/db", save("kept"))
            client.close()


def test_a_directory_of_provisioning_files_is_there_from_the_start() -> None:
    with SandboxServer(seed=FILES) as server:
        client = Client(server)
        assert client.call("GET", "/api/dashboards/uid/file-dash")[1]["meta"]["provisioned"] is True
        assert client.call("GET", f"{P}/policies")[1]["receiver"] == "file cp"
        client.close()


def test_a_seed_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no directory"):
        SandboxServer(seed=tmp_path / "nowhere")


def test_objects_as_if_from_files_are_read_only(client: Client, server: SandboxServer) -> None:
    source = {"uid": "ds", "name": "DS", "type": "prometheus", "url": "http://127.0.0.1:9"}
    server.provision({"datasources": [source], "dashboards": [{"dashboard": {"uid": "d", "title": "D"}}]})
    assert client.call("DELETE", "/api/datasources/uid/ds")[0] == 403
    assert client.call("POST", "/api/dashboards/db", save("d"))[0] == 400


def test_malformed_provisioning_is_named(server: SandboxServer) -> None:
    with pytest.raises(ValueError, match="malformed"):
        server.provision({"groups": [{"name": "no rules"}]})


def test_organisations_are_apart(client: Client) -> None:
    assert client.call("POST", "/api/orgs", {"name": "Second"})[1]["orgId"] == 2
    second = {"X-Grafana-Org-Id": "2"}
    client.call("POST", "/api/dashboards/db", save("only-there"), headers=second)
    assert client.call("GET", "/api/dashboards/uid/only-there", headers=second)[0] == 200
    assert client.call("GET", "/api/dashboards/uid/only-there", headers={"X-Grafana-Org-Id": "1"})[0] == 404


def test_a_test_says_what_fires(client: Client, server: SandboxServer) -> None:
    client.call("POST", "/api/folders", {"uid": "f", "title": "F"})
    client.call("PUT", f"{P}/folder/f/rule-groups/g", group(rule("r", "R")))
    server.set_alert_state("r", "firing", labels={"instance": "a"})
    _, states = client.call("GET", "/api/prometheus/grafana/api/v1/rules")
    shown = states["data"]["groups"][0]["rules"][0]
    assert shown["state"] == "firing"
    assert shown["alerts"][0]["labels"]["instance"] == "a"


def test_a_changed_title_resets_a_firing_rule_and_a_changed_annotation_does_not(
    client: Client, server: SandboxServer
) -> None:
    client.call("POST", "/api/folders", {"uid": "f", "title": "F"})
    path = f"{P}/folder/f/rule-groups/g"
    client.call("PUT", path, group(rule("r", "R")))
    server.set_alert_state("r", "firing")
    client.call("PUT", path, group(rule("r", "R", annotations={"summary": "other"})))
    assert _state(client) == "firing"
    client.call("PUT", path, group(rule("r", "Other")))
    assert _state(client) == "inactive"


def _state(client: Client) -> str:
    _, states = client.call("GET", "/api/prometheus/grafana/api/v1/rules")
    return str(states["data"]["groups"][0]["rules"][0]["state"])


def test_states_of_unknown_rules_and_unknown_states_are_refused(server: SandboxServer) -> None:
    with pytest.raises(ValueError, match="no alert rule has the uid 'nope'"):
        server.set_alert_state("nope", "firing")
    with pytest.raises(ValueError, match="unknown alert state 'burning'"):
        server.set_alert_state("nope", "burning")


def test_its_pages_show_what_it_holds(client: Client) -> None:
    client.call("POST", "/api/dashboards/db", save("d", title="<Shown>"))
    home = client.raw("GET", "/", headers={"Authorization": ""}).read().decode()
    assert "A stand-in for Grafana" in home
    assert "&lt;Shown&gt;" in home
    page = client.raw("GET", "/d/d/shown").read().decode()
    assert "sum(rate(http_requests_total[5m]))" in page


def test_every_request_is_logged(client: Client, server: SandboxServer) -> None:
    client.call("POST", "/api/folders", {"uid": "f", "title": "F"})
    client.call("GET", "/api/folders/nope?x=1")
    shown = [(entry.method, entry.path, entry.status) for entry in server.requests]
    assert shown == [("POST", "/api/folders", 200), ("GET", "/api/folders/nope?x=1", 404)]
    assert server.requests[0].body == {"uid": "f", "title": "F"}
    assert [entry.path for entry in server.requests.writes()] == ["/api/folders"]
