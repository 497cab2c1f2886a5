"""What holds of every kind on every version: the port's promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from glimpse_gitops.errors import ConflictError, GlimpseError
from glimpse_gitops.grafana.adapters import ADAPTERS, adapters_for
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.port import Adapter
from glimpse_gitops.model.resource import POLICY_ID, Resource, ResourceId, ResourceKind
from glimpse_gitops.plan.diff import changed_fields
from glimpse_gitops.sandbox import SandboxServer

K = ResourceKind


@dataclass(frozen=True)
class Case:
    """One kind: an object, and what it is changed to."""

    kind: ResourceKind
    identity: str
    first: Mapping[str, Any]
    second: Mapping[str, Any]

    @property
    def id(self) -> ResourceId:
        return POLICY_ID if self.kind is K.POLICY else ResourceId(self.kind, self.identity)

    def resource(self) -> Resource:
        return Resource(self.id, "t", self.first)

    def changed(self) -> Resource:
        return Resource(self.id, "t", self.second)


def rule(uid: str, expr: str = "up == 0") -> dict[str, Any]:
    threshold = {"refId": "C", "type": "threshold", "expression": "A"}
    return {
        "uid": uid,
        "title": uid,
        "condition": "C",
        "data": [
            {
                "refId": "A",
                "datasourceUid": "prom",
                "relativeTimeRange": {"from": 600, "to": 0},
                "model": {"refId": "A", "expr": expr, "instant": True},
            },
            {
                "refId": "C",
                "datasourceUid": "__expr__",
                "relativeTimeRange": {"from": 0, "to": 0},
                "model": {**threshold, "conditions": [{"evaluator": {"type": "gt", "params": [0]}}]},
            },
        ],
        "noDataState": "OK",
        "execErrState": "Error",
        "for": "5m",
        "labels": {"severity": "critical"},
        "annotations": {"summary": "s"},
    }


def email(uid: str, address: str) -> dict[str, Any]:
    return {"uid": uid, "type": "email", "disableResolveMessage": False, "settings": {"addresses": address}}


GROUP = {"title": "지연/1", "folderUid": "team-a", "interval": 60}
PROM = {"uid": "prom", "name": "Prometheus", "type": "prometheus", "access": "proxy", "url": "http://127.0.0.1:9"}
NIGHT = {"start_time": "22:00", "end_time": "24:00"}

CASES = (
    Case(K.FOLDER, "team-a", {"title": "Team A", "parentUid": ""}, {"title": "팀 A", "parentUid": ""}),
    Case(
        K.DATASOURCE, "prom", {**PROM, "jsonData": {"httpMethod": "POST"}}, {**PROM, "jsonData": {"httpMethod": "GET"}}
    ),
    Case(
        K.TEMPLATE, "슬랙 / 1", {"template": '{{ define "a" }}x{{ end }}'}, {"template": '{{ define "a" }}y{{ end }}'}
    ),
    Case(
        K.MUTE_TIMING,
        "밤 / 1",
        {"time_intervals": [{"times": [NIGHT], "location": "Asia/Seoul"}]},
        {"time_intervals": [{"times": [NIGHT], "weekdays": ["sunday"]}]},
    ),
    Case(
        K.CONTACT_POINT,
        "당직 / 1",
        {"integrations": [email("mail-2", "a@example.org"), email("mail-1", "b@example.org")]},
        {"integrations": [email("mail-2", "c@example.org"), email("mail-3", "d@example.org")]},
    ),
    Case(
        K.POLICY,
        "policy",
        {
            "receiver": "당직 / 1",
            "routes": [{"receiver": "당직 / 1", "object_matchers": [["severity", "=", "critical"]]}],
        },
        {"receiver": "당직 / 1", "group_by": ["alertname"]},
    ),
    Case(
        K.RULE_GROUP,
        "team-a/지연/1",
        {**GROUP, "rules": [rule("r-1"), rule("r-2")]},
        {**GROUP, "interval": 120, "rules": [rule("r-2", "up == 1")]},
    ),
    Case(
        K.DASHBOARD,
        "overview",
        {"folderUid": "team-a", "dashboard": {"title": "Overview", "panels": [], "unknownKey": {"kept": True}}},
        {"folderUid": "", "dashboard": {"title": "개요", "panels": [{"id": 1, "type": "text", "title": "T"}]}},
    ),
)


@pytest.fixture(params=CASES, ids=lambda case: case.kind.name.lower())
def case(request: pytest.FixtureRequest, client: Client) -> Case:
    """Each kind in turn, with everything that comes before it already there."""
    chosen: Case = request.param
    adapters = adapters_for(client)
    for other in CASES[: CASES.index(chosen)]:
        adapters[other.kind].write(other.resource(), None, {})
    return chosen


@pytest.fixture
def adapter(case: Case, client: Client) -> Adapter:
    return adapters_for(client)[case.kind]


def test_every_kind_has_an_adapter_and_each_knows_its_kind(client: Client) -> None:
    assert list(ADAPTERS) == list(ResourceKind)
    assert all(adapter.kind is kind for kind, adapter in adapters_for(client).items())


def test_what_is_not_there_is_absent(case: Case, adapter: Adapter) -> None:
    assert adapter.read_one(case.id) is None
    assert case.id not in adapter.read([case.id])


def test_what_was_created_reads_back_equal(case: Case, adapter: Adapter) -> None:
    adapter.write(case.resource(), None, {})
    live = adapter.read_one(case.id)
    assert live is not None
    assert changed_fields(live, case.resource()) == ()
    assert adapter.read([case.id])[case.id] == live


def test_what_was_changed_reads_back_equal(case: Case, adapter: Adapter) -> None:
    adapter.write(case.resource(), None, {})
    adapter.write(case.changed(), adapter.read_one(case.id), {})
    live = adapter.read_one(case.id)
    assert live is not None
    assert changed_fields(live, case.changed()) == ()
    assert changed_fields(live, case.resource())


def test_a_stale_version_is_refused(case: Case, adapter: Adapter) -> None:
    adapter.write(case.resource(), None, {})
    before = adapter.read_one(case.id)
    adapter.write(case.changed(), before, {})
    with pytest.raises(ConflictError, match="was changed in Grafana after it was read"):
        adapter.write(case.resource(), before, {})
    live = adapter.read_one(case.id)
    assert live is not None
    assert changed_fields(live, case.changed()) == ()


def test_what_somebody_else_made_meanwhile_is_not_overwritten(case: Case, adapter: Adapter) -> None:
    adapter.write(case.changed(), None, {})
    with pytest.raises(ConflictError):
        adapter.write(case.resource(), None, {})
    live = adapter.read_one(case.id)
    assert live is not None
    assert changed_fields(live, case.changed()) == ()


def test_creating_what_is_there_and_equal_counts_as_done(case: Case, adapter: Adapter) -> None:
    adapter.write(case.resource(), None, {})
    adapter.write(case.resource(), None, {})
    live = adapter.read_one(case.id)
    assert live is not None
    assert not changed_fields(live, case.resource())


def test_deleted_is_gone_and_deleting_again_is_no_error(case: Case, adapter: Adapter) -> None:
    adapter.write(case.resource(), None, {})
    live = adapter.read_one(case.id)
    assert live is not None
    adapter.delete(live)
    assert adapter.read_one(case.id) is None
    adapter.delete(live)


def test_reading_everything_takes_few_requests_and_none_but_get(server: SandboxServer, client: Client) -> None:
    adapters = adapters_for(client)
    for case in CASES:
        adapters[case.kind].write(case.resource(), None, {})
    server.requests.clear()
    live = {id: one for case in CASES for id, one in adapters[case.kind].read([case.id]).items()}
    assert {case.id for case in CASES} <= live.keys()
    assert len(server.requests) == len(CASES)
    assert server.requests.writes() == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_write_that_was_cut_off_ends_well_or_says_so(
    case: Case, adapter: Adapter, server: SandboxServer, when: str
) -> None:
    server.faults.order(path="", method="POST", drop=when)
    server.faults.order(path="", method="PUT", drop=when)
    desired = case.resource()
    try:
        adapter.write(desired, None, {})
    except GlimpseError:
        assert when == "before"
        adapter.write(desired, adapter.read_one(case.id), {})
    live = adapter.read_one(case.id)
    assert live is not None
    assert changed_fields(live, desired) == ()


def test_a_delete_of_what_changed_meanwhile_is_refused(case: Case, adapter: Adapter) -> None:
    adapter.write(case.resource(), None, {})
    before = adapter.read_one(case.id)
    adapter.write(case.changed(), before, {})
    assert before is not None
    with pytest.raises(ConflictError):
        adapter.delete(before)
    assert adapter.read_one(case.id) is not None


def test_what_was_deleted_meanwhile_does_not_come_back(case: Case, adapter: Adapter) -> None:
    adapter.write(case.resource(), None, {})
    live = adapter.read_one(case.id)
    assert live is not None
    adapter.delete(live)
    with pytest.raises(ConflictError):
        adapter.write(case.changed(), live, {})
    assert adapter.read_one(case.id) is None


def test_an_identical_second_write_changes_nothing_visible(case: Case, adapter: Adapter) -> None:
    adapter.write(case.resource(), None, {})
    live = adapter.read_one(case.id)
    assert live is not None
    adapter.write(replace(live, version=""), live, {})
    again = adapter.read_one(case.id)
    assert again is not None
    assert again.spec == live.spec
