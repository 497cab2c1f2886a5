"""The notification policy tree."""

from __future__ import annotations

from glimpse_gitops.compile.policy import compile_policy
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.policy import NotificationPolicy, Route
from glimpse_gitops.model.resource import POLICY_ID

from ..definitions import defined

MAIL, CHAT = ContactPoint.existing("mail"), ContactPoint.existing("chat")
SEVERITY: Label[str] = Label("severity", ("critical", "warning"))


def test_the_tree_is_what_grafana_takes() -> None:
    nights, work = MuteTiming("nights", ("22:00", "07:00")), MuteTiming("work", ("09:00", "18:00"))
    inner = Route("chat", ['team=~"a|b"'], active=[work], group_by=["..."])
    outer = Route(CHAT, [SEVERITY("critical")], [inner], continue_=True, repeat_interval="1h", mute=[nights, "theirs"])
    resource = compile_policy(defined(NotificationPolicy(MAIL, [outer], group_by=["job"]), 4))
    assert resource.id == POLICY_ID
    assert resource.spec == {
        "receiver": "mail",
        "group_by": ["job"],
        "group_wait": "30s",
        "group_interval": "5m",
        "repeat_interval": "4h",
        "routes": [
            {
                "receiver": "chat",
                "object_matchers": [["severity", "=", "critical"]],
                "continue": True,
                "mute_time_intervals": ["nights", "theirs"],
                "repeat_interval": "1h",
                "routes": [
                    {
                        "receiver": "chat",
                        "object_matchers": [["team", "=~", "a|b"]],
                        "active_time_intervals": ["work"],
                        "group_by": ["..."],
                    }
                ],
            }
        ],
    }


def test_a_route_says_nothing_about_what_it_inherits() -> None:
    resource = compile_policy(defined(NotificationPolicy(MAIL, [Route(CHAT)])))
    assert resource.spec["routes"] == [{"receiver": "chat"}]
