"""Is an edit of a file only what it should be? The file is read again: all but the edited text must be as before."""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import yaml

from ..model.fix import Edit, TextEdit, ValueEdit

_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Told = list[tuple[str, str]]
"""What a file says, part by part in its order: kind and text."""


def is_only(edits: Sequence[Edit], path: str, before: str, after: str) -> bool:
    """Whether `after` says the same as `before` but for the edits."""
    try:
        old, new = _told(path, before), _told(path, after)
    except (SyntaxError, ValueError, yaml.YAMLError, RecursionError, MemoryError):
        return False
    values = [edit for edit in edits if isinstance(edit, ValueEdit)]
    if values:
        return len(edits) == len(values) <= _MOST_VALUES and _are_spliced(values, old, new)
    if len(old) != len(new):
        return False
    changed = [(left, right) for left, right in zip(old, new, strict=True) if left != right]
    if any(left[0] != right[0] for left, right in changed):
        return False
    return _is_edited([edit for edit in edits if isinstance(edit, TextEdit)], [(a[1], b[1]) for a, b in changed])


def are_only(groups: Sequence[Sequence[TextEdit]], path: str, before: str, after: str) -> bool:
    """As `is_only`, for many edits at once: those of each group are in one text, and each text has one group."""
    try:
        old, new = _told(path, before), _told(path, after)
    except (SyntaxError, ValueError, yaml.YAMLError, RecursionError, MemoryError):
        return False
    if len(old) != len(new):
        return False
    left: dict[int, list[list[TextEdit]]] = {}
    for group in groups:
        grown = sum(len(edit.text) - len(edit.before) for edit in group)
        left.setdefault(grown, []).append(list(group))
    for (kind, text), (other, edited) in zip(old, new, strict=True):
        if (kind, text) == (other, edited):
            continue
        alike = left.get(len(edited) - len(text), [])
        fits = next((group for group in alike if edited in _made(text, group)), None)
        if kind != other or fits is None:
            return False
        alike.remove(fits)
    return True


def _is_edited(edits: list[TextEdit], changed: list[tuple[str, str]]) -> bool:
    """Whether the changed texts come from the edits alone, each made once."""
    if not changed:
        return all(edit.before == edit.text for edit in edits)
    if len(changed) > len(edits):
        return False
    if len(changed) == 1:
        return changed[0][1] in _made(changed[0][0], edits)
    return all(any(new in _made(old, [edit]) for edit in edits) for old, new in changed)


def _made(text: str, edits: list[TextEdit]) -> set[str]:
    """All texts that come of making each of the edits once somewhere, the first of them first."""
    found = {(0, text)}
    for edit in sorted(edits, key=lambda one: one.span):
        made: set[tuple[int, str]] = set()
        for begin, given in found:
            at = given.find(edit.before, begin)
            while at >= 0 and len(made) < _MOST:
                made.add((at + len(edit.text), given[:at] + edit.text + given[at + len(edit.before) :]))
                at = given.find(edit.before, at + 1)
        found = made
    return {given for _, given in found}


_MOST = 2000
"""Places of one short text inside another that are tried at most."""


_MOST_VALUES = 4
"""Values that one fix may change: the ways in which they can lie are tried one after the other."""


def _are_spliced(edits: Sequence[ValueEdit], old: Told, new: Told) -> bool:
    """Whether each value took the place of another one, and nothing else is different."""
    if not edits:
        return old == new
    same = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    for number, edit in enumerate(edits):
        rest = [*edits[:number], *edits[number + 1 :]]
        gone = [] if edit.key else _plain(edit.before)
        come = ([("key", edit.key)] if edit.key else []) + _plain(edit.after)
        for start in range(max(0, same - len(gone)), same + 1):
            if old[start : start + len(gone)] == gone and new[start : start + len(come)] == come:
                made = [*old[:start], *come, *old[start + len(gone) :]]
                if _are_spliced(rest, made, new):
                    return True
    return False


@lru_cache(maxsize=2)
def _told(path: str, text: str) -> Told:
    if path.endswith(".py"):
        return _python(text)
    if path.endswith(".json"):
        return _plain(json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_Pairs))
    return [part for node in yaml.compose_all(text, _LOADER) for part in _yaml(node)]


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as it stands in the text, a key that comes twice included."""


def _plain(value: Any) -> Told:
    if isinstance(value, dict | _Pairs):
        pairs = value.items() if isinstance(value, dict) else value
        return [("{", ""), *(part for key, one in pairs for part in (("key", key), *_plain(one))), ("}", "")]
    if isinstance(value, list):
        return [("[", ""), *(part for one in value for part in _plain(one)), ("]", "")]
    return [("text", value)] if isinstance(value, str) else [("value", json.dumps(value))]


def _yaml(root: yaml.Node | None) -> Told:
    told: Told = []
    seen: dict[int, int] = {}
    waiting: list[yaml.Node | tuple[str, str]] = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            told.append(node)
        elif id(node) in seen:
            told.append(("alias", str(seen[id(node)])))
        else:
            seen[id(node)] = len(seen)
            if isinstance(node, yaml.MappingNode):
                waiting += [("}", ""), *(part for pair in reversed(node.value) for part in (pair[1], _key(pair[0])))]
                told.append(("{", ""))
            elif isinstance(node, yaml.SequenceNode):
                waiting += [("]", ""), *reversed(node.value)]
                told.append(("[", ""))
            else:
                told.append(_scalar(node))
    return told


def _key(node: yaml.Node) -> yaml.Node | tuple[str, str]:
    return ("key", node.value) if isinstance(node, yaml.ScalarNode) else node


def _scalar(node: yaml.Node) -> tuple[str, str]:
    if node.tag == "tag:yaml.org,2002:str":
        return "text", node.value
    return "value", {"tag:yaml.org,2002:null": "null"}.get(node.tag, str(node.value))


def _python(text: str) -> Told:
    told: Told = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text.removeprefix("\ufeff"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            told.append(("text", node.value))
            node.value = ""
    return [*told, ("code", ast.dump(tree))]
