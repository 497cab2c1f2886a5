"""Terraform's language, as the server's exports write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Block:
    """A body: attributes as (name, value), and blocks, in the order in which they are written."""

    name: str
    parts: Sequence[tuple[str, Any] | Block] = field(default_factory=tuple)


def to_hcl(resources: Sequence[tuple[str, str, Block]]) -> str:
    """Resources, each with type, name and body."""
    texts = []
    for kind, name, body in resources:
        lines = [f'resource "{kind}" "{name}" {{', *_body(body, "  "), "}"]
        texts.append("\n".join(lines) + "\n")
    return "".join(texts)


def _body(block: Block, indent: str) -> list[str]:
    """Attributes that stand together are aligned; an empty line parts them from blocks, and unlike blocks."""
    lines: list[str] = []
    run: list[tuple[str, str]] = []
    before = ""
    for part in block.parts:
        if isinstance(part, Block):
            if run or before != part.name:
                lines += [*_aligned(run, indent), ""]
            run, before = [], part.name
            lines += [f"{indent}{part.name} {{", *_body(part, f"{indent}  "), f"{indent}}}"]
            continue
        if before:
            lines.append("")
        before = ""
        text = _value(part[1], indent)
        if "\n" in text:
            lines += [*_aligned(run, indent), *_aligned([(part[0], text)], indent)]
            run = []
        else:
            run.append((part[0], text))
    return lines + _aligned(run, indent)


def _aligned(run: list[tuple[str, str]], indent: str) -> list[str]:
    width = max((len(name) for name, _ in run), default=0)
    return [f"{indent}{name.ljust(width)} = {text}" for name, text in run]


def _value(value: Any, indent: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(_value(item, indent) for item in value) + "]"
    if isinstance(value, dict):
        pairs = [(_key(key), _value(item, indent + "  ")) for key, item in sorted(value.items())]
        return "\n".join(["{", *_aligned(pairs, indent + "  "), indent + "}"])
    return _quoted(str(value))


def _key(text: str) -> str:
    return text if _NAME.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    written = "".join(_escaped(character) for character in text)
    return '"' + written.replace("${", "$${").replace("%{", "%%{") + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES or character.isprintable():
        return _ESCAPES.get(character, character)
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
