"""Rules that go from one group to another."""

from __future__ import annotations

from dataclasses import replace

from glimpse_gitops.model.plan import Action, Change
from glimpse_gitops.model.resource import Resource, rule_group_id
from glimpse_gitops.plan.rule_moves import in_turns, is_emptied, until_taken, without_moved

from .specs import rule, rule_group


def group(name: str, rules: str) -> Resource:
    """A group with a rule for each letter; a rule's uid is its letter in small, its title the capital one."""
    made = rule_group(*(rule(letter, letter.upper()) for letter in rules))
    return replace(made, id=rule_group_id("glimpse", name), title=name)


def change(name: str, before: str, after: str) -> Change:
    live = group(name, before) if before else None
    return Change(
        Action.UPDATE if live else Action.CREATE, rule_group_id("glimpse", name), name, live, group(name, after)
    )


def turns(*changes: Change) -> list[list[str]]:
    return [[one.title for one in turn] for turn in in_turns(changes)]


def uids(made: Resource | None) -> list[str]:
    return [one["uid"] for one in made.spec["rules"]] if made else []


def test_groups_that_share_nothing_are_written_at_once() -> None:
    assert turns(change("a", "x", "xy"), change("b", "z", "")) == [["a"], ["b"]]


def test_the_group_that_takes_a_rule_is_written_before_the_one_that_gives_it() -> None:
    assert turns(change("a", "xy", "x"), change("b", "z", "zy"), change("c", "q", "r")) == [["b", "a"], ["c"]]


def test_a_title_is_given_up_before_another_rule_takes_it() -> None:
    taking = change("a", "", "x")
    assert taking.after is not None
    (renamed,) = ({**one, "uid": "another"} for one in taking.after.spec["rules"])
    taking = replace(taking, after=replace(taking.after, spec={**taking.after.spec, "rules": [renamed]}))
    assert turns(taking, change("b", "xy", "y")) == [["b", "a"]]


def test_groups_that_swap_rules_are_written_one_after_the_other() -> None:
    assert turns(change("a", "x", "y"), change("b", "y", "x")) == [["a", "b"]]


def test_what_another_group_took_is_no_longer_expected_in_the_live_one() -> None:
    giving, taking = change("a", "xyz", "x"), change("b", "", "y")
    assert uids(without_moved(giving, [taking]).before) == ["x", "z"]


def test_a_group_all_of_whose_rules_were_taken_is_no_longer_there() -> None:
    assert without_moved(change("a", "xy", "z"), [change("b", "", "xy")]).before is None


def test_groups_that_swap_rules_hold_on_to_them_until_they_are_taken() -> None:
    first, second = change("a", "xq", "yq"), change("b", "yr", "xr")
    assert uids(until_taken(first, [second]).after) == ["y", "q", "x"]
    assert until_taken(second, []) is second


def test_a_rule_whose_title_is_taken_does_not_wait() -> None:
    first, second = change("a", "x", "y"), change("b", "y", "x")
    assert first.after is not None
    (titled,) = ({**one, "title": "X"} for one in first.after.spec["rules"])
    first = replace(first, after=replace(first.after, spec={**first.after.spec, "rules": [titled]}))
    assert until_taken(first, [second]) is first


def test_a_group_is_empty_once_others_took_all_of_its_rules() -> None:
    assert is_emptied(group("a", "xy"), [change("b", "x", ""), change("b", "", "xq"), change("c", "", "y")])
    assert not is_emptied(group("a", "xy"), [change("b", "", "x")])
