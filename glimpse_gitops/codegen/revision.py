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

from ..model.matcher import Matcher
from .expression import Expression, flat, render
from .objects import VARIADIC, NameOf, expression_of, says
from .plain_source import callee, is_plain
from .same_item import identities
from .siblings import insertion, removals
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
        if isinstance(node, ast.Name | ast.Attribute) and self.name_of(old) is not None:
            # A reference goes to another object: the one that it named until now is as it was.
            self._replace(node, new)
            return
        marked = len(self.edits)
        try:
            self._inside(old, new, node)
        except CannotFollowError:
            del self.edits[marked:]
            if not is_plain(node):
                raise
            self._replace(node, new)

    def _inside(self, old: Any, new: Any, node: ast.expr) -> None:
        """Edits as deep inside the node as the change is."""
        if isinstance(old, Matcher) and isinstance(new, Matcher):
            self._matcher(old, new, node)
        elif is_dataclass(old) and type(old) is type(new):
            self._object(old, new, node)
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            self._mapping(old, new, node)
        elif isinstance(old, list | tuple) and isinstance(new, list | tuple):
            self._items(old, new, node)
        elif is_plain(node):
            self._replace(node, new)
        else:
            raise CannotFollowError(f"line {node.lineno} computes it: {ast.unparse(node)[:60]}")

    def _object(self, old: Any, new: Any, node: ast.expr) -> None:
        node = self._resolved(node)
        kind = type(old).__name__
        if not isinstance(node, ast.Call) or callee(node) != kind or kind in _OF_THEIR_OWN:
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
        if not is_plain(value, names=True):
            raise CannotFollowError(f"line {value.lineno} computes {keyword.arg}")
        arguments = self._arguments(node)
        self.edits += removals(self.source, arguments, [arguments.index(keyword)])

    def _add_argument(self, node: ast.Call, name: str, value: object) -> None:
        arguments = self._arguments(node)
        if not arguments:
            raise CannotFollowError(f"line {node.lineno} calls {callee(node)} without arguments")
        self._insert(arguments, len(arguments), value, f"{name}=")

    def _arguments(self, node: ast.Call) -> list[ast.expr | ast.keyword]:
        return sorted([*node.args, *node.keywords], key=self.source.start)

    def _matcher(self, old: Matcher, new: Matcher, node: ast.expr) -> None:
        """`severity("critical")`: by the label of the catalogue where it has the value, else as text."""
        value = node.args[0] if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords else None
        equal = (old.label, old.op, new.op) == (new.label, "=", "=")
        if equal and isinstance(value, ast.Constant) and value.value == old.value:
            self._replace(value, new.value)
        else:
            self._replace(node, new)

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
        if any(isinstance(one, Matcher) for one in new):
            # Their order says nothing, and Grafana has one of its own.
            new = sorted(new, key=lambda one: old.index(one) if one in old else len(old))
        before, after = [self._written(one) for one in old], [self._written(one) for one in new]
        matcher = difflib.SequenceMatcher(None, *identities(old, new, before, after), autojunk=False)
        gone: list[int] = []
        come: list[tuple[int, int]] = []
        for _, i1, i2, j1, j2 in matcher.get_opcodes():
            both = min(i2 - i1, j2 - j1)
            for i, j in zip(range(i1, i1 + both), range(j1, j1 + both), strict=True):
                self._follow(old[i], new[j], nodes[i])
            gone += range(i1 + both, i2)
            come += [(i1 + both, j) for j in range(j1 + both, j2)]
        if come and not nodes:
            raise CannotFollowError(f"line {around.lineno} has an empty list")
        moved = {before[i]: nodes[i] for i in gone}
        for place, j in come:
            self._insert(nodes, place, new[j], written=moved.get(after[j]))
        self.edits += removals(self.source, nodes, gone)

    def _by_name(self, old: Sequence[Any], new: Sequence[Any], around: ast.expr) -> None:
        """Items some of which are computed: those with a name are looked for by it."""
        if [_name(one) for one in old] != [_name(one) for one in new]:
            raise CannotFollowError(f"line {around.lineno} computes its list, and others are in it now")
        for before, after in zip(old, new, strict=True):
            if self._same(before, after):
                continue
            calls = [
                one
                for one in ast.walk(around)
                if isinstance(one, ast.Call) and callee(one) == type(before).__name__ and one.args
                if isinstance(one.args[0], ast.Constant) and one.args[0].value == _name(before)
            ]
            if len(calls) != 1:
                what = f"{type(before).__name__} {_name(before)}".rstrip()
                raise CannotFollowError(f"line {around.lineno} computes its list, and a {what} of it was changed")
            self._follow(before, after, calls[0])

    def _replace(self, node: ast.expr, value: object) -> None:
        start, end = self.source.start(node), self.source.end(node)
        column, indent = self.source.column(start), self.source.indent(start)
        self.edits.append(Edit(start, end, self._source(value, column, indent)))

    def _source(self, value: object, column: int, indent: int) -> str:
        if isinstance(value, str) and "\n" not in value:
            # A text is as long as it is: breaking it would move the lines around it.
            return literal(value)
        if name := self._noted(value):
            return name
        return render(self._expression(value), column, indent, after=1)

    def _insert(
        self,
        siblings: Sequence[ast.expr | ast.keyword],
        place: int,
        value: object,
        prefix: str = "",
        written: ast.expr | None = None,
    ) -> None:
        """One more part among these; one that only moved keeps the words that the author found for it."""
        if written is not None and written.lineno == written.end_lineno:
            text = self.source.text[self.source.start(written) : self.source.end(written)]
            self.edits.append(insertion(self.source, siblings, place, lambda column, indent: text, prefix))
            return
        expression = self._expression(value)

        def write(column: int, indent: int) -> str:
            on_its_line = column - len(prefix) == indent
            return (not on_its_line and flat(expression)) or render(expression, column, indent, after=1)

        self.edits.append(insertion(self.source, siblings, place, write, prefix))

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
