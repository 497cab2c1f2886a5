"""Fixes made in the text of a file: only the spans change, and what comes of it is proven.

Nothing is printed anew: each edit is spelt as the literal around it is, in its own bytes. A fix whose result does not
read as it should (`fix_check`) is not made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model.fix import Edit, Fix, Spelling, TextEdit
from ..model.origin import Origin
from .fix_check import are_only, is_only
from .raw_text import RawText
from .text_spelling import TextSpelling, literal_at, literals_of


@dataclass(frozen=True)
class FixedText:
    """A text and what was done with the fixes that were asked for."""

    text: str
    made: tuple[Fix, ...]
    left: tuple[Fix, ...]
    """Those that overlap another one: they can be made in a second go, when the file was linted again."""


class FixableFile:
    """One file."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.raw = RawText(text)
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._literals: list[TextSpelling] = literals_of(path, plain)

    def spelt(self, fix: Fix) -> Fix | None:
        """The fix with its edits as the file spells them; None where they cannot be. Nothing is proven yet."""
        spellings = [self._spelling(edit) for edit in fix.edits]
        known = [one for one in spellings if one is not None]
        return replace(fix, spellings=tuple(known)) if known and len(known) == len(spellings) else None

    def is_sound(self, fix: Fix) -> bool:
        """Whether the file reads as before after a fix that was spelt, but for its edits."""
        made = self._made(self.raw, fix.spellings)
        return made is not None and is_only(fix.edits, self.path, self.raw.text, made.text)

    def fixed(self, fixes: Iterable[Fix]) -> FixedText:
        """The text with the fixes that were spelt and are sound, from its end to its start."""
        apart, left = self._apart(fixes)
        if (together := self._together(apart)) is not None:
            return FixedText(together.text, tuple(apart), tuple(left))
        raw, made = self.raw, []
        for fix in apart:
            after = self._made(raw, fix.spellings)
            if after is None or not is_only(fix.edits, self.path, raw.text, after.text):
                left.append(fix)
                continue
            raw = after
            made.append(fix)
        return FixedText(raw.text, tuple(made), tuple(left))

    def _apart(self, fixes: Iterable[Fix]) -> tuple[list[Fix], list[Fix]]:
        """Fixes that do not overlap, from the end of the file to its start, each once; and those that do."""
        apart: list[Fix] = []
        left: list[Fix] = []
        lowest, done = len(self.raw.text) + 1, set()
        for fix in sorted(fixes, key=self._start, reverse=True):
            spans = [span for one in fix.spellings if (span := self.raw.span(one.origin))]
            if fix.spellings in done:
                continue
            done.add(fix.spellings)
            if max(span[1] for span in spans) <= lowest:
                apart.append(fix)
                lowest = min(span[0] for span in spans)
            else:
                left.append(fix)
        return apart, left

    def _together(self, fixes: Sequence[Fix]) -> RawText | None:
        """All of them at once, proven at once; None where that cannot be done."""
        groups: dict[tuple[int, int], list[TextEdit]] = {}
        for fix in fixes:
            for edit in fix.edits:
                literal = literal_at(self._literals, edit.origin.line, edit.origin.column)
                if not isinstance(edit, TextEdit) or literal is None:
                    return None
                groups.setdefault(literal.start, []).append(edit)
        made = self._made(self.raw, [one for fix in fixes for one in fix.spellings])
        if made is None or not are_only(list(groups.values()), self.path, self.raw.text, made.text):
            return None
        return made

    def _start(self, fix: Fix) -> tuple[int, int]:
        return min((one.origin.line, one.origin.column) for one in fix.spellings)

    def _made(self, raw: RawText, spellings: Sequence[Spelling]) -> RawText | None:
        for one in sorted(spellings, key=lambda one: (one.origin.line, one.origin.column), reverse=True):
            span = raw.span(one.origin)
            if span is None:
                return None
            raw = raw.replaced(*span, one.text)
        return raw

    def _spelling(self, edit: Edit) -> Spelling | None:
        origin = edit.origin
        if not origin.exact or origin.path != self.path or self.raw.span(origin) is None:
            return None
        if not isinstance(edit, TextEdit):
            return None if self.path.endswith(".py") else self._value(edit.origin, edit.before, edit.after, edit.key)
        literal = literal_at(self._literals, origin.line, origin.column)
        text = None if literal is None else literal.spelt(edit.text, self.raw.newline)
        return None if text is None else Spelling(replace(origin, variable=""), text)

    def _value(self, origin: Origin, before: object, after: object, key: str) -> Spelling | None:
        """A JSON value, which YAML reads as well, or a new first key of an object."""
        span = self.raw.span(origin)
        if span is None:
            return None
        written = json.dumps(after, ensure_ascii=False)
        slice_ = self.raw.text[span[0] : span[1]]
        if not key:
            return Spelling(replace(origin, variable=""), written)
        row = f"{json.dumps(key, ensure_ascii=False)}: {written}"
        start = replace(origin, variable="", end_line=origin.line, end_column=origin.column)
        if not slice_.startswith("{"):
            indent = self.raw.newline + " " * (origin.column - 1)
            return Spelling(start, f"{row}{indent}")
        inside = slice_[1:]
        blank = inside[: len(inside) - len(inside.lstrip())]
        is_empty = inside.strip() == "}"
        behind = replace(start, column=origin.column + 1, end_column=origin.column + 1)
        return Spelling(behind, row if is_empty else f"{blank}{row},")
