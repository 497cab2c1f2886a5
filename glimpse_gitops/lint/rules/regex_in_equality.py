"""Patterns that are compared as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RegexInEquality(Rule[ExpressionSubject]):
    """A pattern that is compared as plain text.

    ## What it does
    Reports `=` and `!=` matchers whose value holds `.*`, `.+` or `|`, which only a regular expression understands.
    Values that the catalogue lists are not reported, nor routes with a `^` in front: there are routers whose routes
    are patterns, and are called so. `juju_charm!=".*"` is how charms make room for labels of a deployment.

    ## Why is this bad?
    `route="/users/.*"` matches the route that is literally called so, and there is none.

    ## Example
    ```promql
    sum(rate(http_requests_total{route="/users/.*"}[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total{route=~"/users/.*"}[5m]))
    ```
    """

    id = "PQ119"
    name = "regex-in-equality"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each matcher."""
        for selector in subject.analysis.selectors:
            for matcher in selector.matchers:
                op, value, label = matcher.op, matcher.value, matcher.label
                if op is None or value is None or label is None or value.variable or op.value not in _REGEX_OPS:
                    continue
                known = subject.analysis.knowledge.values_of(selector.metric, label.value)
                if (label.value in _ROUTES and value.value.startswith("^")) or label.value.startswith("juju_"):
                    continue
                if (
                    any(sign in value.value for sign in _SIGNS) or _CLASS.fullmatch(value.value)
                ) and value.value not in known:
                    meant = _REGEX_OPS[op.value]
                    yield Fault(
                        f'"{value.value}" is compared as plain text, not as a pattern',
                        f"write {label.text}{meant}{value.text}",
                        (op.start, value.end),
                        repair=Repair(f"compare with {meant}", (Edit((op.start, op.end), meant),), safe=True),
                    )


_REGEX_OPS = {"=": "=~", "!=": "!~"}
_CLASS = re.compile(r"[1-5]\.\.")
"""All HTTP statuses of a class."""
_SIGNS = (".*", ".+", "|")
_ROUTES = frozenset({"route", "path", "handler", "endpoint", "uri", "url", "view", "pattern"})
