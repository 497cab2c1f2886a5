"""References to secrets: where one is found, never what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


@dataclass(frozen=True)
class SecretRef:
    """A secret by reference: resolved when `apply` writes and nowhere else; its value is never part of any data."""

    source: Literal["env", "file", "command"]
    name: str
    """The environment variable, the path of a file relative to the project, or the command line of a program."""

    def __str__(self) -> str:
        return f"${self.name}" if self.source == "env" else f"{self.source} {self.name}"

    def __format__(self, spec: str) -> str:
        """Refused: an f-string would send the reference itself, and the value cannot be known when it is made."""
        raise ValueError(f"{self!s} is a secret and cannot be part of a text: give the whole URL as one secret")


def env(name: str) -> SecretRef:
    """The secret in the environment variable `name`, without the line break at its end."""
    if isinstance(name, str) and not _VARIABLE.fullmatch(name):
        # The text is not shown: where it is no name, it may be the secret itself.
        raise ValueError(
            'env(…) takes the name of a variable, such as "SLACK_WEBHOOK_URL", and never the secret itself'
        )
    return SecretRef("env", name)


def secret_file(path: str) -> SecretRef:
    """The secret that is the content of the file at `path`, without the line break at its end."""
    return SecretRef("file", path)


def command(line: str) -> SecretRef:
    """The secret that a program prints, e.g. `command("vault read -field=url secret/slack")`; no shell is asked."""
    return SecretRef("command", line)


def check_secret(owner: str, field: str, value: object) -> None:
    """Raise ValueError where a secret stands in the clear. The message does not show it."""
    if value is not None and not isinstance(value, SecretRef):
        raise ValueError(f'{owner}: {field} is a secret: write env("…") or secret_file("…"), never its value')
