"""Secrets, from the environment and from files: resolved here, in memory, when a write needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..model.secret import SecretRef


def resolve(refs: Iterable[SecretRef], environ: Mapping[str, str], root: Path) -> dict[SecretRef, str]:
    """The values of all `refs` that can be resolved; one that is missing, empty or no text is left out.

    A line break at the end is no part of a secret: it came along when the secret was pasted.
    """
    values: dict[SecretRef, str] = {}
    for ref in refs:
        value = _variable(environ.get(ref.name, "")) if ref.source == "env" else _content(root / ref.name)
        if value.rstrip("\r\n"):
            values[ref] = value.rstrip("\r\n")
    return values


def _variable(value: str) -> str:
    """The value, or nothing where its bytes are not UTF-8: Python then has lone surrogates in their place."""
    return "" if any("\ud800" <= character <= "\udfff" for character in value) else value


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
