"""What is wrong with one call of a function: too many arguments, or such that it cannot take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from .fault import Span
from .functions import UNLIMITED, Signature
from .kinds import ELEMENTS, NUMBERS, Kind
from .tree import Function


class Argument(NamedTuple):
    """A value that is given to a function."""

    kind: Kind
    span: Span
    text: str | None = None
    """A literal's value, where it is one."""

    @property
    def is_string(self) -> bool:
        """Whether it is a string literal."""
        return self.kind is Kind.TEXT and self.text is not None


Problem = tuple[Literal["arguments", "kind", "comparison", "format"], Span, str, str]
"""Why, where, and the message with its hint."""

_COMPARING = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})
_BASIC = {Kind.FLOAT: "number", Kind.VALUE: "number", Kind.INT: "integer", Kind.TEXT: "text", Kind.BOOL: "bool"}
_NEVER_NUMBERS = frozenset(
    {
        *(Kind.ALERT, Kind.LABELS, Kind.EXTERNAL_LABELS, Kind.OTHER_LABELS),
        *(Kind.SAMPLES, Kind.SAMPLE, Kind.NODES),
    }
)
_VERB = re.compile(r"%(?P<flags>[-+# 0]*+)(?P<width>\*|\d+)?(?:\.(?P<digits>\*|\d+)?)?(?P<verb>[a-zA-Z%])")
_FITTING: dict[str, frozenset[Kind]] = {
    **dict.fromkeys("eEfFgG", NUMBERS - {Kind.INT}),
    **dict.fromkeys("dcoOU", frozenset({Kind.INT})),
    "b": NUMBERS,
    "t": frozenset({Kind.BOOL}),
    **dict.fromkeys("sq", frozenset({Kind.TEXT})),
}
"""The kinds that a verb of `printf` shows; of other verbs and kinds nothing is said."""
_SIMPLE = NUMBERS | {Kind.TEXT, Kind.BOOL}


def problems_of_call(function: Function, signature: Signature, arguments: Sequence[Argument]) -> Iterator[Problem]:
    """What makes the call fail, or write nonsense; at most one problem."""
    name, count = function.name, len(arguments)
    if not signature.fewest <= count <= signature.limit:
        yield "arguments", function.span, f"{name} takes {_number(signature)}, not {count}", ""
        return
    for position, argument in enumerate(arguments):
        wanted = signature.kind_of(position)
        if signature.numeric and (argument.kind in _NEVER_NUMBERS or _is_no_number(argument)):
            yield "kind", argument.span, f"{name} takes a number, not {_words(argument)}", ""
            return
        if Kind.ANY not in (wanted, argument.kind) and wanted is not argument.kind:
            yield "kind", argument.span, f"{name} takes {wanted.value}, not {_words(argument)}", _kind_hint(argument)
            return
    if name in _COMPARING:
        yield from _comparison(name, arguments)
    elif name == "printf":
        yield from _format(arguments)


def returned_by(name: str, signature: Signature, arguments: Sequence[Argument]) -> Kind:
    """What a call returns."""
    if name == "index" and len(arguments) == 2:
        return ELEMENTS.get(arguments[0].kind, Kind.ANY)
    return signature.returns


def _number(signature: Signature) -> str:
    fewest, limit = signature.fewest, signature.limit
    if limit >= UNLIMITED:
        return f"{fewest} arguments or more"
    if fewest != limit:
        return f"{fewest} to {limit} arguments"
    return {0: "no arguments", 1: "1 argument"}.get(limit, f"{limit} arguments")


def _words(argument: Argument) -> str:
    return f'"{argument.text}"' if argument.is_string else argument.kind.value


def _kind_hint(argument: Argument) -> str:
    if argument.kind in NUMBERS:
        return 'make it a text first, e.g. with printf "%.0f"'
    return "take its first sample with first" if argument.kind is Kind.SAMPLES else ""


def _is_no_number(argument: Argument) -> bool:
    if not argument.is_string or argument.text is None:
        return False
    try:
        float(argument.text)
    except ValueError:
        return argument.text.lower()[:2] != "0x"
    return False


def _comparison(name: str, arguments: Sequence[Argument]) -> Iterator[Problem]:
    """Go compares only what is of one type: `gt $value 80` fails, `gt $value 80.0` does not."""
    first = _BASIC.get(arguments[0].kind)
    for other in arguments[1:]:
        second = _BASIC.get(other.kind)
        if first is None or second is None or first == second:
            continue
        literal = other if other.kind is Kind.INT else arguments[0]
        hint = ""
        if literal.kind is Kind.INT and literal.text is not None:
            hint = f"write {literal.text}.0" if "number" in (first, second) else f'write "{literal.text}"'
        words = f"{arguments[0].kind.value} with {other.kind.value}"
        yield "comparison", literal.span if hint else other.span, f"{name} cannot compare {words}", hint
        return


def _format(arguments: Sequence[Argument]) -> Iterator[Problem]:
    """Verbs of `printf` that do not fit what they show: Go writes `%!d(float64=5)`."""
    form = arguments[0]
    if not form.is_string or form.text is None:
        return
    values = list(arguments[1:])
    if "*" in form.text or "%[" in form.text:
        return
    verbs = [match["verb"] for match in _VERB.finditer(form.text) if match["verb"] != "%"]
    for verb, value in zip(verbs, values, strict=False):
        fitting = _FITTING.get(verb)
        if fitting is not None and value.kind in _SIMPLE and value.kind not in fitting:
            yield "format", form.span, f"%{verb} cannot show {_words(value)}", _format_hint(verb, value)
            return
    if len(verbs) != len(values):
        said = f"the format shows {len(verbs)} {'value' if len(verbs) == 1 else 'values'}, and gets {len(values)}"
        yield "format", form.span, said, ""


def _format_hint(verb: str, value: Argument) -> str:
    if value.kind in (Kind.FLOAT, Kind.VALUE):
        return "show it with %.0f" if verb == "d" else "show it with %v or %.2f"
    return "show it with %s" if value.kind is Kind.TEXT else "show it with %d" if value.kind is Kind.INT else ""
