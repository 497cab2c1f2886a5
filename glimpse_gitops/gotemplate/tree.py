"""The syntax tree of a template. Every node has its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .fault import Span


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a template."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Field(Node):
    """One `.name` behind an operand; the place is that of the name."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A string, number, character, `true`, `false` or `nil`."""

    kind: Literal["string", "number", "character", "bool", "nil"]
    value: str


@dataclass(frozen=True, slots=True)
class Dot(Node):
    """`.`, or `.name.name`, which starts at it."""


@dataclass(frozen=True, slots=True)
class Variable(Node):
    """`$name`; the name of `$` alone is empty."""

    name: str


@dataclass(frozen=True, slots=True)
class Function(Node):
    """The name of a function."""

    name: str


@dataclass(frozen=True, slots=True)
class Access(Node):
    """An operand and the fields asked of it: `.Labels.job`, `$labels.job`, `(first …).Value`."""

    operand: Dot | Variable | Function | Pipeline
    fields: tuple[Field, ...]


Operand: TypeAlias = "Constant | Dot | Variable | Function | Access | Pipeline"


@dataclass(frozen=True, slots=True)
class Command(Node):
    """An operand with its arguments: `printf "%.2f" $value`."""

    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Pipeline(Node):
    """Commands whose results go from one to the next, and the variables that take the last one."""

    variables: tuple[Variable, ...]
    declares: bool
    """The variables are new (`:=`), not set anew (`=`)."""
    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class Action(Node):
    """`{{ pipeline }}`."""

    pipeline: Pipeline


@dataclass(frozen=True, slots=True)
class Branch(Node):
    """`{{ if }}`, `{{ range }}` or `{{ with }}` with what stands up to its end."""

    keyword: Literal["if", "range", "with"]
    pipeline: Pipeline
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """`{{ define "name" }}`, or `{{ block "name" pipeline }}`, which is used where it stands, too."""

    name: str
    body: tuple[Statement, ...]
    pipeline: Pipeline | None = None


@dataclass(frozen=True, slots=True)
class Use(Node):
    """`{{ template "name" pipeline }}`; the place is that of the name."""

    name: str
    pipeline: Pipeline | None


Statement: TypeAlias = "Action | Branch | Definition | Use"


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole template, without its text."""

    body: tuple[Statement, ...]
