"""Secrets, from the environment, from files and from programs: resolved here, in memory, when a write needs them."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..model.secret import SecretRef

LONGEST_RUN = 30.0
"""Seconds that a program may take to tell a secret."""


def resolve(refs: Iterable[SecretRef], environ: Mapping[str, str], root: Path) -> dict[SecretRef, str]:
    """The values of all `refs` that can be resolved; one that is missing, empty or no text is left out.

    A line break at the end is no part of a secret: it came along when the secret was pasted.
    """
    values: dict[SecretRef, str] = {}
    for ref in dict.fromkeys(refs):
        if ref.source == "env":
            value = _variable(environ.get(ref.name, ""))
        else:
            value = _printed(ref.name, environ, root) if ref.source == "command" else _content(root / ref.name)
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


def _printed(line: str, environ: Mapping[str, str], root: Path) -> str:
    """What a program prints; nothing where it fails, takes too long or asks for something.

    What it writes to stderr is not shown: programs put into their errors what they know.
    """
    try:
        done = subprocess.run(
            shlex.split(line),
            cwd=root,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST_RUN,
            check=True,
        )
        return done.stdout.decode("utf-8")
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
