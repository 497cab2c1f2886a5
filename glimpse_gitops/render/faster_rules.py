"""Rule groups whose time runs faster: every duration divided by a number, so that a `for` of minutes takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.duration import format_duration, parse_duration
from ..model.grafana_rule import GrafanaRule
from ..model.rule_group import AlertRule, Rule, RuleGroup
from ..promql.parser import parse
from ..promql.tree import Expression, Number, Offset, Selector, Subquery, Window, postorder


def faster(group: RuleGroup, times: float) -> RuleGroup:
    """The group as it is where a minute takes a `times`-th of one: intervals, ranges, offsets, `for` and all."""
    rules = [rule if isinstance(rule, GrafanaRule) else _faster_rule(rule, times) for rule in group.rules]
    return replace(group, rules=rules, interval=_divided(group.interval, times))


def faster_expression(expr: str, times: float) -> str:
    """The expression with its ranges, steps and offsets divided; other numbers stay, whatever they mean.

    An expression that cannot be parsed stays as it is.
    """
    tree = parse(expr).tree
    if tree is None:
        return expr
    parts: list[str] = []
    position = 0
    for number in sorted(_durations(tree), key=lambda one: one.start):
        parts += [expr[position : number.start], format_duration(max(1, round(number.value * 1000 / times)))]
        position = number.end
    return "".join([*parts, expr[position:]])


def _faster_rule(rule: Rule, times: float) -> Rule:
    expr = faster_expression(rule.expr, times)
    if not isinstance(rule, AlertRule):
        return replace(rule, expr=expr)
    keep = _divided(rule.keep_firing_for, times) if rule.keep_firing_for else ""
    return replace(rule, expr=expr, for_=_divided(rule.for_, times), keep_firing_for=keep)


def _divided(duration: str, times: float) -> str:
    milliseconds = parse_duration(duration)
    return format_duration(max(1, round(milliseconds / times)) if milliseconds else 0)


def _durations(tree: Expression) -> Iterator[Number]:
    for node in postorder(tree):
        if isinstance(node, Selector | Subquery):
            for part in (node.window, node.offset):
                yield from _literals(part) if part is not None else ()


def _literals(part: Window | Offset) -> Iterator[Number]:
    """The positive literals; a computed duration, and a negative offset, stay as they are."""
    given = [part.duration, part.step] if isinstance(part, Window) else [part.duration]
    yield from (one for one in given if isinstance(one, Number) and one.value > 0)
