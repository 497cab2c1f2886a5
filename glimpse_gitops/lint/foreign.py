"""Files from elsewhere, as read: what each holds that can be linted, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..model.broken_part import BrokenPart
from ..model.document import Document
from ..model.source_index import SourceIndex
from .dashboard_folders import dashboard_folders
from .document_part import Part
from .document_parts import parts_of, provisioned_sources
from .rule_document import GroupReader, ReadGroup

_MOST = 200
"""Broken parts that are told of a file or a document: who has more has another problem."""


@dataclass(frozen=True, eq=False)
class ForeignDocument:
    """One document of a file."""

    document: Document
    parts: tuple[Part, ...]
    groups: tuple[ReadGroup, ...] = ()
    """The rule groups in its parts of that kind."""
    broken: tuple[BrokenPart, ...] = ()


@dataclass(frozen=True, eq=False)
class ForeignFile:
    """One file."""

    path: str
    documents: tuple[ForeignDocument, ...] = ()
    broken: tuple[BrokenPart, ...] = ()
    word: str = ""
    """Why there is nothing to lint in it; empty where there is something, or where it is broken."""
    datasources: tuple[tuple[str, str], ...] = ()
    """Uid or name, and type, of the data sources that it provisions."""
    dashboard_folders: tuple[str, ...] = ()
    """The folders beside it from which it lets Grafana load dashboards."""
    sources: SourceIndex = field(default_factory=SourceIndex)
    """Its constructs, where a comment in it speaks to the linter."""
    comments: Mapping[int, str] = field(default_factory=dict)


def foreign_file(path: str, documents: Iterable[Document], broken: Iterable[BrokenPart] = ()) -> ForeignFile:
    """A file with these documents in it."""
    read: list[ForeignDocument] = []
    words: list[str] = []
    datasources: list[tuple[str, str]] = []
    folders: list[str] = []
    for document in documents:
        parts, word = parts_of(document)
        words.append(word)
        folders += dashboard_folders(path, document.value)
        if not any(part.kind.startswith("dashboard") for part in parts):
            datasources += provisioned_sources(document.value)
        if parts:
            read.append(_read(document, parts))
    broken = _told(broken)
    empty = not read and not broken
    word = next((one for one in words if one), "it is empty") if empty else ""
    return ForeignFile(path, tuple(read), broken, word, tuple(datasources), tuple(folders))


def _read(document: Document, parts: list[Part]) -> ForeignDocument:
    groups: list[ReadGroup] = []
    broken: list[BrokenPart] = []
    for part in parts:
        reader = GroupReader(document, nested=part.nested)
        match part.kind:
            case "rule groups":
                groups += reader.groups(part.value, part.pointer)
            case "rule group":
                groups += reader.group(part.value, part.pointer)
            case "rules":
                groups += reader.rules_alone(part.value, part.pointer)
        broken += reader.broken
    if [part.pointer for part in parts] == ["/groups"] and any(one.group.rules for one in groups):
        reader = GroupReader(document)
        reader.beside_groups(document.value)
        broken += reader.broken
    return ForeignDocument(document, tuple(parts), tuple(groups), _told(broken))


def _told(broken: Iterable[BrokenPart]) -> tuple[BrokenPart, ...]:
    every = tuple(broken)
    if len(every) <= _MOST:
        return every
    said = f"and {len(every) - _MOST:,} more of this kind"
    return (*every[:_MOST], replace(every[_MOST], message=said, hint=""))
