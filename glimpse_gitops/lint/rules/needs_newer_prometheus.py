"""Parts of PromQL that the server is too old for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


@dataclass(frozen=True)
class NeedsNewerPrometheus(Rule[ExpressionSubject]):
    """A part of PromQL that the server is too old for.

    ## What it does
    Compares functions, operators and modifiers with the version of Prometheus that the option names, else with that of
    the image in the project's stack. It says nothing where neither is there.

    ## Why is this bad?
    An older server does not parse the query: the panel shows an error, and a rule file with it is not loaded at all.

    ## Example
    ```python
    [{"rules": {"PQ013": {"version": "2.45"}}},
     AlertRule("Late", "max(ts_of_max_over_time(sessions[5m])) > 1e9", "5m", {"severity": "warning"}, "Too late")]
    ```

    ## Use instead
    ```python
    [{"rules": {"PQ013": {"version": "2.45"}}},
     AlertRule("Many", "max(max_over_time(sessions[5m])) > 100", "5m", {"severity": "warning"}, "Many sessions")]
    ```

    ## Options
    * `version`: the oldest Prometheus that runs these queries, such as `2.53`.
    """

    id = "PQ013"
    name = "needs-newer-prometheus"
    severity = Severity.ERROR
    subject = ExpressionSubject

    version: str = ""

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        given = self.version or context.prometheus_version
        match = _VERSION.match(given) if given else None
        if match is None:
            return
        server = (int(match[1]), int(match[2]))
        for feature in subject.analysis.features:
            if feature.since > server:
                since = f"{feature.since.major}.{feature.since.minor}"
                said = f"{feature.name} needs Prometheus {since}, and this is for {server[0]}.{server[1]}"
                yield Fault(said, "write it without, or upgrade the server first", feature.span)


_VERSION = re.compile(r"v?(\d+)\.(\d+)")
