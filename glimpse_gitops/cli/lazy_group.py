"""A group of commands that imports a command's module only when that command is called: `--help` stays instant."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class LazyGroup(click.Group):
    """A click group over a table: command → (short help, module in `cli/`); the module has an attribute `command`."""

    def __init__(self, *args: Any, commands_table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._table = commands_table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the table's order, which is the order of a day's work."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None where the table has none of that name."""
        if cmd_name not in self._table:
            return None
        module = importlib.import_module(f"{__package__}.{self._table[cmd_name][1]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with a suggestion for a name that is none."""
        if args[0] not in self._table and not args[0].startswith("-"):
            import difflib

            close = difflib.get_close_matches(args[0], self._table, n=1)
            hint = f'Did you mean "{close[0]}"?' if close else f"The commands are {', '.join(self._table)}."
            ctx.fail(f'No such command "{args[0]}". {hint}')
        return super().resolve_command(ctx, args)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """As click's; an option before the command that there is not is answered by `unknown_option`."""
        typed = [*args]
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.NoSuchOption as error:
            raise _answered(error, typed) from None

    def invoke(self, ctx: click.Context) -> Any:
        """As click's; an option that the command does not have is answered by `unknown_option`."""
        typed = [*ctx.args]
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            raise _answered(error, typed) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (short, _) in self._table.items()])


def _answered(error: click.NoSuchOption, typed: list[str]) -> click.NoSuchOption:
    from .unknown_option import in_our_words

    return in_our_words(error, typed)
