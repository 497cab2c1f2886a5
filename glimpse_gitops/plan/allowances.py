"""`--allow NAME`: whether there is a brake of that name, and whether a plan needs it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from ..errors import UsageError
from ..model.brake import Brake
from .brakes import CONTACT_POINT, COUNTED, POLICY_ROOT

NAMES = (*(f"many-{kinds}" for kinds in COUNTED), POLICY_ROOT, f"{CONTACT_POINT}NAME")


def ensure_known(allowed: Iterable[str]) -> None:
    """Raise a UsageError for a name that no brake has: it would allow nothing, and whoever wrote it means something.

    A contact point may be any: one that was deleted is in no Grafana any more, and the call that did so stays right.
    """
    for name in allowed:
        if name in NAMES[:-1] or name.removeprefix(CONTACT_POINT) not in (name, ""):
            continue
        close = difflib.get_close_matches(name, NAMES, n=1)
        guess = f"did you mean {close[0]}? " if close else ""
        raise UsageError(f'--allow "{name}": no brake has this name', f"{guess}They are {', '.join(NAMES)}")


def not_needed(allowed: Collection[str], brakes: Iterable[Brake]) -> Iterator[str]:
    """A sentence for each name that stops nothing of a plan: what it allows for good is not looked at any more."""
    met = {brake.name for brake in brakes}
    for name in sorted(set(allowed) - met):
        points = [one for one in met if one.startswith(CONTACT_POINT)] if name.startswith(CONTACT_POINT) else []
        close = difflib.get_close_matches(name, points, n=1)
        yield f"--allow {name} is not needed: it stops nothing of this plan" + (
            f"; did you mean {close[0]}?" if close else ""
        )
