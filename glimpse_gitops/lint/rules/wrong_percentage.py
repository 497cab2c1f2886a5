"""Percentages in the text of an alert that are a hundred times too large or too small."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.analysis import Analysis
from ...promql.interval import Interval
from ...promql.tree import Aggregation, Binary, Call, Expression, Number, Paren, Selector, children, postorder, unwrap
from ...promql.words import COMPARISONS
from ..context import Context
from ..operands import RATES, vector_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class WrongPercentage(Rule[AlertRuleSubject]):
    """A percentage in the text of an alert that is none, or a hundred times too large or too small.

    ## What it does
    Works out which values the alert can have. Reports `humanizePercentage`, which multiplies by 100, of a value
    that is 10 at least, and so shown as 1000% or more, of 100 times a quotient, or of a rate of events, and a `%`
    behind a quotient of 1 at most, or one that is compared with less than 1, which is a share and no percentage.

    ## Why is this bad?
    Whoever is woken reads that 9500% of the processor are in use, or that 0.2% of the requests fail where it is a fifth
    of them.

    ## Example
    ```yaml
    alert: ManyErrors
    expr: 100 * sum(rate(http_requests_total{status_class="5xx"}[5m])) / sum(rate(http_requests_total[5m])) > 10
    for: 5m
    labels: {severity: critical}
    annotations: {summary: "{{ $value | humanizePercentage }} of the requests fail."}
    ```

    ## Use instead
    ```yaml
    alert: ManyErrors
    expr: sum(rate(http_requests_total{status_class="5xx"}[5m])) / sum(rate(http_requests_total[5m])) > 0.1
    for: 5m
    labels: {severity: critical}
    annotations: {summary: "{{ $value | humanizePercentage }} of the requests fail."}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
    """

    id = "AL240"
    name = "wrong-percentage"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        texts = [one for one in subject.texts if "%" in one.value or "ercent" in one.value]
        facts = subject.analysis.facts if texts and subject.analysis is not None else None
        if facts is None:
            return
        if wrong := _humanized_wrongly(facts):
            said, hint = wrong
            for passage in texts:
                for match in _HUMANIZED.finditer(passage.value):
                    yield Fault(said, hint, match.span(match.lastindex or 0), passage)
        elif _is_quotient(facts) and (share := _share(facts.value)):
            for passage in texts:
                for match in _PERCENT.finditer(passage.value):
                    said = f"the value is a share {share}, and no percentage"
                    hint = "write {{ $value | humanizePercentage }}, which multiplies by 100 and adds the %"
                    edit = Edit(match.span(), "{{ $value | humanizePercentage }}", passage)
                    repair = Repair("put it through humanizePercentage", (edit,), safe=False)
                    yield Fault(said, hint, match.span(), passage, repair=repair)


def _humanized_wrongly(facts: Analysis) -> tuple[str, str] | None:
    """What is said of `humanizePercentage`, and what to write instead; None where the value may well be a share."""
    low = facts.value.low
    if low >= _TOO_LARGE:
        return f"humanizePercentage multiplies by 100: {low:g} and more is shown as {100 * low:g}%", _PLAIN
    if _is_in_percent(_compared(facts.tree)):
        return "humanizePercentage multiplies by 100, as the expression does: 5% is shown as 500%", _PLAIN
    if _counts_events(facts.tree):
        said = "humanizePercentage shows a number of events as if it were a share: 0.5 as 50%"
        return said, "divide by that of all events, or write {{ $value | humanize }}"
    return None


_TOO_LARGE = 10
_PLAIN = 'write {{ $value | printf "%.0f" }}%, or leave the 100 out of the expression'
_VALUE = r"(?:\$value|\.Value)\b"
_HUMANIZED = re.compile(
    rf"\{{\{{-?\s*(?:{_VALUE}\s*\|\s*(humanizePercentage)|(humanizePercentage)\s+{_VALUE})\s*-?\}}\}}"
)
_PERCENT = re.compile(
    rf'\{{\{{-?\s*(?:{_VALUE}(?:\s*\|\s*(?:humanize|printf\s+"%[0-9.]*[fg]"))?|printf\s+"%[0-9.]*[fg]"\s+{_VALUE})\s*-?\}}\}}'
    r"\s?(?:%|percent\b)"
)


def _is_quotient(facts: Analysis) -> bool:
    """Whether what is compared is a quotient of what is not in percent: a metric of 1 at most may well count these."""
    node = _compared(facts.tree)
    while isinstance(node, Paren | Aggregation):
        node = node.expression
    inside = tuple(postorder(node))
    names = [one.metric or "" for one in inside if isinstance(one, Selector)]
    is_in_percent = any(map(_is_hundred, inside)) or any("perc" in name or "pct" in name for name in names)
    return _divides(node) and not is_in_percent


def _is_in_percent(node: Expression) -> bool:
    """Whether it is 100 times a quotient, or 100 less that."""
    node = unwrap(node)
    if not isinstance(node, Binary):
        return False
    left, right = unwrap(node.left), unwrap(node.right)
    match node.op.value:
        case "-":
            return _is_hundred(left) and _is_in_percent(right)
        case "*":
            share = right if _is_hundred(left) else left
            return (_is_hundred(left) or _is_hundred(right)) and any(map(_divides, postorder(share)))
        case "/":  # As in `100 * a / b`.
            is_raised = isinstance(left, Binary) and left.op.value == "*"
            return is_raised and _divides(node) and any(map(_is_hundred, children(left)))
    return False


def _is_hundred(node: Expression) -> bool:
    node = unwrap(node)
    return isinstance(node, Number) and node.value == 100


def _divides(node: Expression) -> bool:
    return isinstance(node, Binary) and node.op.value == "/" and not isinstance(unwrap(node.right), Number)


def _share(value: Interval) -> str:
    """What a quotient is that is 1 at most, or is compared with less than 1; empty where it may be a percentage."""
    if 0 <= value.low < value.high <= 1:
        return f"of {value.high:g} at most"
    return f"of {value.low:g} and more" if 0 < value.low < 1 else ""


def _counts_events(tree: Expression) -> bool:
    """Whether the value is a rate of events: what counts seconds may well be a share of the time."""
    node = _compared(tree)
    while isinstance(node, Paren | Aggregation):
        node = node.expression
    selector = vector_of(node) if isinstance(node, Call) and node.function.value in RATES else None
    name = selector.metric if isinstance(selector, Selector) else None
    return name is not None and name.endswith("_total") and not any(word in name for word in _OF_TIME)


_OF_TIME = ("seconds", "time", "ratio", "percent", "usage", "cpu")


def _compared(tree: Expression) -> Expression:
    """What is compared with a limit, and so the value of the alert."""
    node = tree
    while isinstance(node, Paren) or (isinstance(node, Binary) and node.op.value in COMPARISONS | {"and", "unless"}):
        node = node.expression if isinstance(node, Paren) else node.left
    return node
