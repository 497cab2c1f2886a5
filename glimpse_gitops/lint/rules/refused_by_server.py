"""What the server is too old for, or not told to understand."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.functions import Version
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RefusedByServer(Rule[ExpressionSubject]):
    """A part of PromQL that this server does not understand.

    ## What it does
    With `lint --online`, holds the functions, modifiers and durations of each query against the version of the server
    and the features that its `--enable-feature` switches on. Servers that only speak the API of Prometheus are left
    alone: their versions are others.

    ## Why is this bad?
    The server refuses the query. It does not load a rule file with it at all.

    ## Example
    ```promql
    max(mad_over_time(http_requests_active[5m]))
    ```

    ## Use instead
    ```promql
    max(stddev_over_time(http_requests_active[5m]))
    ```
    """

    id = "ON905"
    name = "refused-by-server"
    severity = Severity.ERROR
    subject = ExpressionSubject
    online = True

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = context.online
        version = _version(facts.version) if facts is not None else None
        if facts is None or version is None:
            return
        for feature in subject.analysis.features:
            since = feature.since
            if since > version:
                said = f"{feature.name} needs Prometheus {since.major}.{since.minor}"
                yield Fault(f"{said}, and {facts.server} is {facts.version}", "upgrade it, or do without", feature.span)
            elif feature.flag is not None and feature.flag not in facts.features:
                said = f"{feature.name} needs --enable-feature={feature.flag}"
                yield Fault(f"{said}, which {facts.server} is not started with", "add the flag there", feature.span)


def _version(text: str) -> Version | None:
    """The version as numbers; None where it is none."""
    parts = text.removeprefix("v").split(".")
    return Version(int(parts[0]), int(parts[1])) if len(parts) > 1 and "".join(parts[:2]).isdecimal() else None
