"""Arguments of the authors' classes, held against the classes' type hints where an object is made."""

from __future__ import annotations

from .type_faults import choice_faults, type_faults


def check_arguments(thing: object, called: str) -> None:
    """Raise one ValueError with everything that is wrong in the fields of `thing`, which messages call `called`."""
    if faults := list(type_faults(thing, "", inside=False)):
        raise ValueError(f"{called}: {'; '.join(faults)}")


def check_choices(thing: object, called: str) -> None:
    """Raise one ValueError for the fields of `thing` that hold none of the values that their `Literal` allows."""
    if faults := list(choice_faults(thing)):
        raise ValueError(f"{called}: {'; '.join(faults)}")
