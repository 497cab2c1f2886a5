"""Mute timings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .grafana import EDITABLE, NO_HEADERS, Grafana, Reply, segment

LIST = "/api/v1/provisioning/mute-timings"
NIGHTS = [{"times": [{"start_time": "22:00", "end_time": "24:00"}], "location": "Asia/Seoul"}]
DAYS = [{"times": [{"start_time": "09:00", "end_time": "17:00"}]}]


def path_of(name: str) -> str:
    return f"{LIST}/{segment(name)}"


def create(grafana: Grafana, what: str = "nights", editable: bool = False) -> str:
    name = grafana.name(what)
    headers = EDITABLE if editable else NO_HEADERS
    grafana.made("POST", LIST, {"name": name, "time_intervals": NIGHTS}, headers)
    return name


def read(grafana: Grafana, name: str) -> Any:
    reply = grafana.get(path_of(name))
    assert reply.status == 200
    return reply.body


def put(grafana: Grafana, name: str, version: str, editable: bool = False) -> Reply:
    body = {"name": name, "time_intervals": DAYS, "version": version}
    return grafana.put(path_of(name), body, EDITABLE if editable else NO_HEADERS)


@pytest.mark.parametrize("what", ["plain", "한국어 밤", "a/b?c#d%e"])
def test_a_mute_timing_reads_back_as_it_was_sent(grafana: Grafana, what: str) -> None:
    name = create(grafana, what)
    body = read(grafana, name)
    assert (body["name"], body["time_intervals"]) == (name, NIGHTS)
    assert body["version"]
    assert body["provenance"] == "api"
    listed = {one["name"]: one for one in grafana.get(LIST).body}
    assert listed[name] == body


def test_months_come_back_as_numbers_and_the_rest_as_it_was(grafana: Grafana) -> None:
    interval = {
        "times": [{"start_time": "00:00", "end_time": "07:30"}],
        "weekdays": ["monday:friday", "sunday"],
        "days_of_month": ["1:5", "-3:-1"],
        "months": ["january:march", "december"],
        "years": ["2026:2030"],
        "location": "UTC",
    }
    name = grafana.name("year")
    assert grafana.post(LIST, {"name": name, "time_intervals": [interval]}).status == 201
    assert read(grafana, name)["time_intervals"] == [{**interval, "months": ["1:3", "12"]}]


def test_a_missing_mute_timing_is_answered_with_404(grafana: Grafana) -> None:
    assert grafana.get(path_of("gitops-contract-none")).status == 404


def test_a_taken_name_is_refused(grafana: Grafana) -> None:
    name = create(grafana)
    assert grafana.post(LIST, {"name": name, "time_intervals": DAYS}).status == 400
    assert read(grafana, name)["time_intervals"] == NIGHTS


def test_a_write_of_the_version_that_was_read_gives_a_new_one(grafana: Grafana) -> None:
    name = create(grafana)
    before = read(grafana, name)["version"]
    assert put(grafana, name, before).status == 202
    after = read(grafana, name)
    assert after["time_intervals"] == DAYS
    assert after["version"] != before


def test_a_write_of_a_stale_version_is_refused_and_changes_nothing(grafana: Grafana) -> None:
    name = create(grafana)
    assert put(grafana, name, "0123456789abcdef").status == 409
    assert read(grafana, name)["time_intervals"] == NIGHTS


def test_a_mute_timing_is_deleted_at_its_version_only(grafana: Grafana) -> None:
    name = create(grafana)
    assert grafana.delete(f"{path_of(name)}?version=0123456789abcdef").status == 409
    assert grafana.delete(f"{path_of(name)}?version={read(grafana, name)['version']}").status == 204
    assert grafana.get(path_of(name)).status == 404


def test_deleting_what_is_gone_is_no_error(grafana: Grafana) -> None:
    assert grafana.delete(f"{path_of('gitops-contract-none')}?version=0123456789abcdef").status == 204


def test_one_that_the_policies_use_is_not_deleted(grafana: Grafana, policies: Callable[..., Reply]) -> None:
    name = create(grafana)
    tree = grafana.get("/api/v1/provisioning/policies").body
    matcher = ["gitops_contract", "=", "mute"]
    route = {"object_matchers": [matcher], "receiver": tree["receiver"], "mute_time_intervals": [name]}
    assert policies({**tree, "routes": [*tree.get("routes", []), route]}).status == 202
    refusal = grafana.delete(path_of(name))
    assert refusal.status == 409
    assert refusal.message_id == "alerting.notifications.time-intervals.used"


def test_the_header_leaves_a_mute_timing_editable(grafana: Grafana) -> None:
    name = create(grafana, editable=True)
    body = read(grafana, name)
    assert not body.get("provenance")
    assert put(grafana, name, body["version"], editable=True).status == 202
    assert not read(grafana, name).get("provenance")


def test_a_write_without_the_header_locks_an_editable_one(grafana: Grafana) -> None:
    name = create(grafana, editable=True)
    assert put(grafana, name, read(grafana, name)["version"]).status == 202
    assert read(grafana, name)["provenance"] == "api"


def test_a_locked_mute_timing_is_not_made_editable(grafana: Grafana) -> None:
    name = create(grafana)
    refusal = put(grafana, name, read(grafana, name)["version"], editable=True)
    assert refusal.status == 403
    assert refusal.message_id == "alerting.notifications.invalidProvenance"


def test_a_delete_must_say_how_the_mute_timing_was_written(grafana: Grafana) -> None:
    locked, editable = create(grafana), create(grafana, editable=True)
    assert grafana.delete(path_of(locked), headers=EDITABLE).status >= 400
    assert grafana.delete(path_of(locked)).status == 204
    assert grafana.delete(path_of(editable), headers=EDITABLE).status == 204
