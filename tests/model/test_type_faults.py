"""Objects of authors who run no type checker."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.datasource import Datasource, Prometheus
from glimpse_gitops.model.folder import Folder
from glimpse_gitops.model.integrations import Email, PagerDuty, Slack, Webhook
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Gauge, Histogram
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.policy import NotificationPolicy, Route
from glimpse_gitops.model.rule_group import AlertRule, RecordingRule, RuleGroup
from glimpse_gitops.model.secret import env
from glimpse_gitops.model.setting import setting
from glimpse_gitops.model.template import Template
from glimpse_gitops.model.type_faults import type_faults


def unchecked(value: object) -> Any:
    """The value as a type checker does not see it."""
    return value


RULE = AlertRule("a", "up")
MAIL = ContactPoint("mail", Email("a@example.com"))


class OwnFolder(Folder):
    """A class of the author's own, with an annotation that nothing resolves."""

    extra: NotThere  # type: ignore[name-defined]  # noqa: F821


@pytest.mark.parametrize(
    "thing",
    [
        Folder("a", "A", parent=OwnFolder("b", "B")),
        RuleGroup("g", [RULE, RecordingRule("a:b", "up", {"a": "b"})], Folder("a", "A"), Prometheus(uid="p")),
        RuleGroup("g", [AlertRule("a", "up", panel={"type": "text"}, paused=True)], evaluated_by="prometheus"),
        ContactPoint("c", Slack(url=env("A")), PagerDuty(env("B"), details={"a": "b"}), Webhook(setting("c"))),
        ContactPoint("c", Email(["a@example.com"]), Email(setting("people"))),
        ContactPoint.existing("c"),
        MuteTiming("n", ("22:00", "07:00"), weekdays=["monday"]),
        NotificationPolicy(MAIL, [Route("mail", ["a=b"], mute=["n", MuteTiming("m")])]),
        Catalogue([Gauge("g", "G.", minimum=0, groups=[(["a", "b"], 5)]), Histogram("h", "H.", buckets=(0.5, 1))]),
        Catalogue([], target_labels=[Label("job", ("a",)), Label[str]("instance", at_most=5)]),
        Datasource(uid="d", type="loki", json_data={"a": [1, None]}, secure_json_data={"b": env("B")}),
    ],
)
def test_what_a_type_checker_takes_is_taken(thing: object) -> None:
    assert list(type_faults(thing, "it")) == []


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        (
            RuleGroup("g", unchecked(["up == 0"])),
            "it.rules[0] must be AlertRule or RecordingRule or GrafanaRule, not str",
        ),
        (
            RuleGroup("g", [RULE, unchecked({"alert": "x"})]),
            "it.rules[1] must be AlertRule or RecordingRule or GrafanaRule, not dict",
        ),
        (RuleGroup(unchecked(5), [RULE]), "it.name must be str, not int"),
        (RuleGroup("g", [RULE], folder=unchecked("shop")), "it.folder must be Folder, not str"),
        (RuleGroup("g", [RULE], datasource=unchecked("prom")), "it.datasource must be Datasource, not str"),
        (
            RuleGroup("g", [RULE], evaluated_by=unchecked("prometeus")),
            'it.evaluated_by must be "grafana" or "prometheus", not "prometeus"',
        ),
        (
            RuleGroup("g", [AlertRule("a", "up", labels=unchecked({"a": 1}))]),
            'it.rules[0].labels["a"] must be str, not int',
        ),
        (RuleGroup("g", [AlertRule("a", "up", summary=unchecked(None))]), "it.rules[0].summary must be str, not None"),
        (
            RuleGroup("g", [AlertRule("a", "up", annotations=unchecked({5: "a"}))]),
            "it.rules[0].annotations has the key 5: it must be str",
        ),
        (
            RuleGroup("g", [AlertRule("a", "up", paused=unchecked("no"))]),
            "it.rules[0].paused must be bool, not str",
        ),
        (
            RuleGroup("g", [AlertRule("a", "up", panel=unchecked(7))]),
            'it.rules[0].panel must be a panel of a dashboard, or "dashboard-uid/Panel title", not int',
        ),
        (Folder("a", "A", parent=unchecked("b")), "it.parent must be Folder, not str"),
        (Folder(unchecked(None), "A"), "it.uid must be str, not None"),
        (
            ContactPoint("c", unchecked("a@example.com")),
            "it.integrations[0] must be Email or PagerDuty or Slack or Webhook or Integration, not str",
        ),
        (ContactPoint("c", Email(unchecked([5]))), "it.integrations[0].addresses[0] must be str, not int"),
        (
            ContactPoint("c", PagerDuty(env(unchecked(5)))),
            "it.integrations[0].integration_key.name must be str, not int",
        ),
        (
            ContactPoint("c", PagerDuty(unchecked(None))),
            "it.integrations[0].integration_key must be SecretRef, not None",
        ),
        (NotificationPolicy(unchecked(None)), "it.receiver must be ContactPoint or str, not None"),
        (NotificationPolicy(MAIL, unchecked(["x"])), "it.routes[0] must be Route, not str"),
        (
            NotificationPolicy(MAIL, [Route(MAIL, [], [Route(unchecked(5))])]),
            "it.routes[0].routes[0].receiver must be ContactPoint or str, not int",
        ),
        (MuteTiming("n", ("22:00", "07:00"), timezone=unchecked(None)), "it.timezone must be str, not None"),
        (Template("t", unchecked(None)), "it.text must be str, not None"),
        (Catalogue([Gauge("g", "G.", minimum=unchecked("0"))]), "it.metrics[0].minimum must be float, not str"),
    ],
)
def test_what_a_type_checker_refuses_is_named_by_its_path(thing: object, fault: str) -> None:
    assert list(type_faults(thing, "it")) == [fault]


def test_no_value_of_a_field_is_shown() -> None:
    (fault,) = type_faults(ContactPoint("c", Slack(url=env("A"), username=unchecked(["CANARY"]))), "it")
    assert "CANARY" not in fault
