"""Edits in the author's own lines: the smallest that say it, in the form that the lines have."""

from __future__ import annotations

import pytest

from glimpse_gitops.codegen.imports import with_imports
from glimpse_gitops.codegen.revision import CannotFollowError, Revision
from glimpse_gitops.codegen.source_edit import ModuleSource, edited
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.integrations import Email, Slack
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.rule_group import AlertRule, RuleGroup
from glimpse_gitops.model.secret import env

APP = """\
app = RuleGroup(
    "app",
    rules=[
        # the first one
        AlertRule(
            "Down",
            expr="up == 0",  # nobody answers
            for_="5m",
            labels={"severity": "critical", "team": "a"},
        ),
        AlertRule("Slow", expr="latency > 1", for_="10m"),
    ],
)
"""
DOWN = AlertRule("Down", "up == 0", for_="5m", labels={"severity": "critical", "team": "a"})
SLOW = AlertRule("Slow", "latency > 1", for_="10m")


def revised(text: str, old: object, new: object, variable: str = "app") -> str:
    revision = Revision(ModuleSource(text), lambda _: None)
    return edited(text, revision.follow(old, new, variable))


def group(*rules: AlertRule, interval: str = "1m") -> RuleGroup:
    return RuleGroup("app", rules, interval=interval)


def test_comments_and_layout_stay_around_a_changed_literal() -> None:
    new = AlertRule("Down", "up == 1", for_="5m", labels={"severity": "critical", "team": "a"})
    assert revised(APP, group(DOWN, SLOW), group(new, SLOW)) == APP.replace("up == 0", "up == 1")


def test_an_argument_that_says_its_default_now_goes() -> None:
    new = AlertRule("Slow", "latency > 1")
    assert revised(APP, group(DOWN, SLOW), group(DOWN, new)) == APP.replace(', for_="10m"', "")


def test_a_new_argument_gets_a_line_of_its_own_where_the_others_have_one() -> None:
    found = revised(APP, group(DOWN, SLOW), group(DOWN, SLOW, interval="2m"))
    assert found == APP.replace("    ],\n)", '    ],\n    interval="2m",\n)')


def test_a_new_rule_comes_where_it_is_live() -> None:
    added = AlertRule("Many", "count(up) > 3")
    found = revised(APP, group(DOWN, SLOW), group(DOWN, added, SLOW))
    assert found == APP.replace(
        "        ),\n        Alert", '        ),\n        AlertRule("Many", expr="count(up) > 3"),\n        Alert'
    )


def test_a_rule_that_is_gone_leaves_nothing_behind() -> None:
    assert revised(APP, group(DOWN, SLOW), group(DOWN)).count("AlertRule(") == 1
    assert "Slow" not in revised(APP, group(DOWN, SLOW), group(DOWN))


def test_an_entry_of_a_dictionary_that_is_gone_takes_the_dictionary_along() -> None:
    new = AlertRule("Down", "up == 0", for_="5m", labels={"severity": "critical"})
    assert revised(APP, group(DOWN, SLOW), group(new, SLOW)) == APP.replace(', "team": "a"}', "}")


def test_a_label_of_the_catalogue_keeps_its_object() -> None:
    text = 'app = RuleGroup("app", rules=[AlertRule("Down", "up", labels=[severity("critical")])])\n'
    old = AlertRule("Down", "up", labels={"severity": "critical"})
    new = AlertRule("Down", "up", labels={"severity": "warning"})
    assert revised(text, group(old), group(new)) == text.replace("critical", "warning")


def test_rules_beside_computed_ones_are_found_by_their_names() -> None:
    text = 'app = RuleGroup("app", rules=[*others(), AlertRule("Slow", "latency > 1")])\n'
    old, new = AlertRule("Slow", "latency > 1"), AlertRule("Slow", "latency > 2")
    assert revised(text, group(DOWN, old), group(DOWN, new)) == text.replace("> 1", "> 2")


def test_an_object_in_a_list_and_behind_a_name_is_found() -> None:
    text = '_slow = AlertRule("Slow", "latency > 1")\ngroups = [RuleGroup("a", []), RuleGroup("app", rules=[_slow])]\n'
    old, new = AlertRule("Slow", "latency > 1"), AlertRule("Slow", "latency > 2")
    assert revised(text, group(old), group(new), "groups[1]") == text.replace("> 1", "> 2")


def test_channels_are_followed_one_by_one() -> None:
    text = 'oncall = ContactPoint("oncall", Email("a@x"), Slack(url=env("URL"), recipient="#a"))\n'
    slack = Slack(url=env("URL"), recipient="#b")
    old = ContactPoint("oncall", Email("a@x"), Slack(url=env("URL"), recipient="#a"))
    assert revised(text, old, ContactPoint("oncall", Email("a@x"), slack), "oncall") == text.replace("#a", "#b")


def test_a_mute_timing_is_written_anew() -> None:
    text = 'nights = MuteTiming("nights", ("22:00", "07:00"))\n'
    old, new = MuteTiming("nights", ("22:00", "07:00")), MuteTiming("nights", ("22:00", "06:00"), "Asia/Seoul")
    found = revised(text, old, new, "nights")
    assert found == 'nights = MuteTiming("nights", ("22:00", "06:00"), "Asia/Seoul")\n'


@pytest.mark.parametrize(
    "text",
    [
        'app = RuleGroup("app", rules=[AlertRule("Slow", f"latency > {limit}")])\n',
        'app = RuleGroup("app", rules=make())\n',
        'app = RuleGroup("app", **given)\n',
        "app = make()\n",
        "from elsewhere import app\n",
    ],
)
def test_what_is_computed_is_never_touched(text: str) -> None:
    old, new = AlertRule("Slow", "latency > 1"), AlertRule("Slow", "latency > 2")
    with pytest.raises(CannotFollowError):
        revised(text, group(old), group(new))


def test_an_import_joins_the_statement_that_is_there() -> None:
    text = '"""Rules."""\n\nfrom a.b import (\n    z,\n    B,\n)\n\nx = 1\n'
    assert with_imports(text, {"C": "a.b", "z": "a.b"}) == '"""Rules."""\n\nfrom a.b import B, C, z\n\nx = 1\n'


def test_an_import_of_another_module_gets_a_statement() -> None:
    assert with_imports("from a import b\nx = 1\n", {"c": "d"}) == "from a import b\nfrom d import c\nx = 1\n"
    assert with_imports("x = 1\n", {"c": "d"}) == "from d import c\n\nx = 1\n"


def test_places_are_right_behind_letters_of_several_bytes() -> None:
    text = 'app = RuleGroup("app", rules=[AlertRule("느림", "latency > 1", for_="1m")])\n'
    old, new = AlertRule("느림", "latency > 1", for_="1m"), AlertRule("느림", "latency > 1", for_="2m")
    assert revised(text, group(old), group(new)) == text.replace("1m", "2m")
