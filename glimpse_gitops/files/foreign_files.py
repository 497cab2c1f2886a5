"""Files from elsewhere: rule files, dashboards, Grafana's provisioning, as YAML or JSON. What is broken is noted."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import yaml

from ..lint.foreign import ForeignFile, foreign_file
from ..lint.unfilled import are_unfilled
from ..model.broken_part import BrokenPart
from ..model.document import Document, FileText
from ..model.origin import Origin
from ..model.source_index import SourceIndex
from .embedded_documents import embedded_in
from .json_document import TooDeepError, json_document
from .lint_paths import STDIN_NAME, SUFFIXES
from .yaml_document import YamlDocuments, YamlError
from .yaml_index import YamlIndex

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TEMPLATE = re.compile(r"^[ \t]*(?:-[ \t]*)?(?:\{\{|[\w-]+:[ \t]*\{\{-? ?[a-z]\w* ?-?\}\})|\{%", re.MULTILINE)
"""A line that starts with an action of Helm or Jinja, or whose value starts with a bare word to be filled in."""
_HELM = re.compile(
    r"""\{\{[^{}\n]*(?:\.(?:Values|Release|Chart|Files|Capabilities)\b|\b(?:include|tpl|toYaml)\s)|\{\{-?\s*["`]+\{\{"""
)
"""An action that only Helm can fill in, or one that hides an action of Prometheus from it."""
_UNQUOTED = re.compile(r"^[ \t]*(?:- )?\w+:[ \t]+\{\{[^{}\n]*\}\}[ \t]*$", re.MULTILINE)
"""A value that is nothing but an action, without quotes: YAML reads it as a mapping, which nobody means."""
_JINJA = re.compile(r"""\{\{[^{}\n]*\|\s*default\s*\(|\{\{-?\s*'\{\{|\{%""")
"""What only Jinja can fill in, as Ansible has it in the templates of a role, or what hides an action from it."""
_TAG = re.compile(r"^[ \t]*\{%[^{}\n]*%\}[ \t]*$", re.MULTILINE)
"""A line that is for Jinja alone."""
_HIDDEN = re.compile(r"\{\{-?\s*'\{\{|\{\{\{\{|\{\{[^{}\n]*\$\$[a-z]")
"""An action of Prometheus that is hidden from Jinja, from Python or from Compose, as no action of Go is."""
_ESCAPED = re.compile(r"\[\$\$\{?[A-Za-z_]")
"""A range such as `[$$__rate_interval]`: what substitutes variables of a shell makes one dollar of the two."""
_IN_CHART = re.compile(r"(?:^|/)templates/")
_EMBEDDED = re.compile(r"<%[=-]? (?:[^<%\n]|<(?!%)|%(?!>))*+%>")
"""An expression of Ruby (ERB): the text around it may well be YAML, but no values are in it."""
_DIRECTIVE = re.compile(r"</?#(?:if|list|assign|else|include|import|macro)\b")
"""Of FreeMarker."""
_UNFILLED = "it is a template, and no YAML before that is filled in"
_PLACES = "it is a template: values are put into it before anybody reads it"

MAX_BYTES = 32 * 1024 * 1024


def foreign_from_bytes(name: str, content: bytes | OSError) -> ForeignFile:
    """A file with this content, or with what came of reading it.

    Its name's ending says what it is, and its first character where the ending is another one: then it need be neither.
    """
    if isinstance(content, OSError):
        return _broken(name, f"this cannot be read: {content.strerror}", Origin(name))
    read = _from_bytes(name, content)
    if read.broken and not read.documents and not name.endswith(SUFFIXES) and name != STDIN_NAME:
        return ForeignFile(name, word="it is neither YAML nor JSON")
    return read


def _from_bytes(name: str, content: bytes) -> ForeignFile:
    if len(content) > MAX_BYTES:
        said = f"the file has {len(content):,} bytes; at most {MAX_BYTES:,} are read"
        return _broken(name, said, Origin(name, 1), "split it")
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _broken(name, "this is no UTF-8 text", Origin(name, line), "save it as UTF-8")
    file = FileText(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    begins = file.text.lstrip()[:1]
    if name.endswith(".json") or (begins in ("{", "[") and not name.endswith((".yml", ".yaml"))):
        return _from_json(file)
    return _from_yaml(file)


def _from_json(file: FileText) -> ForeignFile:
    if not file.text.strip():
        return foreign_file(file.path, ())
    try:
        document = json_document(file)
        return ForeignFile(file.path, word=_PLACES) if _is_escaped(file) else _with_embedded(file.path, [document])
    except json.JSONDecodeError as error:
        if _HELM.search(file.text) or _TAG.search(file.text):
            return ForeignFile(file.path, word=_UNFILLED)
        start = min(error.pos, max(len(file.text) - 1, 0))
        said = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return _broken(file.path, said, file.origin(start, start + 1), "correct it; nothing in the file was read")
    except (TooDeepError, ValueError) as error:
        return _broken(file.path, f"this JSON cannot be read: {error}", Origin(file.path, 1))


def _from_yaml(file: FileText) -> ForeignFile:
    if _EMBEDDED.search(file.text) or _DIRECTIVE.search(file.text) or _is_in_templates(file):
        return ForeignFile(file.path, word=_UNFILLED)
    reader = YamlDocuments(file)
    documents: list[Document] = []
    broken: list[BrokenPart] = []
    end = len(file.text)
    try:
        documents.extend(reader.read())
    except YamlError as error:
        if _TEMPLATE.search(file.text) or _HELM.search(file.text):
            return ForeignFile(file.path, word=_UNFILLED)
        origin, end = file.origin(error.offset, error.offset + 1), error.offset
        hint = "correct the line; nothing below it was read"
        broken.append(BrokenPart("yaml", f"this is no YAML: {error.message}", origin, hint=hint))
    read = _with_embedded(file.path, documents, broken)
    if read.documents:
        if len(_HIDDEN.findall(file.text)) > 1 or _is_escaped(file) or are_unfilled(read.documents):
            return ForeignFile(file.path, word=_PLACES)
        if any(one.broken for one in read.documents) and (_HELM.search(file.text) or _UNQUOTED.search(file.text)):
            return ForeignFile(file.path, word=_UNFILLED)
        read = replace(read, broken=(*read.broken, *_twice(file, reader)))
    if "glimpse:" not in file.text or not read.documents:
        return read
    index = _index(file, end)
    sources = SourceIndex({file.path: tuple(index.literals)}, {file.path: tuple(index.constructs)})
    return replace(read, sources=sources, comments=index.comments())


def _is_escaped(file: FileText) -> bool:
    return "$$" in file.text and len(_ESCAPED.findall(file.text)) > 1


def _is_in_templates(file: FileText) -> bool:
    """Whether it is a template of a chart or of a role by its folder and by an action in it."""
    is_there = _IN_CHART.search(file.path) is not None
    return is_there and any(one.search(file.text) for one in (_HELM, _JINJA))


def _with_embedded(path: str, documents: Sequence[Document], broken: Iterable[BrokenPart] = ()) -> ForeignFile:
    """The file with these documents and those that their texts are."""
    inside = [embedded_in(one) for one in documents]
    every = [inner for outer, (found, _) in zip(documents, inside, strict=True) for inner in (outer, *found)]
    return foreign_file(path, every, [*broken, *(one for _, some in inside for one in some)])


def _twice(file: FileText, reader: YamlDocuments) -> Iterator[BrokenPart]:
    for key, mark in reader.duplicates:
        yield BrokenPart("rule", f'"{key}" is given twice', file.origin(mark.key_start, mark.key_end))


def _index(file: FileText, end: int) -> YamlIndex:
    """Constructs and comments, for those files in which a comment speaks to the linter.

    `end` is the offset up to which the file could be read: PyYAML would go down into whatever nests behind it.
    """
    index = YamlIndex(file.path, file.text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for document in yaml.compose_all(file.text[:end], loader):
            if document is not None:
                index.add(document)
    except yaml.YAMLError:
        return index
    return index


def _broken(name: str, message: str, origin: Origin, hint: str = "") -> ForeignFile:
    return ForeignFile(name, broken=(BrokenPart("yaml", message, origin, hint=hint),))
