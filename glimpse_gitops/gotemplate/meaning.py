"""What an alert's template refers to, and which of it fails when it is filled in.

Names are followed through their scopes: `range query "…"` and `with` give the dot another meaning, `{{ $x := … }}`
makes a variable up to the end of its block. Of what a value is only what is certain counts: `ANY` is never at fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .calls import Argument, problems_of_call, returned_by
from .dialect import Dialect
from .fault import Span
from .kinds import ELEMENTS, FIELDS, MAPS, Kind
from .nearest_name import nearest_name
from .tree import (
    Access,
    Action,
    Branch,
    Command,
    Constant,
    Definition,
    Dot,
    Field,
    Function,
    Operand,
    Pipeline,
    Statement,
    Tree,
    Use,
    Variable,
)

Failure = Literal["function", "arguments", "kind", "comparison", "format", "field", "variable"]
"""Why filling in fails, or puts nonsense in."""


_LABELS = frozenset({Kind.LABELS, Kind.EXTERNAL_LABELS})


class Failing(NamedTuple):
    """One part that fails."""

    why: Failure
    span: Span
    message: str
    hint: str = ""


class Named(NamedTuple):
    """A label that the text shows, or the text of a query that it asks."""

    name: str
    span: Span


@dataclass
class Meaning:
    """What a template refers to."""

    labels: list[Named] = field(default_factory=list)
    """Labels of the alert."""
    external: list[Named] = field(default_factory=list)
    """Labels that Prometheus adds to everything it sends out."""
    queries: list[Named] = field(default_factory=list)
    """Queries whose text is known; the place is that of the quoted string."""
    shown: list[Span] = field(default_factory=list)
    """Where the value of the alert is shown as it is."""
    failing: list[Failing] = field(default_factory=list)
    has_value: bool = False
    """The value of the alert is used."""


def read(tree: Tree, dialect: Dialect) -> Meaning:
    """The meaning of a template for one who fills it in."""
    reading = _Reading(dialect, _set_anew(tree.body))
    reading.block(tree.body, _Scope(Kind.ALERT, dict(dialect.variables)))
    return reading.meaning


class _Scope(NamedTuple):
    dot: Kind
    variables: dict[str, Kind]

    def inside(self, dot: Kind | None = None) -> _Scope:
        """A block of its own."""
        return _Scope(self.dot if dot is None else dot, dict(self.variables))


class _Reading:
    def __init__(self, dialect: Dialect, changing: frozenset[str]) -> None:
        self.dialect, self.changing, self.meaning = dialect, changing, Meaning()

    def block(self, body: Iterable[Statement], scope: _Scope) -> None:
        for statement in body:
            match statement:
                case Action(pipeline=pipeline):
                    self.shown(pipeline, scope)
                    self.pipeline(pipeline, scope)
                case Branch():
                    self.branch(statement, scope)
                case Definition(pipeline=given):
                    dot = Kind.ANY if given is None else self.pipeline(given, scope)
                    self.block(statement.body, _Scope(dot, {"": dot}))
                case Use(pipeline=given) if given is not None:
                    self.pipeline(given, scope)

    def shown(self, pipeline: Pipeline, scope: _Scope) -> None:
        """Note a value that is put into the text as it is."""
        alone = len(pipeline.commands) == 1 and len(pipeline.commands[0].operands) == 1
        if alone and not pipeline.variables and _is_value(pipeline.commands[0].operands[0], scope):
            self.meaning.shown.append(pipeline.span)

    def branch(self, branch: Branch, scope: _Scope) -> None:
        inner = scope.inside()
        kind = self.pipeline(branch.pipeline, inner, ranges=branch.keyword == "range")
        dot = scope.dot
        if branch.keyword == "with":
            dot = kind
        elif branch.keyword == "range":
            dot = ELEMENTS.get(kind, Kind.ANY)
        self.block(branch.body, inner.inside(dot))
        self.block(branch.otherwise, inner.inside())

    def pipeline(self, pipeline: Pipeline, scope: _Scope, *, ranges: bool = False) -> Kind:
        piped: Argument | None = None
        for command in pipeline.commands:
            piped = self.command(command, scope, piped)
        kind = piped.kind if piped else Kind.ANY
        element = ELEMENTS.get(kind, Kind.ANY) if ranges else kind
        for variable in pipeline.variables:
            if pipeline.declares:
                is_key = ranges and len(pipeline.variables) > 1 and variable is pipeline.variables[0]
                changes = variable.name in self.changing
                scope.variables[variable.name] = Kind.ANY if is_key or changes else element
            else:
                self.variable(variable, scope)
        return kind

    def command(self, command: Command, scope: _Scope, piped: Argument | None) -> Argument:
        first, *rest = command.operands
        if isinstance(first, Function):
            arguments = [self.argument(one, scope) for one in rest] + ([] if piped is None else [piped])
            return self.call(first, arguments, command.span)
        value = self.argument(first, scope)
        if (rest or piped) and value.kind is not Kind.ANY:
            self.fail(
                "arguments",
                first.span,
                "only a function takes arguments",
                "put a | before the function: {{ $value | humanize }}",
            )
        for one in rest:
            if not isinstance(one, Function):
                self.argument(one, scope)
        return value if not (rest or piped) else Argument(Kind.ANY, command.span)

    def argument(self, operand: Operand, scope: _Scope) -> Argument:
        match operand:
            case Constant(kind="string"):
                return Argument(Kind.TEXT, operand.span, operand.value)
            case Constant(kind="number" | "character"):
                is_float = operand.kind == "number" and _is_float(operand.value)
                return Argument(Kind.FLOAT if is_float else Kind.INT, operand.span, operand.value)
            case Constant():
                return Argument(Kind.BOOL if operand.kind == "bool" else Kind.ANY, operand.span)
            case Dot():
                return Argument(scope.dot, operand.span)
            case Variable():
                return Argument(self.variable(operand, scope), operand.span)
            case Function():
                return self.call(operand, [], operand.span)
            case Pipeline():
                return Argument(self.pipeline(operand, scope), operand.span)
            case Access():
                kind = self.argument(operand.operand, scope).kind
                for one in operand.fields:
                    kind = self.field(kind, one)
                return Argument(kind, operand.span)

    def variable(self, variable: Variable, scope: _Scope) -> Kind:
        if variable.name not in scope.variables:
            near = nearest_name(variable.name, scope.variables)
            hint = f"did you mean ${near}?" if near else ""
            self.fail("variable", variable.span, f"there is no variable ${variable.name} here", hint)
            return Kind.ANY
        kind = scope.variables[variable.name]
        self.meaning.has_value = self.meaning.has_value or kind is Kind.VALUE
        return Kind.ANY if variable.name in self.changing else kind

    def field(self, kind: Kind, asked: Field) -> Kind:
        if kind in _LABELS:
            self.labels(kind).append(Named(asked.name, asked.span))
        if kind in MAPS:
            return ELEMENTS[kind]
        fields = self.dialect.fields if kind is Kind.ALERT else FIELDS.get(kind)
        if fields is None or (kind is Kind.VALUE and asked.name[:1].isupper()):
            return Kind.ANY
        if asked.name in fields:
            found = fields[asked.name]
            self.meaning.has_value = self.meaning.has_value or found is Kind.VALUE
            return found
        self.fail("field", asked.span, f"{kind.value} has no field {asked.name}", _field_hint(kind, asked.name, fields))
        return Kind.ANY

    def call(self, function: Function, arguments: list[Argument], span: Span) -> Argument:
        signature = self.dialect.functions.get(function.name)
        if signature is None:
            near = nearest_name(function.name, self.dialect.functions)
            hint = f"did you mean {near}?" if near else ""
            self.fail("function", function.span, f"{self.dialect.name} has no function {function.name}", hint)
            return Argument(Kind.ANY, span)
        self.note(function.name, arguments)
        for problem in problems_of_call(function, signature, arguments):
            self.meaning.failing.append(Failing(*problem))
        return Argument(returned_by(function.name, signature, arguments), span)

    def note(self, function: str, arguments: list[Argument]) -> None:
        """Note the labels and queries that a call names."""
        texts = [Named(one.text, one.span) for one in arguments if one.text is not None]
        if function == "query" and len(arguments) == 1:
            self.meaning.queries += texts
        if function == "index" and len(arguments) > 1 and arguments[1].is_string and arguments[0].kind in _LABELS:
            self.labels(arguments[0].kind).extend(texts[:1])

    def labels(self, kind: Kind) -> list[Named]:
        """Where the labels of this kind are noted."""
        return self.meaning.labels if kind is Kind.LABELS else self.meaning.external

    def fail(self, why: Failure, span: Span, message: str, hint: str = "") -> None:
        self.meaning.failing.append(Failing(why, span, message, hint))


def _set_anew(body: Iterable[Statement]) -> frozenset[str]:
    """The variables that are set anew somewhere: of what they hold nothing is certain."""
    found: set[str] = set()
    waiting = list(body)
    while waiting:
        statement = waiting.pop()
        given = statement.pipeline
        if given is not None and not given.declares:
            found |= {variable.name for variable in given.variables}
        if isinstance(statement, Branch | Definition):
            waiting += statement.body
        if isinstance(statement, Branch):
            waiting += statement.otherwise
    return frozenset(found)


def _is_value(operand: Operand, scope: _Scope) -> bool:
    if isinstance(operand, Variable):
        return scope.variables.get(operand.name) is Kind.VALUE
    if isinstance(operand, Access) and isinstance(operand.operand, Dot):
        return scope.dot is Kind.ALERT and [one.name for one in operand.fields] == ["Value"]
    return False


def _is_float(number: str) -> bool:
    is_hex = number.lstrip("+-").lower().startswith("0x")
    return any(one in number for one in (".pP" if is_hex else ".eEpP"))


def _field_hint(kind: Kind, name: str, fields: Mapping[str, Kind]) -> str:
    near = nearest_name(name, fields)
    if near:
        return f"did you mean {near}?"
    if kind is Kind.ALERT:
        return f"labels are {{{{ $labels.{name} }}}}"
    if kind is Kind.SAMPLES:
        return "take the first sample of the result: query … | first | value"
    return ""
