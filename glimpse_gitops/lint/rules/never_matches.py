"""Operations that never find a pair."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.analysis import Analysis
from ...promql.fixed_labels import KEEP_LABELS, fixed_values
from ...promql.matching import matching_of
from ...promql.missing import why_missing
from ...promql.pairing import pairing_of
from ...promql.tree import Binary, Call, Expression, Selector, unwrap
from ..context import Context
from ..knowledge import ALERT_SERIES, Knowledge
from ..operands import number_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class NeverMatches(Rule[ExpressionSubject]):
    """An operation that never finds a pair.

    ## What it does
    Follows the labels of both sides of an operation between vectors, and reports one that compares a label which
    the series of one side must have and those of the other cannot have. Of a metric that nobody declares and that
    no rule records it is known that Prometheus adds `job` and `instance` to what it scrapes: without `on` such a
    series has no pair in a sum without both. So have series of which the matchers of both sides ask for other
    values of a label: `x{state="free"} / x{state="all"}`.

    ## Why is this bad?
    Series only pair when they agree on all the labels that are compared. The result is always empty: an empty
    panel, an alert that never fires.

    ## Example
    ```promql
    sum by (job, method) (http_requests_active) / sum by (job) (http_requests_active)
    ```

    ## Use instead
    ```promql
    sum by (job, method) (http_requests_active) / on (job) group_left () sum by (job) (http_requests_active)
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
    """

    id = "PQ120"
    name = "never-matches"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            pairing = pairing_of(node, facts.flows, facts.counts) if facts is not None else None
            if facts is None or pairing is None:
                continue
            if pairing.never:
                yield _lacking(node, min(pairing.never), facts)
            elif (fault := _other_value(node) or _bucket_and_count(node)) is not None:
                yield fault
            else:
                yield from _scraped_alone(node, facts, subject.analysis.knowledge)


def _lacking(node: Binary, label: str, facts: Analysis) -> Fault:
    """One side must have a label that the other one cannot have."""
    left = facts.flows[node.left]
    is_left = left is not None and not left.possible(label)
    lacking, side = ("left", node.left) if is_left else ("right", node.right)
    reason = why_missing(label, side, facts.flows)
    return Fault(
        f'the sides of "{node.op.value}" never match: the {lacking} one cannot have label "{label}"'
        + (f" ({reason.text})" if reason else ""),
        _hint(node, label),
        node.op.span,
    )


def _other_value(node: Binary) -> Fault | None:
    """A label that is compared and has one value on the left, and another one on the right."""
    matching = matching_of(node)
    left, right = fixed_values(node.left), fixed_values(node.right)
    for label in sorted(left.keys() & right.keys()):
        if matching.compares(label) and not matching.hidden and not left[label] & right[label]:
            first, second = (f'"{"|".join(sorted(values))}"' for values in (left[label], right[label]))
            differ = f'"{label}" is {first} on the left, {second} on the right'
            said = f'the sides of "{node.op.value}" never match: {differ}'
            hint = f"leave it out: ignoring ({label}), or sum without ({label}) on both sides"
            return Fault(said, hint, node.op.span)
    return None


def _bucket_and_count(node: Binary) -> Fault | None:
    """One bucket of a histogram beside the number of all its events, which has no `le`."""
    matching = matching_of(node)
    sides = [(one, fixed_values(one)) for one in (node.left, node.right)]
    for (bucket, fixed), (count, _) in (sides, sides[::-1]):
        found, beside = _scraped(bucket), _scraped(count)
        if "le" not in fixed or not matching.compares("le") or matching.hidden or len(found) != 1 or len(beside) != 1:
            continue
        name = found[0].metric or ""
        if name.endswith("_bucket") and beside[0].metric == f"{name.removesuffix('_bucket')}_count":
            said = f'the sides of "{node.op.value}" never match: "{beside[0].metric}" has no label "le"'
            return Fault(said, "match ignoring (le), or sum both sides", node.op.span)
    return None


def _scraped_alone(node: Binary, facts: Analysis, knowledge: Knowledge) -> Iterator[Fault]:
    """One side has the labels of its targets, the other neither of them."""
    if node.matching is not None:
        return
    for lacking, side, other in (("left", node.left, node.right), ("right", node.right, node.left)):
        flow, names = facts.flows[side], [one.metric or ":" for one in _scraped(other)]
        if flow is None or flow.open or not names or any(flow.possible(label) for label in _OF_TARGETS):
            continue
        made = ALERT_SERIES | knowledge.recorded
        if any(":" in name or name in made or knowledge.labels_of(name) is not None for name in names):
            continue
        if facts.flows[other] is None:
            continue
        said = (
            f'the {lacking} side of "{node.op.value}" never matches: it lacks job and instance, which "{names[0]}" has'
        )
        hint = "aggregate both sides alike, or match on (…)"
        # What is pushed to Prometheus may have neither, so that this is less than certain.
        yield Fault(said, hint, node.op.span, severity=Severity.WARNING)


_OF_TARGETS = ("job", "instance")
"""What Prometheus adds to every series that it scrapes."""


def _scraped(node: Expression) -> tuple[Selector, ...]:
    """The series as they are, but for numbers, conditions and functions that keep the labels; none for others."""
    bare = unwrap(node)
    match bare:
        case Selector():
            return (bare,)
        case Call() if bare.function.value in KEEP_LABELS and bare.arguments:
            return _scraped(bare.arguments[0])
        case Binary() if number_of(bare.right) is not None or bare.op.value in ("and", "unless"):
            return _scraped(bare.left)
        case Binary() if number_of(bare.left) is not None:
            return _scraped(bare.right)
        case Binary() if bare.op.value == "or":
            left, right = _scraped(bare.left), _scraped(bare.right)
            return left + right if left and right else ()
    return ()


def _hint(node: Binary, label: str) -> str:
    if node.matching is not None and node.matching.keyword.value == "on":
        return f'take "{label}" out of "on"'
    return f"say on which labels to match: on (…), or ignoring ({label})"
