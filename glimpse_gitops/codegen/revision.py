"""An object that was changed in Grafana, followed in the author's own lines: edits of the literals that say otherwise.

The object as it is desired and as it is live are compared field by field, beside the calls in the source that make it.
What is computed (a name, an f-string, a function of the author's) is never touched.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from .expression import Expression, flat, render
from .objects import VARIADIC, NameOf, expression_of, says
from .source_edit import Edit, ModuleSource
from .text import literal

_OF_THEIR_OWN = ("MuteTiming", "TimeInterval")
"""Classes whose arguments are not their fields: such a call is written anew as a whole."""


class CannotFollowError(ValueError):
    """The source does not say it in a way that can be edited; the message says where and why."""


class Revision:
    """The edits of one module for one object."""

    def __init__(self, source: ModuleSource, name_of: NameOf) -> None:
        self.source, self.name_of = source, name_of
        self.edits: list[Edit] = []
        self.written_names: set[str] = set()
        """The variables and classes that the edits write."""

    def follow(self, old: object, new: object, variable: str) -> list[Edit]:
        """The edits that make the object of `variable` (`app`, `groups[1]`) from `old` into `new`."""
        name, _, index = variable.removesuffix("]").partition("[")
        node = self.source.assigned(name)
        if index and isinstance(node, ast.List | ast.Tuple) and int(index) < len(node.elts):
            node = node.elts[int(index)]
        if node is None:
            raise CannotFollowError(f"{variable} is not assigned at the top of the module")
        self._follow(old, new, self._resolved(node))
        return self.edits

    def _resolved(self, node: ast.expr) -> ast.expr:
        """The value behind a name of this module."""
        if isinstance(node, ast.Name):
            return self.source.assigned(node.id) or node
        return node

    def _follow(self, old: object, new: object, node: ast.expr) -> None:
        if self._same(old, new):
            return
        marked = len(self.edits)
        try:
            self._inside(old, new, node)
        except CannotFollowError:
            del self.edits[marked:]
            if not _is_plain(node):
                raise
            self._replace(node, new)

    def _inside(self, old: Any, new: Any, node: ast.expr) -> None:
        """Edits as deep inside the node as the change is."""
        if is_dataclass(old) and type(old) is type(new):
            self._object(old, new, node)
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            self._mapping(old, new, node)
        elif isinstance(old, list | tuple) and isinstance(new, list | tuple):
            self._items(old, new, node)
        elif _is_plain(node):
            self._replace(node, new)
        else:
            raise CannotFollowError(f"line {node.lineno} computes it: {ast.unparse(node)[:60]}")

    def _object(self, old: Any, new: Any, node: ast.expr) -> None:
        node = self._resolved(node)
        kind = type(old).__name__
        if not isinstance(node, ast.Call) or _callee(node) != kind or kind in _OF_THEIR_OWN:
            raise CannotFollowError(f"line {node.lineno} does not write {kind}(…) out")
        variadic = VARIADIC.get(kind, "")
        if variadic:
            self._variadic(getattr(old, variadic), getattr(new, variadic), node)
        for field in fields(old):
            before, after = getattr(old, field.name), getattr(new, field.name)
            if field.name == variadic or self._same(before, after):
                continue
            # An author may give by its position whatever a class takes so.
            order = ["name"] if variadic else [one.name for one in fields(old)]
            given = self._argument(node, order, field.name)
            if given is None:
                self._add_argument(node, field.name, after)
            elif not says(new, field) and isinstance(given[1], ast.keyword):
                self._follow_or_remove(node, before, after, given[0], given[1])
            else:
                self._follow(before, after, given[0])

    def _variadic(self, old: Sequence[object], new: Sequence[object], node: ast.Call) -> None:
        """Positional arguments behind the name: the channels of a contact point."""
        if any(isinstance(one, ast.Starred) for one in node.args):
            raise CannotFollowError(f"line {node.lineno} computes its arguments")
        self._sequence(old, new, node.args[1:], node)

    def _argument(self, node: ast.Call, order: list[str], name: str) -> tuple[ast.expr, ast.keyword | None] | None:
        """The value that a call gives to a field, and its keyword."""
        for keyword in node.keywords:
            if keyword.arg == name:
                return keyword.value, keyword
            if keyword.arg is None:
                raise CannotFollowError(f"line {node.lineno} computes its arguments")
        place = order.index(name) if name in order else len(node.args)
        if any(isinstance(one, ast.Starred) for one in node.args[: place + 1]):
            raise CannotFollowError(f"line {node.lineno} computes its arguments")
        return (node.args[place], None) if place < len(node.args) else None

    def _follow_or_remove(
        self, node: ast.Call, before: object, after: object, value: ast.expr, keyword: ast.keyword
    ) -> None:
        """An argument that would say no more than its default goes, where that is a literal."""
        if not _is_plain(value):
            raise CannotFollowError(f"line {value.lineno} computes {keyword.arg}")
        self._remove(keyword, [*node.args, *node.keywords])

    def _add_argument(self, node: ast.Call, name: str, value: object) -> None:
        self._insert_after([*node.args, *node.keywords], value, node, prefix=f"{name}=")

    def _mapping(self, old: Mapping[str, Any], new: Mapping[str, Any], node: ast.expr) -> None:
        if isinstance(node, ast.List):
            self._labels(old, new, node)
            return
        if not isinstance(node, ast.Dict):
            raise CannotFollowError(f"line {node.lineno} computes it: {ast.unparse(node)[:60]}")
        entries = {
            key.value: (key, value)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant)
        }
        if len(entries) < len(node.keys) or set(entries) != set(old):
            raise CannotFollowError(f"line {node.lineno} computes its keys")
        for name in [name for name in old if name in new]:
            self._follow(old[name], new[name], entries[name][1])
        if set(old) != set(new):
            raise CannotFollowError(f"line {node.lineno} has other keys")

    def _labels(self, old: Mapping[str, Any], new: Mapping[str, Any], node: ast.List) -> None:
        """`[severity("critical")]`: labels by the objects of the catalogue; only their values can be followed."""
        if set(old) != set(new):
            raise CannotFollowError(f"line {node.lineno} has other labels")
        calls = [one for one in node.elts if isinstance(one, ast.Call) and len(one.args) == 1 and not one.keywords]
        for name in [name for name in old if old[name] != new[name]]:
            fitting = [one for one in calls if isinstance(one.args[0], ast.Constant) and one.args[0].value == old[name]]
            if len(fitting) != 1:
                raise CannotFollowError(f"line {node.lineno} computes the label {name}")
            self._replace(fitting[0].args[0], new[name])

    def _items(self, old: Sequence[object], new: Sequence[object], node: ast.expr) -> None:
        node = self._resolved(node)
        if not isinstance(node, ast.List | ast.Tuple):
            raise CannotFollowError(f"line {node.lineno} computes it: {ast.unparse(node)[:60]}")
        self._sequence(old, new, node.elts, node)

    def _sequence(self, old: Sequence[object], new: Sequence[object], nodes: list[ast.expr], around: ast.expr) -> None:
        """Items of a list: those that are the same stay, those that changed are followed, others come and go."""
        if len(nodes) != len(old) or any(isinstance(one, ast.Starred) for one in nodes):
            self._by_name(old, new, around)
            return
        before, after = [self._written(one) for one in old], [self._written(one) for one in new]
        matcher = difflib.SequenceMatcher(a=_identities(old, before), b=_identities(new, after), autojunk=False)
        for _, i1, i2, j1, j2 in matcher.get_opcodes():
            both = min(i2 - i1, j2 - j1)
            for i, j in zip(range(i1, i1 + both), range(j1, j1 + both), strict=True):
                self._follow(old[i], new[j], nodes[i])
            for i in range(i1 + both, i2):
                self._remove(nodes[i], nodes)
            for j in range(j1 + both, j2):
                self._insert_after(nodes[: i1 + both], new[j], around)

    def _by_name(self, old: Sequence[Any], new: Sequence[Any], around: ast.expr) -> None:
        """Items some of which are computed: those with a name are looked for by it."""
        if [_name(one) for one in old] != [_name(one) for one in new]:
            raise CannotFollowError(f"line {around.lineno} computes a list, and others are in it now")
        for before, after in zip(old, new, strict=True):
            if self._same(before, after):
                continue
            calls = [
                one
                for one in ast.walk(around)
                if isinstance(one, ast.Call) and _callee(one) == type(before).__name__ and one.args
                if isinstance(one.args[0], ast.Constant) and one.args[0].value == _name(before)
            ]
            if len(calls) != 1:
                raise CannotFollowError(f"line {around.lineno} computes {type(before).__name__} {_name(before)}")
            self._follow(before, after, calls[0])

    def _replace(self, node: ast.expr, value: object) -> None:
        start, end = self.source.start(node), self.source.end(node)
        column, indent = self.source.column(start), self.source.indent(start)
        self.edits.append(Edit(start, end, self._source(value, column, indent)))

    def _source(self, value: object, column: int, indent: int) -> str:
        if isinstance(value, str) and "\n" not in value:
            # A text is as long as it is: breaking it would move the lines around it.
            return literal(value)
        return render(self._expression(value), column, indent, after=1)

    def _insert_after(
        self, nodes: Sequence[ast.expr | ast.keyword], value: object, around: ast.expr, prefix: str = ""
    ) -> None:
        """A new part behind the last of `nodes`: on a line of its own where that has one."""
        if not nodes:
            raise CannotFollowError(f"line {around.lineno} has an empty list")
        last = max(nodes, key=self.source.end)
        start, end = self.source.start(last), self.source.end(last)
        if self.source.leads(start) and self.source.text[end : end + 1] == ",":
            indent = self.source.column(start)
            text = self._source(value, indent + len(prefix), indent)
            self.edits.append(Edit(end + 1, end + 1, f"\n{' ' * indent}{prefix}{text},"))
            return
        expression = self._expression(value)
        column = self.source.column(end) + len(f", {prefix}")
        text = flat(expression) or render(expression, column, self.source.indent(end), after=1)
        self.edits.append(Edit(end, end, f", {prefix}{text}"))

    def _remove(self, node: ast.expr | ast.keyword, siblings: Sequence[ast.expr | ast.keyword]) -> None:
        """A part with the comma behind it, and its line where it has one of its own."""
        ordered = sorted(siblings, key=self.source.start)
        place = ordered.index(node)
        if place + 1 < len(ordered):
            self.edits.append(Edit(self.source.start(node), self.source.start(ordered[place + 1]), ""))
        elif place > 0:
            self.edits.append(Edit(self.source.end(ordered[place - 1]), self.source.end(node), ""))
        else:
            self.edits.append(Edit(self.source.start(node), self.source.end(node), ""))

    def _same(self, one: object, other: object) -> bool:
        return self._written(one) == self._written(other)

    def _written(self, value: object) -> str:
        """The value as source, which is what makes two values the same; nothing that it names is imported for it."""
        return render(expression_of(value, self.name_of, lambda _: None))

    def _expression(self, value: object) -> Expression:
        return expression_of(value, self._noted, self.written_names.add)

    def _noted(self, value: object) -> str | None:
        name = self.name_of(value)
        if name:
            self.written_names.add(name)
        return name


def _name(value: object) -> str:
    return str(getattr(value, "name", ""))


def _identities(values: Sequence[object], written: Sequence[str]) -> list[str]:
    """What matches items of two lists: their names where all have one of their own, else all that they say."""
    names = [_name(one) for one in values]
    return names if all(names) and len(set(names)) == len(names) else list(written)


def _callee(node: ast.Call) -> str:
    """`AlertRule(…)`, `authoring.AlertRule(…)` → `AlertRule`."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _is_plain(node: ast.AST) -> bool:
    """Whether it is nothing but literals, and calls of classes and of `env` with such."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Call):
        known = _callee(node)[:1].isupper() or _callee(node) in ("env", "secret_file", "command")
        return known and all(map(_is_plain, node.args)) and all(_is_plain(one.value) for one in node.keywords)
    if isinstance(node, ast.UnaryOp):
        return _is_plain(node.operand)
    if isinstance(node, ast.Dict):
        return all(key is not None and _is_plain(key) for key in node.keys) and all(map(_is_plain, node.values))
    return isinstance(node, ast.List | ast.Tuple) and all(map(_is_plain, node.elts))
