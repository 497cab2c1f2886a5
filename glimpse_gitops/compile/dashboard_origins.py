"""Where the parts of a dashboard stand in the author's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from ..model.origin import Origin
from ..model.source_index import SourceIndex

_PANEL_TEXTS = ("title", "description")
_TARGET_TEXTS = ("expr", "query", "legendFormat")
_VARIABLE_TEXTS = ("name", "label", "query", "definition", "regex")
_ANNOTATION_TEXTS = ("name", "target", "titleFormat", "textFormat")


class DashboardOrigins(Mapping[str, Origin]):
    """JSON pointer → place: of the dashboard, its panels, queries, variables and annotations, and of their texts.

    Looked up in the source when somebody asks for the first one that is not the dashboard's own: a plan never does.
    """

    def __init__(self, dashboard: Mapping[str, Any], home: Origin, sources: SourceIndex, under: str = "") -> None:
        """`under` is what all pointers but the dashboard's own, which is empty, begin with."""
        self._dashboard, self._home, self._sources, self._under = dashboard, home, sources, under

    def __getitem__(self, pointer: str) -> Origin:
        return self._home if not pointer else self._places[pointer]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _places(self) -> dict[str, Origin]:
        found = dashboard_origins(self._dashboard, self._home, self._sources)
        return {self._under + pointer if pointer else "": origin for pointer, origin in found.items()}


def dashboard_origins(dashboard: Mapping[str, Any], home: Origin, sources: SourceIndex) -> dict[str, Origin]:
    """JSON pointer → place: of the dashboard, its panels, queries, variables and annotations, and of their texts."""
    origins = {"": home}
    title = str(dashboard["title"])
    for pointer, text in _texts(dashboard, "", ("title", "uid", "description")):
        origins[pointer] = sources.locate(text, home=home, beside=title)
    for pointer, panel in _panels(dashboard["panels"]):
        origins.update(_panel_origins(pointer, panel, home, sources))
    for key, texts in (("templating", _VARIABLE_TEXTS), ("annotations", _ANNOTATION_TEXTS)):
        for position, item in enumerate(dashboard[key]["list"]):
            pointer = f"/{key}/list/{position}"
            origins.update(_item_origins(pointer, item, str(item.get("name", "")), texts, home, sources))
    return origins


def _panels(panels: list[dict[str, Any]], above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for position, panel in enumerate(panels):
        pointer = f"{above}/panels/{position}"
        yield pointer, panel
        yield from _panels(panel.get("panels", []), pointer)


def _panel_origins(pointer: str, panel: Mapping[str, Any], home: Origin, sources: SourceIndex) -> dict[str, Origin]:
    title = str(panel.get("title", ""))
    origins = _item_origins(pointer, panel, title, _PANEL_TEXTS, home, sources)
    for position, target in enumerate(panel.get("targets", [])):
        target_pointer = f"{pointer}/targets/{position}"
        text = next((str(target[key]) for key in _TARGET_TEXTS if isinstance(target.get(key), str)), "")
        if text:
            origins[target_pointer] = sources.locate(text, home=home, beside=title)
        for text_pointer, text in _texts(target, target_pointer, _TARGET_TEXTS):
            origins[text_pointer] = sources.locate(text, home=home, beside=title)
    return origins


def _item_origins(
    pointer: str, item: Mapping[str, Any], title: str, keys: tuple[str, ...], home: Origin, sources: SourceIndex
) -> dict[str, Origin]:
    origins = {}
    if title:
        origins[pointer] = sources.locate(title, home=home, beside=title)
    for text_pointer, text in _texts(item, pointer, keys):
        origins[text_pointer] = sources.locate(text, home=home, beside=title)
    return origins


def _texts(item: Mapping[str, Any], pointer: str, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key in keys:
        value = item.get(key)
        if isinstance(value, dict):
            yield from _texts(value, f"{pointer}/{key}", ("expr", "query"))
        elif isinstance(value, str) and value and value != "__auto":
            yield f"{pointer}/{key}", value
