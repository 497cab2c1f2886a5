"""`-o json`: stdout holds one JSON document, whatever happens: the result, or what went wrong.

`docs/plan.md` describes the second one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound="Callable[..., Any] | click.Command")

VERSION = 1


@dataclass
class JsonAnswer:
    """Whether the document of this call stands on stdout already."""

    given: bool = False


def echo_document(text: str) -> None:
    """Print the one document of a call, which may fail all the same afterwards."""
    context = click.get_current_context(silent=True)
    answer = context.find_object(JsonAnswer) if context else None
    if answer is not None:
        answer.given = True
    click.echo(text, nl=False)


def json_option(command: Command) -> Command:
    """`-o`: text for people, or JSON for programs."""
    choice = click.Choice(["text", "json"])
    return click.option("-o", "--output", type=choice, default="text", show_default=True, help="What is printed.")(
        command
    )


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether the call says `-o json`, in any of the ways to write it; a report that goes to a file does not count."""
    values = [after for option, after in pairwise(arguments) if option in ("-o", "--output")]
    values += [one.removeprefix("--output=") for one in arguments if one.startswith("--output=")]
    values += [one.removeprefix("-o") for one in arguments if one.startswith("-o") and len(one) > 2]
    return "json" in values


def error_document(kind: str, message: str, next_step: str, exit_code: int) -> str:
    """What went wrong, as one object with a line break at its end."""
    import json

    error = {"kind": kind, "message": message, "next": next_step, "exit_code": exit_code}
    return json.dumps({"version": VERSION, "error": error}, ensure_ascii=False, indent=2) + "\n"
