"""Expressions on which two parsers disagree."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.verdict import second_verdict
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class ParserDisagreement(Rule[QuerySubject]):
    """An expression on which two parsers disagree.

    ## What it does
    Asks promql-parser, a port of Prometheus' own parser, for a second opinion on every expression. What that parser is
    known to get wrong does not count.

    ## Why is this bad?
    One of the two is mistaken, and Prometheus may refuse the query. Please report it.

    ## References
    * https://github.com/messense/py-promql-parser
    """

    id = "PQ003"
    name = "parser-disagreement"
    severity = Severity.INFO
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.use == "variable" and not subject.expr:
            return
        verdict = second_verdict(subject.analysis.parsed, variables=subject.use not in ("alert", "recording"))
        if not verdict.agrees:
            said = "accepts" if verdict.accepted else f"refuses ({verdict.message})"
            yield Fault(f"promql-parser {said} this expression, and this linter does not agree", "please report it")
