"""The syntax tree of a PromQL expression.

Every node and every part of one (operator, label, matcher, range, modifier) carries ``start`` and ``end``, its place in
the text. Operands (``Expression``) are compared and hashed by identity, so that analyses can keep facts about each of
them in a plain dict, in constant time; ``canonical.py`` tells whether two trees mean the same. Their parts (``Name``,
``Matcher``, ``Window`` …) are plain tuples, for a tree has many of them. ``postorder`` walks without recursion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from .fault import Span


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An operand: it has a place in the text, and facts can be told about it."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Name(NamedTuple):
    """A name, an operator, a keyword or a quoted value, as one token."""

    start: int
    end: int
    text: str
    """As it is spelt, quotes included."""
    value: str
    """What it means: unquoted; operators and keywords in lower case."""
    variable: bool = False
    """It is, or contains, a Grafana variable, so its value is not known."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Matcher(NamedTuple):
    """One item between the braces of a selector.

    ``job="api"`` has all three parts; ``"metric.name"`` has only a value; ``$filters``, which stands for any number of
    matchers, has only a label that is a variable.
    """

    start: int
    end: int
    label: Name | None
    op: Name | None
    value: Name | None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Number(Node):
    """A number or duration literal (a duration's value is in seconds)."""

    text: str
    value: float
    is_duration: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Text(Node):
    """A string literal."""

    text: str
    value: str
    variable: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Variable(Node):
    """A Grafana variable in the place of a whole operand or duration; nothing is known of it."""

    text: str


class Window(NamedTuple):
    """What stands between ``[`` and ``]``: a range, or range and step of a subquery."""

    start: int
    end: int
    duration: Expression
    colon: Span | None = None
    """Where the colon of a subquery is."""
    step: Expression | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Offset(NamedTuple):
    """``offset 5m``; the duration may be negative."""

    start: int
    end: int
    duration: Expression

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class At(NamedTuple):
    """``@ 1609746000``, ``@ start()`` or ``@ end()``."""

    start: int
    end: int
    when: Name | Number | Unary | Variable

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Selector(Node):
    """A vector selector; with a window it is a range selector."""

    name: Name | None
    matchers: tuple[Matcher, ...] = ()
    braces: Span | None = None
    window: Window | None = None
    offset: Offset | None = None
    at: At | None = None
    smoothing: Name | None = None
    """``anchored`` or ``smoothed``."""

    @property
    def metric(self) -> str | None:
        """The one metric that is selected; None if that is not fixed or not known."""
        if self.name is not None:
            return None if self.name.variable else self.name.value
        for matcher in self.matchers:
            if matcher.value is not None and not matcher.value.variable:
                if matcher.label is None:
                    return matcher.value.value
                if matcher.label.value == "__name__" and matcher.op is not None and matcher.op.value == "=":
                    return matcher.value.value
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Subquery(Node):
    """``expression[range:step]``."""

    expression: Expression
    window: Window
    offset: Offset | None = None
    at: At | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Paren(Node):
    """An expression in parentheses."""

    expression: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Unary(Node):
    """``-x`` or ``+x``."""

    op: Name
    expression: Expression


class Labels(NamedTuple):
    """A keyword with its label list: ``by (…)``, ``without (…)``, ``on (…)``, ``ignoring (…)``, ``group_left (…)``."""

    start: int
    end: int
    keyword: Name
    labels: tuple[Name, ...]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def names(self) -> frozenset[str]:
        """The labels whose names are known."""
        return frozenset(label.value for label in self.labels if not label.variable)

    @property
    def variable(self) -> bool:
        """Some of the labels hide behind a Grafana variable."""
        return any(label.variable for label in self.labels)


class Fill(NamedTuple):
    """``fill(0)``, ``fill_left(0)`` or ``fill_right(0)``: the value of a series that the other side lacks."""

    start: int
    end: int
    keyword: Name
    value: Number | Unary | Variable

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Binary(Node):
    """An operation on two operands, with its matching."""

    op: Name
    left: Expression
    right: Expression
    bool_modifier: Name | None = None
    matching: Labels | None = None
    """``on`` or ``ignoring``."""
    grouping: Labels | None = None
    """``group_left`` or ``group_right``."""
    fills: tuple[Fill, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Call(Node):
    """A function call."""

    function: Name
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Aggregation(Node):
    """``sum by (job) (x)``; ``topk(3, x)`` has a parameter."""

    op: Name
    parameter: Expression | None
    expression: Expression
    grouping: Labels | None = None
    """``by`` or ``without``."""
    grouping_first: bool = False
    """The grouping is written before the arguments."""


Expression: TypeAlias = Number | Text | Variable | Selector | Subquery | Paren | Unary | Binary | Call | Aggregation


def children(node: Expression) -> tuple[Expression, ...]:
    """The operands of a node, in the order of the text (not its durations: those are no operands)."""
    match node:
        case Binary():
            return (node.left, node.right)
        case Call():
            return node.arguments
        case Aggregation():
            return (node.expression,) if node.parameter is None else (node.parameter, node.expression)
        case Subquery() | Paren() | Unary():
            return (node.expression,)
        case _:
            return ()


def postorder(tree: Expression) -> list[Expression]:
    """Every operand of the tree, each after its own operands; the tree itself comes last."""
    found: list[Expression] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(children(node))
    found.reverse()
    return found


def selectors(tree: Expression) -> Iterator[Selector]:
    """The selectors of the tree, in the order of the text."""
    return (node for node in postorder(tree) if isinstance(node, Selector))


def unwrap(node: Expression) -> Expression:
    """The expression inside any parentheses."""
    while isinstance(node, Paren):
        node = node.expression
    return node
