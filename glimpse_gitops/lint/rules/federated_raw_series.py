"""Federated series that no rule has aggregated."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..nearest import misspelt
from ..rule import Fault, Rule
from ..subjects import FederationSubject


class FederatedRawSeries(Rule[FederationSubject]):
    """A federated series that no rule has aggregated.

    ## What it does
    Reports names in `Federation(series=[…])` that no recording rule of the project records.

    ## Why is this bad?
    The central Prometheus then holds every series of all others: it is as large as the one that had to be divided, and
    its samples come late and in bursts. What people ask it for are sums over jobs, which the others can record.

    ## Example
    ```python
    Federation(series=["http_requests_total"])
    ```

    ## Use instead
    ```python
    Federation(series=["job:http_requests:rate5m"])
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/federation/
    """

    id = "CD416"
    name = "federated-raw-series"
    severity = Severity.ERROR
    subject = FederationSubject

    def check(self, subject: FederationSubject, context: Context) -> Iterator[Fault]:
        """One fault for each name."""
        recorded = subject.knowledge.recorded
        for position, name in enumerate(subject.federation.series or ()):
            if name not in recorded:
                near = misspelt(name, recorded)
                yield Fault(
                    f'"{name}" is federated, and no recording rule makes it',
                    f'did you mean "{near}"?' if near else "record an aggregate of it, and federate that",
                    passage=subject.part(f"/series/{position}"),
                )
