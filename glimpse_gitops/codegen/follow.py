"""One drifted object: a change of the file that defines it, or its source as it would have to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..compile.target import Target
from ..model.json_dashboard import JsonDashboard
from ..model.origin import Origin
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.rule_group import RecordingRule, RuleGroup
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
from .text_leaves import text_edits


@dataclass(frozen=True)
class Drifted:
    """An object of the project that is something else in Grafana."""

    value: object
    """As the author made it."""
    origin: Origin
    desired: Resource
    target: Resource
    """What it has to build to."""


@dataclass(frozen=True)
class Around:
    """What an object of the project may refer to."""

    objects: Mapping[ResourceId, object]
    places: Mapping[int, Place]
    panels: Mapping[tuple[str, str], str]
    folder: str
    target: Target

    def references(self) -> References:
        """A way to them, which gives secrets the same names every time."""
        return References(self.objects, self.panels, self.folder)

    def name_of(self, value: object) -> str | None:
        """The variable of an object."""
        place = self.places.get(id(value))
        return place.variable if place else None


@dataclass(frozen=True)
class Followed:
    """A file's new text, and the secrets that it refers to for the first time."""

    text: str
    secrets: tuple[str, ...] = ()


def follow(one: Drifted, text: str, around: Around) -> Followed:
    """`text`, the file that the object comes from, changed so that it makes what is live.

    Raises CannotFollowError where its source computes what would have to change, and ValueError where no object can say
    it. Whether the new text really builds to what is live is for the caller to try.
    """
    if isinstance(one.value, JsonDashboard):
        return Followed(_json(one))
    if one.desired.id.kind is ResourceKind.DASHBOARD:
        source = ModuleSource(text)
        return Followed(edited(text, text_edits(source, one.origin.path, one.desired, one.target)))
    old, new, secrets = _pair(one, around)
    revision = Revision(ModuleSource(text), around.name_of)
    edits = revision.follow(old, new, one.origin.variable)
    module = one.origin.path.removesuffix(".py")
    modules = {place.variable: place.dotted for place in around.places.values() if place.module != module}
    own = {place.variable for place in around.places.values() if place.module == module}
    wanted = {name: modules.get(name, AUTHORING) for name in revision.written_names - own}
    try:
        return Followed(with_imports(edited(text, edits), wanted), secrets)
    except SyntaxError:
        raise CannotFollowError(f"{one.origin.path} is written in a way that cannot be edited") from None


def regenerated(one: Drifted, around: Around) -> str:
    """The source of the object as it is live, as a statement; ValueError where no object can say it."""
    new = _with_recording_rules(one.value, _pair(one, around)[1])
    variable = one.origin.variable if one.origin.variable.isidentifier() else "it"
    value = expression_of(new, around.name_of, lambda _: None)
    return f"{variable} = {render(value, column=len(variable) + len(' = '))}\n"


def _with_recording_rules(author: object, live: object) -> object:
    """The live group with the author's recording rules, which stay with Prometheus, where they stood."""
    if not isinstance(author, RuleGroup) or not isinstance(live, RuleGroup):
        return live
    rules = list(live.rules)
    for index, rule in enumerate(author.rules):
        if isinstance(rule, RecordingRule):
            rules.insert(index, rule)
    return replace(live, rules=rules)


def _pair(one: Drifted, around: Around) -> tuple[object, object, tuple[str, ...]]:
    """The desired and the live object, of the author's class where that can say the live one, and the new secrets."""
    before, after = around.references(), around.references()
    try:
        desired = candidates(one.desired, before, around.target)
        live = candidates(one.target, after, around.target)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"it cannot be written in Python: {error}") from None
    secrets = tuple(name for name in after.secrets if name not in before.secrets)
    for old, new in zip(desired, live, strict=False):
        if type(old) is type(one.value):
            return old, new, secrets
    return desired[-1], live[-1], secrets


def _json(one: Drifted) -> str:
    desired, live = one.desired.spec.get("folderUid") or "", one.target.spec.get("folderUid") or ""
    if desired != live:
        raise CannotFollowError(f'it was moved to the folder "{live}"')
    content = {key: value for key, value in one.target.spec["dashboard"].items() if key not in ("id", "version")}
    return dashboard_json(content)
