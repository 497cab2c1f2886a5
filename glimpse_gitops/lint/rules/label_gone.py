"""Labels that are used where they cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.analysis import Analysis
from ...promql.flow import Flow
from ...promql.missing import why_missing
from ...promql.tree import Aggregation, Binary, Expression, Labels, Name, postorder
from ...promql.world import NAME
from ..context import Context
from ..legend import legend_labels
from ..nearest import did_you_mean
from ..operands import labels_asked_for
from ..panel_json import names_series
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class LabelGone(Rule[QuerySubject]):
    """A label that is used where no series can have it.

    ## What it does
    Follows the labels through every expression and reports those in `by`, `without`, `on`, `ignoring`, `group_left`
    and in legends that cannot be there: an aggregation before removed them, or the metric never had them. It says
    nothing where the catalogue does not know a metric of the expression. A side of `on` (but for `or`) that has
    lost every label of the list is reported, too: it pairs with nothing but series without these labels. A label of
    `on` that both sides lack is left alone where one of them has no labels at all: they pair as they would with `on
    ()`. So is the legend where none is shown: of one number, of one series whose legend is hidden, of a heatmap
    that is calculated, of a table that is put together anew, and of a hidden query; and a label of `group_left`
    that the next aggregation removes.

    ## Why is this bad?
    `by` on such a label puts everything into one group, `on` matches everything with everything, and the legend stays
    empty: a warning, or an information where the other labels of the legend tell the series apart.

    ## Example
    ```promql
    sum by (route) (sum by (method) (rate(http_requests_total[5m])))
    ```

    ## Use instead
    ```promql
    sum by (route) (sum by (method, route) (rate(http_requests_total[5m])))
    ```
    """

    id = "PQ118"
    name = "label-gone"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place. To take away a label that is not there is fine, unless it looks misspelt."""
        facts = subject.analysis.facts
        if facts is None:
            return
        for use in _uses(facts):
            if any(flow is None or flow.possible(use.label.value) for flow in use.flows):
                continue
            known = frozenset[str]().union(*(flow.may for flow in use.flows if flow is not None)) - {NAME}
            hint = did_you_mean(use.label.value, known)
            if use.pairs and any(flow is not None and flow.is_one_series for flow in use.flows):
                continue
            if use.groups and use.label.value == NAME:
                continue  # One group is what comes of it, with any name, and is what is wanted.
            if (use.takes_away and not hint) or use.label.value in subject.analysis.knowledge.catalogue.forbidden:
                continue
            if use.groups and _asks_for_none(subject, use.label.value):
                continue
            if use.copies_to is not None and _is_dropped_above(use.copies_to, use.label.value, facts):
                continue
            reason = why_missing(use.label.value, use.operand, facts.flows)
            said = f'label "{use.label.value}" cannot be here' + (f": {reason.text}" if reason else "")
            yield Fault(said, hint, use.label.span)
        yield from _one_sided(facts)
        yield from _legend(subject, facts)


@dataclass(frozen=True)
class _Use:
    """One label in a list of the expression, and the operands one of which should have it."""

    label: Name
    operand: Expression
    flows: tuple[Flow | None, ...]
    takes_away: bool
    groups: bool
    """Whether it is in `by`."""
    pairs: bool
    """Whether it is in `on`."""
    copies_to: Binary | None = None
    """The operation that copies it, where it is in `group_left` or `group_right`."""


def _uses(facts: Analysis) -> Iterator[_Use]:
    for node, flow in facts.flows.items():
        if flow is None:
            continue
        lists: list[tuple[Labels | None, tuple[Expression, ...]]] = []
        if isinstance(node, Aggregation):
            lists = [(node.grouping, (node.expression,))]
        elif isinstance(node, Binary):
            one = node.right if node.grouping and node.grouping.keyword.value == "group_left" else node.left
            lists = [(node.matching, (node.left, node.right)), (node.grouping, (one,))]
        for labels, operands in lists:
            for label in labels.labels if labels is not None else ():
                if labels is not None and not label.variable:
                    flows = tuple(facts.flows[operand] for operand in operands)
                    word = labels.keyword.value
                    takes_away = word in ("without", "ignoring")
                    copies_to = node if isinstance(node, Binary) and labels is node.grouping else None
                    yield _Use(label, operands[0], flows, takes_away, word == "by", word == "on", copies_to)


