"""Rules of Prometheus in files for something else: the values of a chart, a `HelmRelease`, an `Application`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.document import step
from .document_part import Part
from .json_lists import mapping, mappings_in

_DEEPEST = 7
"""Levels that are searched: `spec.values.monitoring.additionalPrometheusRulesMap.app.groups` is the sixth."""


def nested_rules(value: Any, pointer: str, depth: int = 0) -> Iterator[Part]:
    """Lists of rule groups, and of rules without a group, below the value; only lists that hold nothing else."""
    below = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, one in below:
        place = f"{pointer}{step(str(key))}"
        if is_list_of_rules(one):
            yield Part("rules", one, place, nested=True)
        elif isinstance(one, list) and one and all(map(is_bare_group, one)):
            yield Part("rule groups", one, place, nested=True)
        elif depth < _DEEPEST and isinstance(one, Mapping | list):
            yield from nested_rules(one, place, depth + 1)


def is_bare_group(value: Any) -> bool:
    """Whether it is a group of Prometheus' rules that stands outside of a rule file: a part to put into one."""
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str) or "kind" in value:
        return False
    return any("expr" in one and {"alert", "record"} & one.keys() for _, one in mappings_in(value.get("rules")))


def is_list_of_rules(value: Any) -> bool:
    """Whether it is a list of Prometheus' rules alone, for somebody to put into a group."""
    return isinstance(value, list) and bool(value) and all(_is_rule(mapping(one)) for one in value)


def _is_rule(fields: Mapping[str, Any]) -> bool:
    """Whether it is a rule; quotes that are escaped are for a program that puts the text into others."""
    names = [one for one in (fields.get("alert"), fields.get("record")) if one is not None]
    expr = fields.get("expr")
    return len(names) == 1 and isinstance(names[0], str) and isinstance(expr, str) and not _ESCAPED.search(expr)


_ESCAPED = re.compile(r'[=~]\\+"')
