"""Secrets, from the environment and from files: resolved here, in memory, when a write needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..model.secret import SecretRef


def resolve(refs: Iterable[SecretRef], environ: Mapping[str, str], root: Path) -> dict[SecretRef, str]:
    """The values of all `refs` that can be resolved; one that is missing or empty is left out."""
    values: dict[SecretRef, str] = {}
    for ref in refs:
        value = environ.get(ref.name, "") if ref.source == "env" else _content(root / ref.name)
        if value:
            values[ref] = value
    return values


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        return ""