def _is_dropped_above(node: Binary, label: str, facts: Analysis) -> bool:
    """Whether the next aggregation around the operation removes the label: then nobody misses it."""
    around = (one for one in postorder(facts.tree) if isinstance(one, Aggregation) and one.op.value not in _KEEPING)
    nearest = next((one for one in around if any(inner is node for inner in postorder(one.expression))), None)
    if nearest is None or nearest.grouping is None:
        return nearest is not None
    if nearest.grouping.variable:
        return False
    return (label in nearest.grouping.names) != (nearest.grouping.keyword.value == "by")


_KEEPING = frozenset({"topk", "bottomk", "limitk", "limit_ratio"})
"""Aggregations that return series as they are."""


def _asks_for_none(subject: QuerySubject, label: str) -> bool:
    """Whether a matcher asks for none: `sum by (a) (x{a=""})` has a twin with `a!=""`, and one form for both."""
    matchers = (matcher for selector in subject.analysis.selectors for matcher in selector.matchers)
    asked = ([one.value for one in matcher[2:] if one is not None] for matcher in matchers)
    return [label, "=", ""] in asked


def _one_sided(facts: Analysis) -> Iterator[Fault]:
    """`on` with labels none of which one side can have, though the other can: not `or`, which adds that side anyway."""
    for node, flow in facts.flows.items():
        if flow is None or not isinstance(node, Binary) or node.op.value == "or" or node.fills:
            continue
        listed = node.matching
        if listed is None or listed.keyword.value != "on" or listed.variable or not listed.labels:
            continue
        sides = [(word, side, facts.flows[side]) for word, side in (("left", node.left), ("right", node.right))]
        lacking = [
            (word, side)
            for word, side, one in sides
            if one is not None and not any(one.possible(label.value) for label in listed.labels)
        ]
        if len(lacking) != 1 or any(one is not None and one.must & listed.names for _, _, one in sides):
            continue
        (word, side), label = lacking[0], listed.labels[0]
        reason = why_missing(label.value, side, facts.flows)
        said = f'the {word} side cannot have label "{label.value}"' + (f": {reason.text}" if reason else "")
        yield Fault(said, "match on labels that both sides have, or on () for none", label.span)


def _asked_for(subject: QuerySubject) -> frozenset[str]:
    """The labels of which all selectors of the query ask for one value, be it that of a variable."""
    asked = [labels_asked_for(selector, "=") for selector in subject.analysis.selectors]
    return frozenset.intersection(*asked) if asked else frozenset()


def _legend(subject: QuerySubject, facts: Analysis) -> Iterator[Fault]:
    """The labels of the legend that the result cannot have.

    A table has a column for each label, and no legend; a hidden query, which others calculate with, shows none.
    """
    flow = facts.flow
    if subject.legend is None or flow is None or subject.json.get("format") == "table" or subject.json.get("hide"):
        return
    known = subject.analysis.knowledge.catalogue.forbidden
    shown = list(legend_labels(subject.legend.value))
    gone = [one for one in shown if not flow.possible(one[0]) and one[0] not in known]
    if not gone:
        return
    # Asked last: it looks at all of the panel, or of the query.
    result, asked = flow.may - {NAME}, _asked_for(subject)
    is_one = flow.is_one_series or (not flow.open and result <= asked)
    if subject.panel is not None and not names_series(subject.panel.json, one_series=is_one):
        return
    is_told_apart = not is_one and not flow.open and result <= asked.union(label for label, _ in shown)
    for label, span in gone:
        reason = why_missing(label, facts.tree, facts.flows)
        said = f'the legend shows label "{label}", which the result cannot have'
        hint = did_you_mean(label, result) or (reason.text if reason else "")
        severity = Severity.INFO if is_told_apart else Severity.WARNING
        yield Fault(said, hint, span, subject.legend, severity)
