"""What is said about an option that a command does not have: what it is called here, or what comes near."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

import click

SAME: Mapping[str, str] = {
    "-n": "--dry-run",
    "--check-only": "--dry-run",
    "--noop": "--dry-run",
    "-y": "--yes",
    "--assume-yes": "--yes",
    "--auto-approve": "--yes",
    "--no-input": "--yes",
    "--non-interactive": "--yes",
    "-f": "--force",
    "-t": "--target",
    "--filter": "--target",
    "--include": "--target",
    "--only": "--target",
    "--resource": "--target",
    "--format": "--json",
    "--api-key": "--token",
    "--user": "--token",
    "--username": "--token",
    "--password": "--token",
    "-k": "--insecure",
    "--skip-tls-verify": "--insecure",
    "--tls-skip-verify": "--insecure",
}
"""What other tools call it → the key of `ELSEWHERE` that answers it, too."""

_PLAN = "run `glimpse-gitops plan`: it shows what apply would change, and writes nothing"
_WHOLE = (
    "plan and apply take the whole project, and leave alone what is as the code says; "
    "`glimpse-gitops hold` keeps apply away from an object"
)
_FORCE = "say what is meant: --yes does not ask, and whatever stops an apply names the option that allows it"

ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "--dry-run": {
        "plan": "leave it out: plan only reads",
        "apply": _PLAN,
        "rollback": "it shows its plan and asks before it writes; answer no",
        "build": "--check writes nothing and names what would be written",
        "fmt": "--diff writes nothing and shows what would be changed",
        "lint": "--diff writes nothing and shows what --fix would change",
        "adopt": "leave it out: without --out and --write it only shows",
    },
    "--yes": {
        "plan": "leave it out: plan only reads, and never asks",
        "apply": "it is called --yes",
        "rollback": "it is called --yes",
    },
    "--force": {"apply": _FORCE, "rollback": _FORCE},
    "--target": {"plan": _WHOLE, "apply": _WHOLE},
    "--json": {"lint": "forms are chosen with -o, e.g. -o sarif or -o json", "-o": "it is -o json"},
    "--token": {"--url": "credentials come from GRAFANA_TOKEN, or GRAFANA_USER and GRAFANA_PASSWORD"},
    "--insecure": {"--url": "certificates are always checked; --ca-file names the authority that signed this one"},
    "--environment": {"--env": "it is called --env"},
    "--debug": {"-C": "it stands before the command: glimpse-gitops --debug {command}"},
}
"""What people type from other tools → command, or an option that it has → the way here."""

DRASTIC = frozenset(
    {
        "--adopt",
        "--allow",
        "--allow-reset-firing",
        "--break-lease",
        "--no-lint",
        "--overwrite-drift",
        "--prune",
        "--replace",
        "--unsafe",
        "--write",
        "--yes",
    }
)
"""Options that delete, overwrite, or take a safeguard away: suggested only for a misspelling of just that."""

_NEAR, _NEARLY_THE_SAME = 0.7, 0.85


def in_our_words(error: click.NoSuchOption, arguments: Sequence[str]) -> click.NoSuchOption:
    """The same error with the way to what was probably meant; `arguments` are what was typed behind the first word."""
    context = error.ctx
    if context is None:
        return error
    typed = _typed(error.option_name, arguments)
    known = [name for one in context.command.params for name in (*one.opts, *one.secondary_opts) if name[0] == "-"]
    command = context.command_path.partition(" ")[2]
    way = _way(typed, context.info_name or "", known)
    hint = f" {way[0].upper()}{way[1:]}.".format(command=command) if way else _suggestion(typed, known)
    return click.NoSuchOption(typed, f'No such option "{typed}".{hint}', ctx=context)


def _typed(option: str, arguments: Sequence[str]) -> str:
    """The word that was typed: of `-auto-approve`, as other tools spell it, click only tells the `-a`."""
    if option.startswith("--"):
        return option
    words = (word.partition("=")[0] for word in arguments if word.startswith(option))
    return next((f"-{word}" for word in words if len(word) > 2 and f"-{word}" in {*SAME, *ELSEWHERE}), option)


def _way(typed: str, command: str, known: Iterable[str]) -> str:
    ways = ELSEWHERE.get(SAME.get(typed, typed), {})
    return ways.get(command) or next((ways[name] for name in known if name in ways), "")


def _suggestion(typed: str, known: Iterable[str]) -> str:
    """The option that is nearest, its dashes aside, which make all of them alike."""
    nearness = {name: _nearness(typed, name) for name in known if name.startswith("--")}
    near = [name for name, ratio in nearness.items() if ratio >= (_NEARLY_THE_SAME if name in DRASTIC else _NEAR)]
    return f' Did you mean "{max(near, key=nearness.__getitem__)}"?' if near else ""


def _nearness(typed: str, name: str) -> float:
    return difflib.SequenceMatcher(a=typed.lstrip("-"), b=name.lstrip("-")).ratio()
