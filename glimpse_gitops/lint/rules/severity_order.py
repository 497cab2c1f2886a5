"""Critical alerts that fire before their warning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model.finding import Severity
from ...model.label import as_labels
from ...promql.canonical import canonical_hash
from ...promql.tree import Binary, Number, Unary, unwrap
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject


class SeverityOrder(Rule[ProjectSubject]):
    """A critical alert that fires before, or with, its warning.

    ## What it does
    Compares alerts of one group and one name whose expressions differ only in the number at the end that they are
    compared with: of `> 90` and `> 80` the higher one must be the more severe. It knows the severities `critical`,
    `error`, `warning` and `info`.

    ## Why is this bad?
    The warning never comes before the critical alert: somebody is woken for what was meant to wait till morning.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 200
            for: 5m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 5m
            labels: {severity: critical}
            annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 5m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 200
            for: 5m
            labels: {severity: critical}
            annotations: {summary: Too many requests in flight}
    ```
    """

    id = "XF606"
    name = "severity-order"
    severity = Severity.WARNING
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each pair, at the more severe of the two."""
        pairs: dict[tuple[str, ...], list[tuple[float, int, AlertRuleSubject]]] = {}
        for rule in subject.of(AlertRuleSubject):
            compared = _compared(rule)
            labels = as_labels(rule.rule.labels)
            rank = _RANKS.get(labels.get("severity", "").lower())
            if compared is None or rank is None:
                continue
            what, op, limit = compared
            others = sorted(f"{name}={value}" for name, value in labels.items() if name != "severity")
            key = (rule.home.path, rule.group.name, rule.rule.name, rule.rule.for_, what, op, *others)
            pairs.setdefault(key, []).append((limit if op in (">", ">=") else -limit, rank, rule))
        for found in pairs.values():
            yield from _out_of_order(found)


_RANKS = {"info": 0, "warning": 1, "warn": 1, "error": 2, "critical": 3, "page": 3}


def _compared(rule: AlertRuleSubject) -> tuple[str, str, float] | None:
    """What is compared, how, and with which number; None for other expressions."""
    tree = rule.analysis.parsed.tree if rule.analysis is not None else None
    node = unwrap(tree) if tree is not None else None
    if not isinstance(node, Binary) or node.op.value not in (">", ">=", "<", "<=") or node.bool_modifier is not None:
        return None
    limit = unwrap(node.right)
    sign = 1.0
    if isinstance(limit, Unary):
        sign, limit = (-1.0 if limit.op.value == "-" else 1.0), unwrap(limit.expression)
    if not isinstance(limit, Number):
        return None
    return canonical_hash(node.left), node.op.value, sign * limit.value


def _out_of_order(found: Sequence[tuple[float, int, AlertRuleSubject]]) -> Iterator[Fault]:
    """`found` are the limits, the higher the harder to reach, with the rank of their severity."""
    ordered = sorted(found, key=lambda one: one[1])
    for (low, rank, weaker), (high, above, stronger) in pairwise(ordered):
        if above > rank and high <= low:
            said = f'"{stronger.rule.name}" is as easily reached with the higher severity as with the lower one'
            yield Fault(said, f"its other limit is at {weaker.passage.origin}", subject=stronger)
