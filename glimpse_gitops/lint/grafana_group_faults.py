"""What Grafana refuses of the rule groups in a provisioning file: with one of these it does not even start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.broken_part import BrokenPart
from ..model.document import Document
from .json_lists import mappings_in
from .site import text_of

_GROUP_HAS = ("name", "folder", "interval")
_RULE_HAS = ("title", "uid", "condition", "data")
_RECORDING_HAS = ("title", "uid", "data")
_IN_PROMETHEUS = {"alert", "record"}


def grafana_group_faults(json: Mapping[str, Any], document: Document, pointer: str) -> Iterator[BrokenPart]:
    """The faults of the group at the pointer, and of its rules."""
    words = f"rule group {text_of(json.get('name')) or text_of(json.get('title'))}"
    if "rules" not in json and {"title", "data"} <= json.keys():
        hint = "put it under the rules of a group, further in"
        yield BrokenPart(
            "rule", "this is a rule, and stands where a group belongs", document.origin(pointer), words, hint
        )
        return
    named = f"{pointer}/name" if json.get("name") else pointer
    for key in _missing(json, _GROUP_HAS):
        yield BrokenPart("rule", f"the rule group has no {key}", document.origin(named), words)
    if fault := _number(json, "interval"):
        yield BrokenPart("rule", fault, document.origin(f"{pointer}/interval"), words)
    for index, rule in mappings_in(json.get("rules")):
        below = f"{pointer}/rules/{index}"
        said = f"rule {text_of(rule.get('title')) or index + 1} ({words})"
        if "data" not in rule and "expr" in rule and _IN_PROMETHEUS & rule.keys():
            hint = "Grafana wants title, uid, condition and data; or take apiVersion away, and give it to Prometheus"
            fault = "this is a rule of Prometheus in a file of Grafana"
            yield BrokenPart("rule", fault, document.origin(below), said, hint)
            continue
        for key in _missing(rule, _RECORDING_HAS if "record" in rule else _RULE_HAS):
            titled = f"{below}/title" if rule.get("title") else below
            yield BrokenPart("rule", f"the rule has no {key}", document.origin(titled), said)
        if fault := _number(rule, "for"):
            yield BrokenPart("rule", fault, document.origin(f"{below}/for"), said)


def _missing(json: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if json.get(key) in (None, "", [])]


def _number(json: Mapping[str, Any], key: str) -> str:
    """What is wrong with a duration that is a bare number."""
    value = json.get(key)
    bare = isinstance(value, int) and not isinstance(value, bool) and value
    return f"{key} {value} has no unit: Grafana wants a duration such as {value}s" if bare else ""
