"""What Grafana refuses of the rule groups in a provisioning file: with one of these it does not even start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.broken_part import BrokenPart
from ..model.document import Document
from ..model.duration import parse_duration
from .json_lists import mapping, mappings_in
from .site import text_of

_GROUP_HAS = ("name", "folder", "interval")
_RULE_HAS = ("title", "uid", "condition", "data")
_RECORDING_HAS = ("title", "uid", "data")
_IN_PROMETHEUS = {"alert", "record"}
_UID = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
_STATES = {
    "noDataState": ("NoData", "Alerting", "OK", "KeepLast"),
    "execErrState": ("Error", "Alerting", "OK", "KeepLast"),
}
_SCHEDULE = 10_000
"""How often Grafana looks which groups are due, in milliseconds: an interval is a multiple of it."""


def grafana_group_faults(json: Mapping[str, Any], document: Document, pointer: str) -> Iterator[BrokenPart]:
    """The faults of the group at the pointer, and of its rules."""
    words = f"rule group {text_of(json.get('name')) or text_of(json.get('title'))}"
    if "rules" not in json and {"title", "data"} <= json.keys():
        hint = "put it under the rules of a group, further in"
        yield BrokenPart(
            "rule", "this is a rule, and stands where a group belongs", document.origin(pointer), words, hint
        )
        return
    if (index := _of_prometheus(json)) is not None:
        hint = "Grafana wants title, uid, condition and data; or take apiVersion away, and give it to Prometheus"
        fault = "this is a rule of Prometheus in a file of Grafana"
        yield BrokenPart("rule", fault, document.origin(f"{pointer}/rules/{index}"), words, hint)
        return
    named = f"{pointer}/name" if json.get("name") else pointer
    for key in _missing(json, _GROUP_HAS):
        yield BrokenPart("rule", f"the rule group has no {key}", document.origin(named), words)
    if fault := _duration(json, "interval"):
        yield BrokenPart("rule", fault, document.origin(f"{pointer}/interval"), words)
    for index, rule in mappings_in(json.get("rules")):
        below = f"{pointer}/rules/{index}"
        said = f"rule {text_of(rule.get('title')) or index + 1} ({words})"
        for key in _missing(rule, _RECORDING_HAS if "record" in rule else _RULE_HAS):
            titled = f"{below}/title" if rule.get("title") else below
            yield BrokenPart("rule", f"the rule has no {key}", document.origin(titled), said)
        for fault, inside in _rule_faults(rule):
            yield BrokenPart("rule", fault, document.origin(f"{below}/{inside}"), said)


def _of_prometheus(json: Mapping[str, Any]) -> int | None:
    """The index of the first rule that is one of Prometheus: it speaks for its group, which is one, too."""
    for index, rule in mappings_in(json.get("rules")):
        if "data" not in rule and "expr" in rule and _IN_PROMETHEUS & rule.keys():
            return index
    return None


def _missing(json: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if json.get(key) in (None, "", [])]


def _rule_faults(rule: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with what a rule says of itself, and the key that says it."""
    if fault := _duration(rule, "for"):
        yield fault, "for"
    uid = text_of(rule.get("uid"))
    if "$" not in uid and uid and not _UID.fullmatch(uid):
        yield f'uid "{uid}": Grafana takes up to 40 letters, digits, - and _', "uid"
    for key, known in _STATES.items():
        state = text_of(rule.get(key))
        if state and "$" not in state and state not in known:
            yield f'{key} "{state}" is none of {", ".join(known)}', key
    asked = [text_of(one.get("refId")) for _, one in mappings_in(rule.get("data"))]
    condition = text_of(rule.get("condition"))
    if condition and all(asked) and asked and condition not in asked and "record" not in rule:
        yield f'condition "{" ".join(condition.split())}" is none of the queries {", ".join(asked)}', "condition"
    for index, one in mappings_in(rule.get("data")):
        kind = text_of(mapping(one.get("model")).get("type"))
        if one.get("datasourceUid") in _OF_EXPRESSIONS and "$" not in kind and kind not in _EXPRESSIONS:
            said = f'"{kind}" is no type of expression' if kind else "the expression has no type"
            yield f"{said}: {', '.join(_EXPRESSIONS)}", f"data/{index}"


_OF_EXPRESSIONS = ("__expr__", "-100")
"""What stands in the place of a data source where Grafana itself reckons; the number is how it was called at first."""
_EXPRESSIONS = ("math", "reduce", "resample", "classic_conditions", "threshold", "sql")


def _duration(json: Mapping[str, Any], key: str) -> str:
    """What is wrong with a duration; empty where nothing is, or where the environment says it."""
    value = json.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and value:
        return f"{key} {value} has no unit: Grafana wants a duration such as {value}s"
    text = text_of(value)
    if not text or "$" in text:
        return ""
    try:
        milliseconds = parse_duration(text)
    except ValueError as error:
        return f"{key}: {error}"
    if key == "interval" and (milliseconds % _SCHEDULE or not milliseconds):
        return f"interval {text} is no multiple of 10s, by which Grafana evaluates"
    return ""
