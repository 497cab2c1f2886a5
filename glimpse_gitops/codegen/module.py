"""Modules: a docstring, the imports that it needs, and one statement an object."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .expression import WIDTH, Expression, render
from .text import columns

AUTHORING = "glimpse_gitops.authoring"


@dataclass(frozen=True)
class Statement:
    """`variable = value`."""

    variable: str
    value: Expression


def module_text(
    summary: str,
    statements: Sequence[Statement],
    imports: Mapping[str, Iterable[str]],
    *,
    beside_package: bool = False,
) -> str:
    """The source of a module; `imports` are the names that it takes from each module.

    `beside_package` says that the project is the one of glimpse-gitops itself, whose imports stand among the project's.
    """
    own = {module: names for module, names in imports.items() if beside_package or module != AUTHORING}
    blocks = [{module: names for module, names in imports.items() if module not in own}, own]
    sections = [
        "".join(import_line(module, set(block[module])) for module in sorted(block)) for block in blocks if block
    ]
    body = "\n".join(
        f"{one.variable} = {render(one.value, column=columns(one.variable) + len(' = '))}\n" for one in statements
    )
    return "\n".join((f'"""{summary}"""\n', *sections, body))


def import_line(module: str, names: Iterable[str]) -> str:
    """`from module import a, b`, over several lines where it is too long for one."""
    ordered = sorted(names, key=_isort_key)
    line = f"from {module} import {', '.join(ordered)}\n"
    if columns(line) - 1 <= WIDTH:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in ordered) + ")\n"


def _isort_key(name: str) -> tuple[int, list[tuple[int, str]], str]:
    """Constants, then classes, then the rest, each in the order of the alphabet, and numbers by their size."""
    rank = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    parts = re.findall(r"(\d+)|(\D+)", name)
    return rank, [(int(number or 0), letters) for number, letters in parts], name
