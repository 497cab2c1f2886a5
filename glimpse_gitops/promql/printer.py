"""The canonical spelling of an expression on one line, with the spelling of literals kept.

Blanks, the place of ``by`` (before the operand), the order of modifiers and the case of keywords are normalised; names,
numbers, durations and strings stay as they are written, and so do all parentheses. Parsing the result gives the same
tree. ``layout.py`` breaks long expressions into lines.
"""

from __future__ import annotations

from .tree import (
    Aggregation,
    At,
    Binary,
    Call,
    Expression,
    Labels,
    Matcher,
    Name,
    Number,
    Paren,
    Selector,
    Subquery,
    Text,
    Unary,
    Variable,
    Window,
    postorder,
)


def print_expression(tree: Expression) -> str:
    """The expression on one line, without comments."""
    return print_nodes(tree)[tree]


def print_nodes(tree: Expression) -> dict[Expression, str]:
    """The one-line text of every operand of the tree."""
    texts: dict[Expression, str] = {}
    for node in postorder(tree):
        texts[node] = _print(node, texts)
    return texts


def _print(node: Expression, texts: dict[Expression, str]) -> str:
    match node:
        case Number() | Text() | Variable():
            return node.text
        case Selector():
            matchers = ", ".join(matcher_text(matcher) for matcher in node.matchers)
            return f"{selector_head(node)}{f'{{{matchers}}}' if matchers else ''}{modifiers_text(node)}"
        case Subquery():
            return texts[node.expression] + modifiers_text(node)
        case Paren():
            return f"({texts[node.expression]})"
        case Unary():
            return f"{node.op.value}{texts[node.expression]}"
        case Binary():
            return f"{texts[node.left]} {operator_text(node, texts[node.right])} {texts[node.right]}"
        case Call():
            return f"{node.function.text}({', '.join(texts[argument] for argument in node.arguments)})"
        case Aggregation():
            parameter = "" if node.parameter is None else f"{texts[node.parameter]}, "
            return f"{aggregation_head(node)}({parameter}{texts[node.expression]})"


def selector_head(node: Selector) -> str:
    """What stands before the braces."""
    return "" if node.name is None else node.name.text


def matcher_text(matcher: Matcher) -> str:
    """One item between the braces."""
    return "".join(part.text for part in (matcher.label, matcher.op, matcher.value) if part is not None)


def aggregation_head(node: Aggregation) -> str:
    """What stands before the arguments: ``sum`` or ``sum by (job) `` with a blank."""
    op = node.op.text if node.op.variable else node.op.value
    return op if node.grouping is None else f"{op} {labels_text(node.grouping)} "


def labels_text(labels: Labels) -> str:
    """A keyword and its labels."""
    return f"{labels.keyword.value} ({', '.join(label.text for label in labels.labels)})"


def operator_text(node: Binary, right: str) -> str:
    """A binary operator with its modifiers; ``right`` is the text of the operand that follows.

    ``group_left`` without labels has no parentheses, unless those of the operand would be taken for them.
    """
    parts = [node.op.value]
    if node.bool_modifier is not None:
        parts.append("bool")
    if node.matching is not None:
        parts.append(labels_text(node.matching))
    if node.grouping is not None:
        bare = not node.grouping.labels and not node.fills and not right.startswith("(")
        parts.append(node.grouping.keyword.value if bare else labels_text(node.grouping))
    parts.extend(f"{fill.keyword.value}({duration_text(fill.value)})" for fill in node.fills)
    return " ".join(parts)


def modifiers_text(node: Selector | Subquery) -> str:
    """Range, ``anchored`` or ``smoothed``, ``offset`` and ``@``, with the blanks between them."""
    text = "" if node.window is None else _window_text(node.window)
    if isinstance(node, Selector) and node.smoothing is not None:
        text += f" {node.smoothing.value}"
    if node.offset is not None:
        text += f" offset {duration_text(node.offset.duration)}"
    if node.at is not None:
        text += f" @ {_at_text(node.at)}"
    return text


def _window_text(window: Window) -> str:
    step = "" if window.step is None else duration_text(window.step)
    return f"[{duration_text(window.duration)}{':' if window.colon is not None else ''}{step}]"


def _at_text(at: At) -> str:
    return f"{at.when.value}()" if isinstance(at.when, Name) else duration_text(at.when)


def duration_text(node: Expression) -> str:
    """A duration, timestamp or fill value."""
    match node:
        case Unary():
            return f"{node.op.value}{duration_text(node.expression)}"
        case Paren():
            return f"({duration_text(node.expression)})"
        case Binary():
            return f"{duration_text(node.left)} {node.op.value} {duration_text(node.right)}"
        case Call():
            return f"{node.function.value}({', '.join(duration_text(argument) for argument in node.arguments)})"
        case Number() | Variable() | Text():
            return node.text
        case _:
            raise AssertionError(f"{type(node).__name__} is no part of a duration")
