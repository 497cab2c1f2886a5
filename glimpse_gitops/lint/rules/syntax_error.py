"""Expressions that are no PromQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

from ...model.finding import Severity
from ...promql.fault import FaultKind
from ..context import Context
from ..promql_faults import faults_of_kind
from ..rule import Fault, Profile, Rule
from ..subjects import QuerySubject


class SyntaxErrors(Rule[QuerySubject]):
    """An expression that is no PromQL.

    ## What it does
    Parses every PromQL expression of dashboards, variables, annotations and rules, and points at what the parser did
    not expect: a missing bracket or quote, a keyword in the wrong place, a word too many. Grafana's variables are
    understood where Grafana puts them in. A form for new rules, as with `<expression>` in the rule `<name>`, is left
    alone, and so is what has a place for matchers of a program that deploys it: `up{%%juju_topology%%}`.

    ## Why is this bad?
    Prometheus refuses the query: the panel shows an error, the rule file is not loaded, the alert never fires.

    ## Example
    ```promql
    sum by (job) (rate(http_requests_total[5m])
    ```

    ## Use instead
    ```promql
    sum by (job) (rate(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/basics/
    """

    id = "PQ001"
    name = "syntax-error"
    severity = Severity.ERROR
    profile: ClassVar[Profile] = "minimal"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """The first fault that the parser found: what comes behind it often follows from it."""
        is_form = _FORM.fullmatch(subject.expr.strip()) is not None and "<" in subject.object
        if not is_form and not _HELD_FREE.search(subject.expr):
            yield from islice(faults_of_kind(subject, FaultKind.SYNTAX, FaultKind.RANGE), 1)


_FORM = re.compile(r"<[^<>]+>")
"""What is to be filled in by hand, where the name of the rule is, too."""
_HELD_FREE = re.compile(r"%%\w+%%")
