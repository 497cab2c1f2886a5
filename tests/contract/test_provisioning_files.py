"""What Grafana keeps by provisioning files: how it says so, and what it refuses.

On a real server these tests need the files in `provisioning/` beside this one, and skip where it has not read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.sandbox import SandboxServer

from . import bodies
from .grafana import EDITABLE, NO_HEADERS, Grafana

FILES = Path(__file__).parent / "provisioning"
NAME = "gitops-contract-files"
ALERTING = "/api/v1/provisioning"


@pytest.fixture(scope="module")
def kept(grafana: Grafana) -> Iterator[Grafana]:
    """A server that has read the files."""
    if grafana.is_sandbox:
        with SandboxServer(version=grafana.variant.name, seed=FILES) as seeded:
            yield replace(grafana, url=seeded.url)
    elif grafana.get(f"/api/dashboards/uid/{NAME}").status == 200:
        yield grafana
    else:
        pytest.skip("this Grafana has not read the provisioning files of the contract")


def rule_group(kept: Grafana) -> dict[str, Any]:
    listing = kept.get("/api/ruler/grafana/api/v1/rules").body
    groups = [group for groups in listing.values() for group in groups]
    return next(group for group in groups if group["name"] == NAME)


def test_a_dashboard_says_so_in_the_classic_api(kept: Grafana) -> None:
    assert kept.get(f"/api/dashboards/uid/{NAME}").body["meta"]["provisioned"]


def test_a_dashboard_says_so_as_a_resource(with_resources: Grafana, kept: Grafana) -> None:
    path = kept.resources("dashboards", NAME)
    listing = kept.get(f"{kept.resources('dashboards')}?limit=500").body["items"]
    listed = next(item for item in listing if item["metadata"]["name"] == NAME)
    for item in (listed, kept.get(path).body):
        assert item["metadata"]["annotations"]["grafana.app/managedBy"] == "classic-file-provisioning"


def test_a_dashboard_is_neither_saved_nor_deleted_in_the_classic_api(kept: Grafana) -> None:
    body = {"dashboard": bodies.dashboard(NAME, "changed"), "folderUid": "", "overwrite": True}
    assert kept.post("/api/dashboards/db", body).status == 400
    assert kept.delete(f"/api/dashboards/uid/{NAME}").status == 400


def test_a_dashboard_is_not_deleted_as_a_resource(with_resources: Grafana, kept: Grafana) -> None:
    assert kept.delete(kept.resources("dashboards", NAME)).status == 400


def test_a_dashboard_is_written_as_a_resource_all_the_same(with_resources: Grafana, kept: Grafana) -> None:
    """This is why the product refuses it by itself."""
    path = kept.resources("dashboards", NAME)
    item = kept.get(path).body
    assert kept.put(path, item).status == 200


def test_a_data_source_says_so_and_is_neither_written_nor_deleted(kept: Grafana) -> None:
    path = f"/api/datasources/uid/{NAME}"
    body = kept.get(path).body
    assert body["readOnly"]
    assert kept.put(path, body).status == 403
    assert kept.delete(path).status == 403


@pytest.mark.parametrize("headers", [NO_HEADERS, EDITABLE])
def test_a_rule_group_says_so_and_is_neither_written_nor_deleted(kept: Grafana, headers: Mapping[str, str]) -> None:
    stored = rule_group(kept)["rules"][0]["grafana_alert"]
    assert stored["provenance"] == "file"
    folder = stored["namespace_uid"]
    path = f"{ALERTING}/folder/{folder}/rule-groups/{NAME}"
    for refusal in (
        kept.put(path, bodies.group(folder, NAME, bodies.rule(NAME)), headers),
        kept.delete(path, headers=headers),
    ):
        assert refusal.status == 409
        assert refusal.message_id == "alerting.provenanceMismatch"


@pytest.mark.parametrize("headers", [NO_HEADERS, EDITABLE])
def test_a_contact_point_says_so_and_is_not_written(kept: Grafana, headers: Mapping[str, str]) -> None:
    (channel,) = kept.get(f"{ALERTING}/contact-points?name={NAME}").body
    assert channel["provenance"] == "file"
    refusal = kept.put(f"{ALERTING}/contact-points/{NAME}", bodies.webhook(NAME, NAME), headers)
    assert refusal.status >= 400


@pytest.mark.parametrize("plural", ["mute-timings", "templates"])
def test_mute_timings_and_templates_say_so(kept: Grafana, plural: str) -> None:
    assert kept.get(f"{ALERTING}/{plural}/{NAME}").body["provenance"] == "file"
    assert NAME in {one["name"] for one in kept.get(f"{ALERTING}/{plural}").body if one.get("provenance") == "file"}
