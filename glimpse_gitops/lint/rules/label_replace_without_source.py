"""Labels made of labels that are gone."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.label_functions import replacement_of
from ...promql.missing import why_missing
from ...promql.regex import label_matches
from ...promql.world import NAME
from ..context import Context
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class LabelReplaceWithoutSource(Rule[ExpressionSubject]):
    """A label made of a label that is gone.

    ## What it does
    Reports `label_replace` whose source label cannot be on its operand, because an aggregation removed it or the
    metric never had it, while its pattern does not match the empty value.

    ## Why is this bad?
    The pattern never matches, so nothing is replaced, and the label that is wanted is never there.

    ## Example
    ```promql
    label_replace(sum by (method) (http_requests_active), "team", "$1", "job", "(.+)-.*")
    ```

    ## Use instead
    ```promql
    label_replace(sum by (method, job) (http_requests_active), "team", "$1", "job", "(.+)-.*")
    ```
    """

    id = "PQ147"
    name = "label-replace-without-source"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for call in subject.analysis.calls if facts is not None else ():
            change = replacement_of(call) if call.function.value == "label_replace" else None
            if facts is None or change is None:
                continue
            vector, source = call.arguments[0], call.arguments[3]
            flow = facts.flows[vector]
            if flow is None or flow.possible(change.source) or label_matches("=~", change.pattern, "") is not False:
                continue
            reason = why_missing(change.source, vector, facts.flows)
            yield Fault(
                f'nothing here has the label "{change.source}"' + (f": {reason.text}" if reason else ""),
                did_you_mean(change.source, flow.may - {NAME}),
                source.span,
            )
