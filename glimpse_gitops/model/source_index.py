"""The source index: where in the users' Python files each text and each constructor call stands.

The loader builds it from the modules' syntax trees, so that the pure layers can name places without reading files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .origin import Origin


@dataclass(frozen=True)
class TextLiteral:
    """One string in the source: a constant (implicit concatenation is one), or an f-string as a pattern."""

    text: str
    """The constant's value; for an f-string its fixed parts joined by a NUL where a value goes."""
    origin: Origin

    def gives(self, text: str) -> bool:
        """Whether evaluating the literal can have given `text`."""
        if "\0" not in self.text:
            return self.text == text
        return re.fullmatch(".*".join(map(re.escape, self.text.split("\0"))), text, re.DOTALL) is not None


@dataclass(frozen=True)
class Construct:
    """One call in the source, e.g. `AlertRule("HighErrorRate", …)`, with the literals inside it."""

    callee: str
    origin: Origin
    literals: Sequence[TextLiteral]


@dataclass(frozen=True)
class SourceIndex:
    """All literals and calls of the project's modules, by file."""

    literals: Mapping[str, Sequence[TextLiteral]] = field(default_factory=dict)
    constructs: Mapping[str, Sequence[Construct]] = field(default_factory=dict)

    def locate(self, text: str, *, home: Origin, beside: str = "") -> Origin:
        """Where `text` stands, for an object defined at `home`.

        Where it stands several times, the one in the smallest call that also holds `beside` (a title, say) counts;
        where it cannot be found, that call, else `home` itself, with `exact=False`.
        """
        around = self._construct_with(beside, home) if beside else None
        if around is not None:
            inside = [literal for literal in around.literals if literal.gives(text)]
            if inside:
                return inside[0].origin
        candidates = [literal for literal in self.literals.get(home.path, ()) if literal.gives(text)]
        if len(candidates) > 1 and home.variable:
            candidates = [c for c in candidates if c.origin.variable == home.variable] or candidates
        if not candidates:
            candidates = [
                one for path in self.literals if path != home.path for one in self.literals[path] if one.gives(text)
            ]
        if candidates:
            exact = [literal for literal in candidates if "\0" not in literal.text]
            return (exact or candidates)[0].origin
        fallback = around.origin if around is not None else home
        return Origin(fallback.path, fallback.line, variable=home.variable, exact=False)

    def _construct_with(self, text: str, home: Origin) -> Construct | None:
        found = [
            construct
            for path in (home.path, *(path for path in self.constructs if path != home.path))
            for construct in self.constructs.get(path, ())
            if any(literal.gives(text) and "\0" not in literal.text for literal in construct.literals)
        ]
        return min(found, key=lambda c: (c.origin.path != home.path, len(c.literals)), default=None)
