"""What a rule writes down for `--fix`: which part of a text, or which value of a dashboard, becomes what.

    Fault(message, hint, span, repair=Repair("compare with =~", (Edit(op.span, "=~"),), safe=True))

Edits change spans and never print an expression anew, so comments and layout stay. `safe` says that nothing but the
fault changes: the query means what its author visibly meant, and no other result comes of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import fix
from .subjects import Passage, QuerySubject, Subject


@dataclass(frozen=True)
class Edit:
    """A part of the passage and what takes its place; an empty span inserts."""

    span: tuple[int, int]
    """Offsets in the expression of a query, else in the passage: those of `Fault.span`."""
    text: str
    passage: Passage | None = None
    """The text that is edited, where it is not the subject's own."""


@dataclass(frozen=True)
class Put:
    """A value of the subject's own JSON and what takes its place: of a dashboard, a panel, a rule in a file."""

    pointer: str
    """Inside that JSON: `/gridPos/w`. The last key may be new; all before it are there."""
    value: Any
    """Plain JSON."""


@dataclass(frozen=True)
class Repair:
    """All that together makes one fault go away."""

    says: str
    """What it does, in the imperative and in lower case: `compare with =~`."""
    edits: tuple[Edit | Put, ...]
    safe: bool = False


def placed(repair: Repair, subject: Subject, told: Passage | None) -> fix.Fix | None:
    """The repair with the places of its edits; `told` is the passage of the fault. None where one has no place."""
    edits: list[fix.Edit] = []
    for edit in repair.edits:
        if isinstance(edit, Edit):
            edits.append(_text_edit(edit, subject, told))
        elif value := _value_edit(edit, subject):
            edits.append(value)
        else:
            return None
    return fix.Fix(repair.says, tuple(edits), repair.safe)


def _text_edit(edit: Edit, subject: Subject, told: Passage | None) -> fix.TextEdit:
    passage = edit.passage or told or subject.passage
    own = edit.passage is None and told is None
    offset = subject.offset if own and isinstance(subject, QuerySubject) else 0
    start, end, text = edit.span[0] + offset, edit.span[1] + offset, edit.text
    if start == end and passage.value:
        # An insertion becomes the replacement of the character beside it, which has a place.
        start -= start > 0 and (start == len(passage.value) or passage.value[start].isspace())
        beside = passage.value[start]
        text = text + beside if start == edit.span[0] + offset else beside + text
        end = start + 1
    return fix.TextEdit(passage.inside((start, end)), passage.value, (start, end), text)


def _value_edit(edit: Put, subject: Subject) -> fix.Edit | None:
    """The edit of a value that has a place of its own; in Python it is made by a call, and has none."""
    above, _, step = edit.pointer.rpartition("/")
    key = _unescaped(step)
    parent, before = _value_at(above, subject.json), _value_at(edit.pointer, subject.json)
    is_new = isinstance(parent, Mapping) and key not in parent
    origin = subject.part(above if is_new else edit.pointer).origin
    if isinstance(before, str) and before and isinstance(edit.value, str):
        span = (0, len(before))
        return fix.TextEdit(subject.part(edit.pointer).inside(span), before, span, edit.value)
    if not origin.exact or origin.path.endswith(".py"):
        return None
    return fix.ValueEdit(origin, before, edit.value, key if is_new else "")


def _unescaped(key: str) -> str:
    return key.replace("~1", "/").replace("~0", "~")


def _value_at(pointer: str, json: object) -> Any:
    """What stands there; None where nothing does."""
    for part in pointer.split("/")[1:]:
        key = _unescaped(part)
        if isinstance(json, Mapping):
            json = json.get(key)
        elif isinstance(json, Sequence) and not isinstance(json, str) and key.isdigit() and int(key) < len(json):
            json = json[int(key)]
        else:
            return None
    return json
