"""Parts of PromQL that Prometheus only understands when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


@dataclass(frozen=True)
class FeatureFlag(Rule[ExpressionSubject]):
    """A part of PromQL that Prometheus only understands when it is told to.

    ## What it does
    Reports experimental functions, modifiers and durations that need `--enable-feature`, unless the flag is among
    the option `enabled`.

    ## Why is this bad?
    A server without the flag refuses the query: the panel shows an error, and a rule file with it is not loaded at
    all.

    ## Example
    ```promql
    sum(limitk(3, http_requests_active))
    ```

    ## Use instead
    ```promql
    sum(topk(3, http_requests_active))
    ```

    ## Options
    * `enabled`: feature flags that all servers have which run these queries, such as
      `promql-experimental-functions`.

    ## References
    * https://prometheus.io/docs/prometheus/latest/feature_flags/
    """

    id = "PQ005"
    name = "feature-flag"
    severity = Severity.ERROR
    profile = "strict"
    subject = ExpressionSubject

    enabled: tuple[str, ...] = ()

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for feature in subject.analysis.features:
            if feature.flag is not None and feature.flag not in self.enabled:
                yield Fault(
                    f"{feature.name} needs --enable-feature={feature.flag}",
                    f'say enabled = ["{feature.flag}"] where the servers have it',
                    feature.span,
                )
