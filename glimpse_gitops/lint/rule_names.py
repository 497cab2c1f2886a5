"""How people name rules: by id, by name, by family (`PQ`), or all of them (`ALL`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .nearest import nearest
from .rule import Rule
from .rule_table import RULES

_FAMILY = re.compile(r"[A-Z]{2}[0-9]{0,2}")


def rules_named(word: str, rules: Iterable[Rule[Any]] = RULES) -> tuple[Rule[Any], ...]:
    """The rules that a word means; none for a word that means none."""
    if word == "ALL":
        return tuple(rules)
    exact = tuple(rule for rule in rules if word in (rule.id, rule.name))
    if exact or not _FAMILY.fullmatch(word):
        return exact
    return tuple(rule for rule in rules if rule.id.startswith(word))


def ids_named(words: Iterable[str], rules: Iterable[Rule[Any]] = RULES) -> frozenset[str]:
    """The ids of all rules that some words mean."""
    listed = tuple(rules)
    return frozenset(rule.id for word in words for rule in rules_named(word, listed))


def id_of(word: str) -> str:
    """The id of the rule with this id or name; the word itself where there is none."""
    return _IDS.get(word, word)


def nearest_rule(word: str) -> str:
    """The id or name most like a word that names no rule; empty where none is like it."""
    written = word.upper()
    alike = [rule.id for rule in RULES if rule.id[:3] == written[:3]]
    if alike and re.match(r"[A-Z]{2}[0-9]", written):
        return max(alike, key=lambda one: (_shared(one, written), -abs(len(one) - len(written))))
    return nearest(written, (rule.id for rule in RULES), cutoff=0.7) or nearest(
        word.lower(), (rule.name for rule in RULES)
    )


def _shared(one: str, other: str) -> int:
    """Characters at the start of both."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def unknown_rule(word: str) -> tuple[str, str]:
    """Message and hint for a word that names no rule."""
    near = nearest_rule(word)
    hint = f'did you mean "{near}"?' if near else "`glimpse-gitops rules` lists them all"
    return f'"{word}" is no rule', hint


_IDS = {rule.name: rule.id for rule in RULES} | {rule.id: rule.id for rule in RULES}
