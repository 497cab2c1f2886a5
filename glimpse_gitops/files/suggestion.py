"""What the author of a broken module probably meant: a name that is nearly the one that is not there."""

from __future__ import annotations

import builtins
import difflib
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from .source_folders import SOURCE_FOLDERS

_AUTHORING = "glimpse_gitops.authoring"
_NOT_THERE = re.compile(r"cannot import name '(\w+)'")
_KEYWORD = re.compile(r"([\w.<>]+)\(\) got an unexpected keyword argument '(\w+)'")


def suggestion(error: BaseException, root: Path) -> str:
    """A hint for `error`, an exception of a module of the project at `root`; empty where nothing comes near."""
    if isinstance(error, NameError):
        return _for_name(error)
    if isinstance(error, ModuleNotFoundError):
        return _for_module(error.name or "", root)
    if isinstance(error, ImportError):
        found = _NOT_THERE.match(str(error))
        return _close(found[1], _public(sys.modules.get(error.name or ""))) if found else ""
    if isinstance(error, AttributeError):
        return _close(error.name or "", _public(error.obj) if error.obj is not None else ())
    found = _KEYWORD.match(str(error)) if isinstance(error, TypeError) else None
    return _close(found[2], _arguments(_called(found[1], error))) if found else ""


def _for_name(error: NameError) -> str:
    name, ours, frame = error.name or "", sys.modules.get(_AUTHORING), _frame(error)
    known = [*frame.f_locals, *frame.f_globals, *dir(builtins)] if frame else []
    if name in _public(ours):
        return f"import it: from {_AUTHORING} import {name}"
    return _close(name, [*known, *_public(ours)])


def _for_module(dotted: str, root: Path) -> str:
    """A module of the project that is nearly called so; or, where it is none of the project's, to install it."""
    *folders, name = dotted.split(".")
    own = [file.stem for file in root.joinpath(*folders).glob("*") if not file.name.startswith("__")]
    first = dotted.partition(".")[0]
    if (close := _close(name, own)) or first in SOURCE_FOLDERS or root.joinpath(first).exists():
        return close
    return (
        f"install the package that has it into this environment, {sys.prefix}, and name it in the dependencies of "
        "pyproject.toml; or correct the name"
    )


def _close(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(set(known)), n=1)
    return f'did you mean "{close[0]}"?' if close else ""


def _public(thing: object) -> list[str]:
    """The names of a module that others may import, or the attributes of an object."""
    if isinstance(thing, ModuleType):
        return list(vars(thing).get("__all__", ())) or [name for name in vars(thing) if not name.startswith("_")]
    return [name for kind in type(thing).__mro__ for name in vars(kind) if not name.startswith("_")] + [
        name for name in getattr(thing, "__dict__", ()) if not name.startswith("_")
    ]


def _frame(error: BaseException) -> FrameType | None:
    """Where it was raised."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    return traceback.tb_frame if traceback else None


def _called(name: str, error: BaseException) -> Callable[..., Any] | None:
    """What was called as `TimeSeries.__init__` or `Datasource.query`, as far as it can be found by that name."""
    first, *rest = name.removesuffix(".__init__").split(".")
    for found in _objects(_frame(error)):
        if getattr(found, "__qualname__", "") == first and not isinstance(found, ModuleType):
            for part in rest:
                found = getattr(found, part, None)
            return found if callable(found) else None
    return None


def _objects(frame: FrameType | None) -> Iterator[Any]:
    """What has a name where the call stands, and the classes of this package."""
    places = [frame.f_locals, frame.f_globals] if frame else []
    ours = sys.modules.get(_AUTHORING)
    for place in [*places, vars(ours) if ours else {}]:
        for value in list(place.values()):
            if inspect.isclass(value) or inspect.isfunction(value):
                yield value
            elif isinstance(value, ModuleType):
                yield from (one for one in vars(value).values() if inspect.isclass(one))


def _arguments(called: Callable[..., Any] | None) -> list[str]:
    try:
        return list(inspect.signature(called).parameters) if called else []
    except (TypeError, ValueError):
        return []
