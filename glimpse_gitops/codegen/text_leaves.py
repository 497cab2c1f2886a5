"""Texts of a Python dashboard that were changed in Grafana: the literals that they come from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.origin import Origin
from ..model.resource import Resource
from .panel_id import pinned
from .revision import CannotFollowError
from .source_edit import Edit, ModuleSource
from .text import literal

_PANEL_TITLE = re.compile(r"/dashboard((?:/panels/\d+)+)/title")


def text_edits(source: ModuleSource, path: str, desired: Resource, target: Resource) -> list[Edit]:
    """The edits for a dashboard in which texts were changed and nothing else: titles, expressions, legends.

    A panel whose title was changed keeps its id, which goes beside the title where the code does not say it.
    Raises CannotFollowError for any other change: panels made in Python cannot be told from their JSON.
    """
    edits = []
    for pointer, old, new in _changes(desired.spec, target.spec, ""):
        origin = desired.origins.get(pointer)
        if not isinstance(old, str) or not isinstance(new, str):
            where = pointer.removeprefix("/dashboard")
            raise CannotFollowError(f"of a dashboard made in Python only texts are followed, and {where} is none")
        if origin is None or not origin.exact or origin.path != path:
            raise CannotFollowError(f"the place of {pointer.removeprefix('/dashboard')} is not in {path}")
        constant = _constant(source, origin, old)
        edits.append(Edit(source.start(constant), source.end(constant), literal(new)))
        if found := _PANEL_TITLE.fullmatch(pointer):
            edits += pinned(source, path, constant, new, _panel(desired, found[1])["id"])
    return edits


def _panel(dashboard: Resource, pointer: str) -> Mapping[str, Any]:
    """The panel at `/panels/3/panels/0`."""
    panel: Mapping[str, Any] = dashboard.spec["dashboard"]
    for place in pointer.split("/panels/")[1:]:
        panel = panel["panels"][int(place)]
    return panel


def _constant(source: ModuleSource, origin: Origin, old: str) -> ast.Constant:
    """The literal at the place."""
    constants = [one for one in ast.walk(source.tree) if isinstance(one, ast.Constant) and one.value == old]
    for node in constants:
        if node.lineno == origin.line and source.column(source.start(node)) + 1 == origin.column:
            return node
    raise CannotFollowError(f'line {origin.line} computes the text "{old[:60]}"')


def _changes(old: Any, new: Any, pointer: str) -> Iterator[tuple[str, Any, Any]]:
    """Pointer, old and new value of each leaf that differs; what is null is as absent."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            if key not in ("id", "version"):
                yield from _changes(old.get(key), new.get(key), f"{pointer}/{key}")
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _changes(one, other, f"{pointer}/{index}")
    elif old != new:
        yield pointer, old, new
