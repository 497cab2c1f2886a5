"""One drifted object: a change of the module that defines it, or its source as it would have to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..compile.target import Target
from ..model.json_dashboard import JsonDashboard
from ..model.origin import Origin
from ..model.resource import Resource, ResourceKind
from ..render.dashboard_json import dashboard_json
from .adoption import Place
from .expression import render
from .imports import with_imports
from .live_objects import candidates
from .module import AUTHORING
from .objects import expression_of
from .references import References
from .revision import CannotFollowError, Revision
from .source_edit import ModuleSource, edited


@dataclass(frozen=True)
class Drifted:
    """An object of the project that is something else in Grafana."""

    value: object
    """As the author made it."""
    origin: Origin
    desired: Resource
    live: Resource


def follow(one: Drifted, text: str, objects: References, places: Mapping[int, Place], target: Target) -> str:
    """`text`, the file that the object comes from, so that it makes what is live.

    Raises CannotFollowError where its source computes what would have to change, and ValueError where no object can say
    it. Whether the new text really builds to what is live is for the caller to try.
    """
    if isinstance(one.value, JsonDashboard):
        return _json(one)
    if one.desired.id.kind is ResourceKind.DASHBOARD:
        raise CannotFollowError("it is written in Python, which cannot be told panel by panel from its JSON")
    module = one.origin.path.removesuffix(".py")

    def name_of(value: object) -> str | None:
        place = places.get(id(value))
        return place.variable if place else None

    old, new = _pair(one, objects, target)
    revision = Revision(ModuleSource(text), name_of)
    edits = revision.follow(old, new, one.origin.variable)
    modules = {place.variable: place.dotted for place in places.values() if place.module != module}
    own = {place.variable for place in places.values() if place.module == module}
    wanted = {name: modules.get(name, AUTHORING) for name in revision.written_names - own}
    return with_imports(edited(text, edits), {name: found for name, found in wanted.items() if "." not in name})


def regenerated(one: Drifted, objects: References, places: Mapping[int, Place], target: Target) -> str:
    """The source of the object as it is live, as a statement; ValueError where no object can say it."""
    new = _pair(one, objects, target)[1]

    def name_of(value: object) -> str | None:
        place = places.get(id(value))
        return place.variable if place else None

    variable = one.origin.variable
    if not variable.isidentifier():
        variable = "it"
    value = expression_of(new, name_of, lambda _: None)
    return f"{variable} = {render(value, column=len(variable) + 3)}\n"


def _pair(one: Drifted, objects: References, target: Target) -> tuple[object, object]:
    """The desired and the live object, of the author's class where that can say the live one."""
    try:
        desired, live = (candidates(resource, objects, target) for resource in (one.desired, one.live))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"it cannot be written in Python: {error}") from None
    for old, new in zip(desired, live, strict=False):
        if type(old) is type(one.value):
            return old, new
    return desired[-1], live[-1]


def _json(one: Drifted) -> str:
    desired, live = one.desired.spec.get("folderUid") or "", one.live.spec.get("folderUid") or ""
    if desired != live:
        raise CannotFollowError(f'it was moved to the folder "{live}"')
    content = {key: value for key, value in one.live.spec["dashboard"].items() if key not in ("id", "version")}
    return dashboard_json(content)
