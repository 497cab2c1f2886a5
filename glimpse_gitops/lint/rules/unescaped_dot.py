"""Hosts and addresses whose dots match anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Name
from ..context import Context
from ..patterns import patterns
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class UnescapedDot(Rule[ExpressionSubject]):
    """A host or an address in a pattern, whose dots match anything.

    ## What it does
    Reports the dots in patterns that are addresses (`10.0.0.1:9100`) and names of hosts with a port or two dots at
    least, alone or as alternatives, with `.*` and `.+` around them.

    ## Why is this bad?
    `10.0.0.1` matches `10.0.011` as well. As long as there is no such host the query is right by chance.

    ## Example
    ```promql
    sum(http_requests_active{instance=~"10.0.0.1:80|10.0.0.2:80"})
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{instance=~"10\\\\.0\\\\.0\\\\.1:80|10\\\\.0\\\\.0\\\\.2:80"})
    ```
    """

    id = "PQ151"
    name = "unescaped-dot"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each pattern."""
        for value, _ in patterns(subject.analysis):
            if value.text[1:-1] != value.value or not (dots := _dots(value)):
                continue
            escaped = "\\." if value.text[0] == "`" else "\\\\."
            edits = tuple(Edit((dot, dot + 1), escaped) for dot in dots)
            said = f'the dots in "{value.value}" match any character'
            yield Fault(said, f"write {escaped} for each", value.span, repair=Repair("match the dots alone", edits))


_HOST = re.compile(r"(?:\.[*+]\.?)?(?:[\w-]+(?:\.[\w-]+){2,}(?::\d+)?|[\w-]+\.[\w-]+:\d+)(?:\.[*+]|:\.[*+])?")
_AROUND = re.compile(r"\.[*+]")


def _dots(value: Name) -> list[int]:
    """Where the dots of hosts are in the expression; none where the pattern is something else."""
    inner, start = value.value.removeprefix("(").removesuffix(")"), value.start + 1 + value.value.startswith("(")
    if not all(_HOST.fullmatch(one) for one in inner.split("|")):
        return []
    wild = {match.start() for match in _AROUND.finditer(inner)}
    return [start + at for at, sign in enumerate(inner) if sign == "." and at not in wild]
