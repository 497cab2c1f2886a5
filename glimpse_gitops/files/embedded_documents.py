"""Documents inside of documents: the dashboards, rule files and data sources that a ConfigMap carries as texts.

What such a text says is read as a file of its own; its places are those of its characters in the file around it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model.broken_part import BrokenPart
from ..model.document import Document, FileText, Mark, step
from ..model.origin import Origin
from ..model.text_literal import Run
from .json_document import TooDeepError, json_document
from .python_strings import Character, runs_of
from .yaml_document import YamlDocuments, YamlError

_FIELDS = {"ConfigMap": "data", "GrafanaDashboard": "spec"}
"""Kind of a resource → where its texts stand. The second is of Grafana's operator: `spec.json`."""
_MARKS_OF_DASHBOARD = ('"panels"', '"elements"')
_MARKS_OF_YAML = ("groups:", "datasources:")
"""What a rule file begins with, and one that provisions the data sources that dashboards name."""
_MARKS_OF_RULES_IN_JSON = ('"groups"', '"expr"')
_YAML = (".yml", ".yaml", ".rules")


@dataclass(frozen=True, eq=False)
class EmbeddedText(FileText):
    """A text that stands in a file as the value of a key."""

    runs: Sequence[Run] = ()
    """Where its characters stand in the file; none where they cannot be followed."""
    around: Origin = field(default_factory=lambda: Origin(""))
    """Where all of it stands."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset in the text; the start of it where that is not known."""
        index = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if index < 0:
            return self.around.line, self.around.column
        run = self.runs[index]
        return run.line, run.column + (offset - run.start) * run.width


def embedded_in(document: Document) -> tuple[list[Document], list[BrokenPart]]:
    """The documents inside of a document, and what is broken of them."""
    found: list[Document] = []
    broken: list[BrokenPart] = []
    for text in _texts(document, document.value, ""):
        try:
            found += _read(text)
        except json.JSONDecodeError as error:
            start = min(error.pos, max(len(text.text) - 1, 0))
            said = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            broken.append(BrokenPart("yaml", said, text.origin(start, start + 1), hint=_HINT))
        except YamlError as error:
            at = text.origin(error.offset, error.offset + 1)
            broken.append(BrokenPart("yaml", f"this is no YAML: {error.message}", at, hint=_HINT))
        except (TooDeepError, ValueError) as error:
            broken.append(BrokenPart("yaml", f"this JSON cannot be read: {error}", text.around))
    return found, broken


_HINT = "correct it; nothing of this text was read"


def _texts(document: Document, value: Any, pointer: str) -> Iterator[EmbeddedText]:
    """The texts that may be dashboards, rule files or data sources."""
    if not isinstance(value, Mapping):
        return
    kind, items = value.get("kind"), value.get("items")
    if isinstance(items, list) and isinstance(kind, str) and kind.endswith("List"):
        for index, item in enumerate(items):
            yield from _texts(document, item, f"{pointer}/items/{index}")
    key = _FIELDS.get(kind) if isinstance(kind, str) else None
    held = value.get(key) if key else None
    for name, text in held.items() if isinstance(held, Mapping) else ():
        if isinstance(name, str) and isinstance(text, str) and (_is_dashboard(text) or _is_provisioning(name, text)):
            at = f"{pointer}/{key}{step(name)}"
            mark = document.mark(at)
            runs = () if mark is None else document.runs(mark, text)
            provided = _LABEL in _labels_of(value)
            yield EmbeddedText(document.file.path, text, provided, runs, document.origin(at))


def _labels_of(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = resource.get("metadata")
    labels = metadata.get("labels") if isinstance(metadata, Mapping) else None
    return labels if isinstance(labels, Mapping) else {}


_LABEL = "grafana_dashboard"
"""By which the sidecar of Grafana's chart knows the ConfigMaps whose texts are dashboards."""


def _is_dashboard(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[") and any(mark in text for mark in _MARKS_OF_DASHBOARD)


def _is_provisioning(name: str, text: str) -> bool:
    is_json = text.lstrip()[:1] == "{" and all(mark in text for mark in _MARKS_OF_RULES_IN_JSON)
    is_yaml = any(text.startswith(mark) or f"\n{mark}" in text for mark in _MARKS_OF_YAML)
    return name.endswith(_YAML) and (is_json or is_yaml)


def _read(text: EmbeddedText) -> Iterator[Document]:
    plain = FileText(text.path, text.text)
    if _is_dashboard(text.text):
        read: list[Document] = [json_document(plain)]
    else:
        read = list(YamlDocuments(plain).read())
    for one in read:
        yield Document(text, one.value, one.mark, _Runs(one, plain, text))


class _Runs:
    """The characters of the texts of an embedded document, where they stand in the file."""

    def __init__(self, document: Document, plain: FileText, text: EmbeddedText) -> None:
        self._document, self._plain, self._text = document, plain, text

    def __call__(self, mark: Mark, value: str) -> Sequence[Run]:
        """As the document says for itself, each character followed into the file."""
        found: list[Character] = []
        runs = self._document.runs(mark, value) if self._text.runs else ()
        if not runs:
            return ()
        for run, following in zip(runs, [*runs[1:], None], strict=True):
            offset = self._plain.offset(run.line, run.column)
            for index in range(run.start, len(value) if following is None else following.start):
                start = offset + (index - run.start) * run.width
                line, column = self._text.place(start)
                end_line, end = self._text.place(start + run.width)
                found.append(Character(value[index], line, column, end - column if end_line == line else 1))
        return runs_of(found)
