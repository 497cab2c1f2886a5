"""The policy tree in the author's lines: routes, the contact points that they name, matchers by labels."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.codegen.revision import CannotFollowError, Revision
from glimpse_gitops.codegen.source_edit import ModuleSource, edited
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.integrations import Email
from glimpse_gitops.model.policy import NotificationPolicy, Route

MAIL, CHAT = ContactPoint("mail", Email("a@x")), ContactPoint("chat", Email("b@x"))
NAMES = {id(MAIL): "mail", id(CHAT): "chat"}
TEXT = """\
mail = ContactPoint("mail", Email("a@x"))
policy = NotificationPolicy(
    mail,
    group_by=["grafana_folder", "alertname", "job"],
    routes=[
        Route(mail, ["area=x"], continue_=True),
        Route(chat, [severity("critical")], group_wait="10s", mute=[nights]),
    ],
)
"""
FIRST: dict[str, Any] = {"receiver": MAIL, "matchers": ["area=x"], "continue_": True}
SECOND: dict[str, Any] = {
    "receiver": CHAT,
    "matchers": ['severity="critical"'],
    "group_wait": "10s",
    "mute": ["nights"],
}


def policy(*routes: Route, receiver: ContactPoint = MAIL, group_by: tuple[str, ...] = ()) -> NotificationPolicy:
    return NotificationPolicy(receiver, routes, group_by or ("grafana_folder", "alertname", "job"))


def revised(new: NotificationPolicy, text: str = TEXT) -> str:
    revision = Revision(ModuleSource(text), lambda value: NAMES.get(id(value)))
    found = edited(text, revision.follow(policy(Route(**FIRST), Route(**SECOND)), new, "policy"))
    compile(found, "routing.py", "exec")
    return found


def test_a_route_to_another_contact_point_names_that_one_and_leaves_the_first_as_it_is() -> None:
    found = revised(policy(Route(**{**FIRST, "receiver": CHAT}), Route(**SECOND)))
    assert found == TEXT.replace("Route(mail", "Route(chat")
    elsewhere = ContactPoint.existing("other")
    found = revised(policy(Route(**{**FIRST, "receiver": elsewhere}), Route(**SECOND), receiver=CHAT))
    assert found == TEXT.replace("Route(mail", 'Route(ContactPoint.existing("other")').replace("    mail,", "    chat,")


def test_a_label_of_the_catalogue_keeps_its_object_as_long_as_it_can_say_it() -> None:
    found = revised(policy(Route(**FIRST), Route(**{**SECOND, "matchers": ["severity=warning"]})))
    assert found == TEXT.replace('"critical"', '"warning"')
    found = revised(policy(Route(**FIRST), Route(**{**SECOND, "matchers": ["severity=~a|b"]})))
    assert found == TEXT.replace('severity("critical")', "'severity=~\"a|b\"'")


def test_an_argument_that_names_objects_goes_with_them() -> None:
    found = revised(policy(Route(**FIRST), Route(**{**SECOND, "mute": []})))
    assert found == TEXT.replace(", mute=[nights]", "")
    assert "Route(" not in revised(policy())


def test_several_items_of_a_list_go_at_once() -> None:
    found = revised(policy(Route(**FIRST), Route(**SECOND), group_by=("...",)))
    assert found == TEXT.replace('"grafana_folder", "alertname", "job"', '"..."')


def test_routes_that_changed_places_keep_their_words() -> None:
    lines = TEXT.splitlines(keepends=True)
    found = revised(policy(Route(**SECOND), Route(**FIRST)))
    assert found == "".join([*lines[:5], lines[6], lines[5], *lines[7:]])


def test_routes_that_are_computed_are_told_as_such() -> None:
    text = TEXT.replace("        Route(mail", "        *more(),\n        Route(mail")
    with pytest.raises(CannotFollowError, match="line 5 computes its list, and a Route of it was changed"):
        revised(policy(Route(**{**FIRST, "receiver": CHAT}), Route(**SECOND)), text)
