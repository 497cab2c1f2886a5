"""The queries that a plan creates or changes, each with values for Grafana's variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..model.plan import Action, Change
from ..model.query_check import PlannedQuery
from ..model.resource import Bundle, Resource, ResourceKind
from ..promql.parser import parse
from ..promql.tree import selectors

_VARIABLE = re.compile(r"\$\{(\w+)(?::[^{}]*)?\}|\$(\w+)|\[\[(\w+)(?::\w+)?\]\]", re.ASCII)
_BUILT_IN = {
    "__interval": "1m",
    "__interval_ms": "60000",
    "__rate_interval": "5m",
    "__rate_interval_ms": "300000",
    "__range": "1h",
    "__range_s": "3600",
    "__range_ms": "3600000",
    "__from": "0",
    "__to": "0",
}
"""What Grafana sets by itself: values for one run over an hour."""
_ALL = "$__all"
_ANY = ".*"
"""What a variable with a regular expression as its value means where everything is chosen."""
_WRITING = (Action.CREATE, Action.UPDATE)


def planned_queries(changes: Iterable[Change]) -> tuple[PlannedQuery, ...]:
    """Every query of what is created or changed that is not in the live object already, each text once an object."""
    found: list[PlannedQuery] = []
    for change in changes:
        if change.action in _WRITING and change.after is not None and change.id.kind in _QUERIES:
            queries = _QUERIES[change.id.kind]
            known = {(one.datasource, one.text) for one in queries(change.before)} if change.before else set()
            new = {(one.datasource, one.text): one for one in queries(change.after)}
            found += [one for key, one in new.items() if key not in known]
    return tuple(found)


def panel_queries(bundle: Bundle, built_in: Mapping[str, str]) -> tuple[PlannedQuery, ...]:
    """Every query of the bundle's dashboards; `built_in` are values for `__rate_interval` and its like."""
    boards = bundle.of_kind(ResourceKind.DASHBOARD)
    return tuple(query for board in boards for query in _of_panels(board, {**_BUILT_IN, **built_in}))


def _of_rules(group: Resource) -> Iterator[PlannedQuery]:
    for rule in group.spec["rules"]:
        for node in rule.get("data") or ():
            text = (node.get("model") or {}).get("expr")
            if isinstance(text, str) and node.get("datasourceUid") != "__expr__":
                where = f'rule "{rule["title"]}" (group {group.title}), query {node["refId"]}'
                yield PlannedQuery(where, str(node["datasourceUid"]), "", text, text, alerts=True)


def _of_panels(dashboard: Resource, built_in: Mapping[str, str] = _BUILT_IN) -> Iterator[PlannedQuery]:
    spec = dashboard.spec["dashboard"]
    variables = [one for one in (spec.get("templating") or {}).get("list") or () if isinstance(one, Mapping)]
    values = {str(one.get("name")): _value(one) for one in variables}
    kinds = {str(one.get("name")): str(one.get("query")) for one in variables if one.get("type") == "datasource"}
    for panel in _panels(spec.get("panels") or ()):
        for target in panel.get("targets") or ():
            text = target.get("expr")
            if not isinstance(text, str) or not text:
                continue
            reference = target.get("datasource") or panel.get("datasource") or {}
            uid, kind = str(reference.get("uid") or ""), str(reference.get("type") or "")
            if match := _VARIABLE.fullmatch(uid):
                name = match[1] or match[2] or match[3]
                uid, kind = values.get(name) or uid, kind or kinds.get(name, "")
            where = f'dashboard {dashboard.title}, panel "{panel.get("title", "")}", query {target.get("refId", "")}'
            runnable, why_not = _filled(text, {**values, **built_in})
            yield PlannedQuery(where, uid, kind, text, runnable, why_not)


def _panels(panels: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for panel in panels:
        yield panel
        yield from _panels(panel.get("panels") or ())


def _value(variable: Mapping[str, Any]) -> str:
    """The value that the variable has when the dashboard is opened; empty where only a server can tell."""
    current = (variable.get("current") or {}).get("value")
    if isinstance(current, list):
        current = "|".join(str(one) for one in current) if _ALL not in current else _ALL
    if current == _ALL or (not current and variable.get("includeAll")):
        return str(variable.get("allValue") or _ANY)
    if not current and variable.get("type") in ("constant", "textbox"):
        current = variable.get("query")
    return str(current or "")


def _filled(text: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The text with values for its variables, or an empty one and why."""
    names = [match[1] or match[2] or match[3] for match in _VARIABLE.finditer(text)]
    for name in names:
        if not known.get(name):
            return "", f"${name} has no value before the dashboard is opened"
    strict = _compared_exactly(text)
    for name in names:
        if name in strict and known[name] == _ANY:
            return "", f"${name} stands for one value there, and all are chosen"
    return _VARIABLE.sub(lambda match: known[match[1] or match[2] or match[3]], text), ""


def _compared_exactly(text: str) -> set[str]:
    """Variables in matchers that are no regular expressions."""
    tree = parse(text).tree
    if tree is None:
        return set()
    return {
        match[1] or match[2] or match[3]
        for selector in selectors(tree)
        for matcher in selector.matchers
        if matcher.op is not None and matcher.op.value in ("=", "!=") and matcher.value is not None
        for match in _VARIABLE.finditer(matcher.value.text)
    }


_QUERIES: Mapping[ResourceKind, Callable[[Resource], Iterator[PlannedQuery]]] = {
    ResourceKind.RULE_GROUP: _of_rules,
    ResourceKind.DASHBOARD: _of_panels,
}
