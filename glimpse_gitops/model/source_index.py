"""The source index: where in the users' files each text and each constructor call stands.

It is built from the modules' syntax trees (and from the nodes of YAML files), so that the pure layers can name places
without reading files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from .origin import Origin
from .text_literal import TextLiteral

Key = TypeVar("Key", bound=Hashable)

_DEEPEST = 8
"""Constants inside constants that are followed at most."""

_MANY = 20
"""From so many literals on that give one text, not all of them are measured."""
_IN_ONE = 500
"""Literals of one construct that are looked through at most."""


@dataclass(frozen=True)
class Construct:
    """One call, dictionary or assignment in the source, with its literals, e.g. `AlertRule("HighErrorRate", …)`."""

    callee: str
    """The name that is called; empty for a dictionary, `=` for an assignment."""
    origin: Origin
    literals: Sequence[TextLiteral]
    leads: bool = False
    """Whether it is the first thing on its line."""

    def holds(self, line: int) -> bool:
        """Whether it covers the line."""
        return self.origin.line <= line <= self.origin.end_line

    @property
    def size(self) -> tuple[int, int]:
        """Its lines, then its literals: what is inside another construct is never larger."""
        return (self.origin.end_line - self.origin.line, len(self.literals))

    def overlap(self, text: str, beside: str) -> int:
        """Characters of the longest literal, other than `beside`, that `text` contains."""
        inside = (len(one.text) for one in self.literals if one.text != beside and one.text in text)
        return max(inside, default=0)


@dataclass(frozen=True)
class SourceIndex:
    """All literals and constructs of the project's modules, by file."""

    literals: Mapping[str, Sequence[TextLiteral]] = field(default_factory=dict)
    constructs: Mapping[str, Sequence[Construct]] = field(default_factory=dict)
    imports: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Path → the other modules from which its objects may come; where it has no entry, from all of them."""

    def without_literals_in(self, paths: Collection[str]) -> SourceIndex:
        """The index with files of which only their being there is known: nothing of them stands in a module."""
        return replace(self, imports={**self.imports, **dict.fromkeys(paths, frozenset[str]())}) if paths else self

    def locate(self, text: str, *, home: Origin, beside: str = "") -> Origin:
        """Where `text` stands, for an object defined at `home`.

        It is looked for in that module and in those that it imports: the same text anywhere else means another thing.
        Where it stands several times, the one counts that shares the smallest construct with `beside` (a title, say).
        Where it cannot be found, it is the smallest construct around `beside` that holds the most of it, else `home`
        itself, with `exact=False`.
        """
        neighbours = self._giving(beside, home.path) if beside else []
        candidates = self._giving(text, home.path)
        if len(candidates) > 1:
            near = self._beside(candidates, neighbours, text, home)
            others = {id(construct) for neighbour in neighbours[:_MANY] for construct in self._around[neighbour.place]}
            return min(near, key=lambda literal: self._distance(literal, others, home)).origin
        if candidates:
            return candidates[0].origin
        around = [construct for literal in neighbours for construct in self._around[literal.place][:1]]
        nearest = min(
            around, key=lambda c: (-c.overlap(text, beside), c.origin.path != home.path, c.size), default=None
        )
        return replace(home if nearest is None else nearest.origin, variable=home.variable, exact=False)

    def locate_inside(self, text: str, span: tuple[int, int], *, at: Origin) -> Origin:
        """Where the part `span` of `text` stands, for a text that the literal at `at` gives.

        A part that an f-string takes from a constant is looked for in that constant. Where `at` is the construct that
        put the text together, the part is looked for in the literals of it that the text contains. Where the part
        cannot be followed, it is `at` with `exact=False`.
        """
        return self._inside(text, span, at, _DEEPEST) or self._contained(text, span, at) or replace(at, exact=False)

    def construct_around(self, origin: Origin) -> Construct | None:
        """The smallest construct that covers the place."""
        if around := self._around.get((origin.path, origin.line, origin.column)):
            return around[0]
        found = [one for one in self.constructs.get(origin.path, ()) if one.holds(origin.line)]
        inside = [one for one in found if _covers(one.origin, origin)]
        return min(inside or found, key=lambda one: one.size, default=None)

    def _inside(self, text: str, span: tuple[int, int], at: Origin, depth: int) -> Origin | None:
        there = self._by_place.get((at.path, at.line, at.column), [])
        literal = next((one for one in there if one.gives(text) or one.gives(text, loosely=True)), None)
        if literal is None or depth == 0:
            return None
        if place := literal.place_of(text, span):
            return replace(at, line=place[0], column=place[1], end_line=place[2], end_column=place[3], exact=True)
        hole = literal.hole_around(text, span[0])
        if hole is None:
            return None
        value = text[hole[0] : hole[1]]
        inner = (span[0] - hole[0], min(span[1], hole[1]) - hole[0])
        sources = [one for one in self._giving(value, at.path) if one.place != literal.place]
        name = literal.name_in_hole(text, span[0])
        named = [one for one in sources if name and one.origin.variable == name]
        named.sort(key=lambda one: one.origin.path != at.path)
        # Without a name that fits only a text that stands nowhere else can be meant.
        for one in named or (sources if len(sources) == 1 else ()):
            if found := self._inside(value, inner, one.origin, depth - 1):
                return found
        if start := literal.place_of_hole(text, span[0]):
            return replace(at, line=start[0], column=start[1], end_line=start[0], end_column=start[1] + 1, exact=False)
        return None

    def _contained(self, text: str, span: tuple[int, int], at: Origin) -> Origin | None:
        """Where the part stands in the longest literal of the construct at `at` that covers it."""
        construct = next(
            (
                one
                for one in self.constructs.get(at.path, ())
                if (one.origin.line, one.origin.column) == (at.line, at.column)
            ),
            None,
        )
        if construct is None:
            return None
        for literal in sorted(construct.literals, key=lambda one: -len(one.text)):
            start = text.find(literal.text) if literal.text.strip() else -1
            while start >= 0:
                if start <= span[0] and span[1] <= start + len(literal.text):
                    return self._inside(literal.text, (span[0] - start, span[1] - start), literal.origin, 1)
                start = text.find(literal.text, start + 1)
        return None

    def _giving(self, text: str, home: str = "") -> list[TextLiteral]:
        """The literals that give `text`: constants, else patterns, else those that differ in white space only.

        Where `home` is given, only those from which an object of that module can have the text.
        """
        if (text, home) not in self._given:
            squeezed = "".join(text.split())
            self._given[text, home] = (
                self._related(self._constants.get(text, ()), home)
                or self._related([pattern for pattern in self._patterns if pattern.gives(text)], home)
                or self._related(self._squeezed.get(squeezed, ()), home)
                or self._related([one for one in self._patterns if one.gives(squeezed, loosely=True)], home)
            )
        return self._given[text, home]

    def _related(self, found: Sequence[TextLiteral], home: str) -> list[TextLiteral]:
        """Those of the literals that stand in the module or in one that it imports."""
        imported = self.imports.get(home)
        return [one for one in found if imported is None or one.origin.path == home or one.origin.path in imported]

    @cached_property
    def _given(self) -> dict[tuple[str, str], list[TextLiteral]]:
        """Answers of `_giving`, since the same title or expression is asked for again and again."""
        return {}

    def _beside(
        self, candidates: Sequence[TextLiteral], neighbours: Sequence[TextLiteral], text: str, home: Origin
    ) -> Sequence[TextLiteral]:
        """Of many literals that give `text` those in the smallest constructs around the neighbours.

        The nearest one is among them: the descriptions of a thousand panels may well be the same.
        """
        if len(candidates) < _MANY:
            return candidates
        key = (text, home.path)
        if key not in self._places:
            self._places[key] = {one.place: one for one in candidates}
        places = self._places[key]
        found: list[TextLiteral] = []
        for neighbour in neighbours[:_MANY]:
            for construct in self._around[neighbour.place]:
                inside = [places[one.place] for one in construct.literals[:_IN_ONE] if one.place in places]
                if inside := [one for one in inside if home.end_line == 0 or _covers(home, one.origin)]:
                    found += inside
                    break
        return found or candidates

    @cached_property
    def _places(self) -> dict[tuple[str, str], dict[tuple[str, int, int], TextLiteral]]:
        """Of texts that stand at many places: these."""
        return {}

    def _distance(
        self, literal: TextLiteral, others: Collection[int], home: Origin
    ) -> tuple[bool, bool, tuple[int, int], bool, bool, int]:
        """How far a literal is from `home` and from what stands around its neighbours; the smallest distance wins."""
        chain = self._around[literal.place]
        shared = next((construct.size for construct in chain if id(construct) in others), None)
        return (
            home.end_line > 0 and not _covers(home, literal.origin),
            shared is None,
            shared or (0, 0),
            literal.origin.path != home.path,
            literal.origin.variable != home.variable,
            -literal.fixed_length,
        )

    @cached_property
    def _all(self) -> list[TextLiteral]:
        return [literal for path in self.literals for literal in self.literals[path]]

    @cached_property
    def _patterns(self) -> list[TextLiteral]:
        return [literal for literal in self._all if literal.is_pattern]

    @cached_property
    def _constants(self) -> dict[str, list[TextLiteral]]:
        return _grouped((literal.text, literal) for literal in self._all if not literal.is_pattern)

    @cached_property
    def _squeezed(self) -> dict[str, list[TextLiteral]]:
        squeezed = (("".join(literal.text.split()), literal) for literal in self._all if not literal.is_pattern)
        return _grouped(pair for pair in squeezed if pair[0])

    @cached_property
    def _by_place(self) -> dict[tuple[str, int, int], list[TextLiteral]]:
        return _grouped((literal.place, literal) for literal in self._all)

    @cached_property
    def _around(self) -> Mapping[tuple[str, int, int], list[Construct]]:
        """Place of a literal → the constructs around it, the smallest first."""
        around: dict[tuple[str, int, int], list[Construct]] = defaultdict(list)
        for path in self.constructs:
            for construct in sorted(self.constructs[path], key=lambda one: one.size):
                for literal in construct.literals:
                    around[literal.place].append(construct)
        return around


def _grouped(pairs: Iterable[tuple[Key, TextLiteral]]) -> dict[Key, list[TextLiteral]]:
    groups: dict[Key, list[TextLiteral]] = {}
    for key, literal in pairs:
        groups.setdefault(key, []).append(literal)
    return groups


def _covers(outer: Origin, inner: Origin) -> bool:
    return (
        outer.path == inner.path
        and (outer.line, outer.column) <= (inner.line, inner.column)
        and ((inner.line, inner.column) < (outer.end_line, outer.end_column))
    )
