"""Objects of the authors' classes as the expressions that make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from ..model.contact_point import ContactPoint
from ..model.datasource import Datasource
from ..model.folder import Folder
from ..model.matcher import Matcher, parse_matcher
from ..model.mute_timing import MuteTiming
from ..model.secret import SecretRef
from ..model.time_interval import TimeInterval
from .expression import Call, Expression, Items, Pairs, Text, Word
from .text import literal

NameOf = Callable[[object], str | None]
"""The variable that stands for an object, None where it has none and is written out."""

UseClass = Callable[[str], None]
"""Called with each name that has to be imported from the door for authors."""

POSITIONAL: Mapping[str, tuple[str, ...]] = {
    "AlertRule": ("name",),
    "ContactPoint": ("name",),
    "Email": ("addresses",),
    "Folder": ("uid", "title"),
    "GrafanaRule": ("name",),
    "Integration": ("type", "settings_of_type"),
    "JsonDashboard": ("file",),
    "Matcher": ("label", "op", "value"),
    "MuteTiming": ("name",),
    "NotificationPolicy": ("receiver",),
    "NotificationSettings": ("receiver",),
    "RecordingRule": ("record",),
    "Route": ("receiver", "matchers"),
    "RuleGroup": ("name",),
    "RuleQuery": ("ref_id", "model", "datasource"),
    "Template": ("name", "text"),
}
"""The arguments that are written without their names, by class."""

VARIADIC: Mapping[str, str] = {"ContactPoint": "integrations"}
"""The field whose items are positional arguments of their own, behind the first one."""

_LAST: Mapping[str, tuple[str, ...]] = {
    "RuleGroup": ("rules",),
    "Route": ("routes",),
    "NotificationPolicy": ("routes",),
}
"""The arguments that are longest, and stand at the end."""

_NEVER: Mapping[str, tuple[str, ...]] = {"JsonDashboard": ("content",)}


def expression_of(value: object, name_of: NameOf, use: UseClass) -> Expression:
    """The expression that makes `value`, with variables in place of the objects that have one."""
    writer = _Writer(name_of, use)
    return writer.made(value)


class _Writer:
    def __init__(self, name_of: NameOf, use: UseClass) -> None:
        self.name_of, self.use = name_of, use

    def written(self, value: object) -> Expression:
        """A value inside another one."""
        name = self.name_of(value)
        return Word(name) if name else self.made(value)

    def made(self, value: object) -> Expression:
        """A value written out."""
        if isinstance(value, str):
            return Text(value)
        if value is None or isinstance(value, bool | int | float):
            return Word(repr(value))
        if isinstance(value, Mapping):
            return Pairs([(Word(literal(str(key))), self.written(item)) for key, item in value.items()])
        if isinstance(value, list | tuple):
            return Items([self.written(item) for item in value])
        if isinstance(value, SecretRef):
            return self.call("secret_file" if value.source == "file" else value.source, [("", Text(value.name))])
        if isinstance(value, Matcher):
            return self.matcher(value)
        if isinstance(value, Folder | Datasource | ContactPoint | MuteTiming) and not value.managed:
            return self.existing(value)
        if isinstance(value, MuteTiming | TimeInterval):
            return self.times(value)
        assert is_dataclass(value) and not isinstance(value, type), type(value).__name__
        return self.object(value)

    def call(self, callee: str, arguments: list[tuple[str, Expression]]) -> Call:
        self.use(callee.partition(".")[0])
        return Call(callee, arguments)

    def object(self, value: Any) -> Call:
        """An object of a data class: the arguments that say anything, those of a position first."""
        kind = type(value).__name__
        given = {one.name: getattr(value, one.name) for one in fields(value) if says(value, one)}
        if isinstance(value, Datasource):
            given = _without_derived(value, given)
        leading = POSITIONAL.get(kind, ())
        rest = [name for name in given if name not in (*leading, *_LAST.get(kind, ()), *_NEVER.get(kind, ()))]
        arguments = [("", self.written(given[name])) for name in _leading(leading, given)]
        skipped = [name for name in leading[len(arguments) :] if name in given]
        if isinstance(value, ContactPoint):
            arguments += [("", self.written(one)) for one in value.integrations]
            rest = []
        named = [*skipped, *rest, *(name for name in _LAST.get(kind, ()) if name in given)]
        return self.call(kind, [*arguments, *((name, self.written(given[name])) for name in named)])

    def existing(self, value: Folder | Datasource | ContactPoint | MuteTiming) -> Call:
        """Something that somebody else keeps."""
        if isinstance(value, Folder) and not value.uid:
            return self.call("Folder.root", [])
        if isinstance(value, Datasource):
            kind = [] if value.type == "prometheus" else [("", Text(value.type))]
            return self.call("Datasource.existing", [("", Text(value.uid)), *kind])
        name = value.uid if isinstance(value, Folder) else value.name
        return self.call(f"{type(value).__name__}.existing", [("", Text(name))])

    def times(self, value: MuteTiming | TimeInterval) -> Call:
        """A mute timing or one interval: times, and the time zone where it is not UTC."""
        arguments: list[tuple[str, Expression]] = []
        if isinstance(value, MuteTiming):
            arguments.append(("", Text(value.name)))
        for start, end in value.times:
            arguments.append(("", Items([Text(start), Text(end)], open="(")))
        if value.timezone != "UTC":
            arguments.append(("", Text(value.timezone)))
        for name in ("weekdays", "days_of_month", "months", "years", "intervals"):
            if given := getattr(value, name, ()):
                arguments.append((name, self.written(given)))
        return self.call(type(value).__name__, arguments)

    def matcher(self, value: Matcher) -> Expression:
        """A matcher as authors write it, where that text reads back as the same one."""
        plain = f'{value.label}{value.op}"{value.value}"'
        found = next((text for text in (plain, str(value)) if _reads_as(text, value)), None)
        return self.object(value) if found is None else Text(found)


def _reads_as(text: str, matcher: Matcher) -> bool:
    try:
        return parse_matcher(text) == matcher
    except ValueError:
        return False


def _leading(names: tuple[str, ...], given: Mapping[str, Any]) -> list[str]:
    """The arguments of a position, up to the first one that is left out."""
    found = []
    for name in names:
        if name not in given:
            break
        found.append(name)
    return found


def says(value: Any, field: Field[Any]) -> bool:
    """Whether a field says something that its default does not."""
    given = getattr(value, field.name)
    if field.default is not MISSING:
        return bool(given != field.default) or type(given) is not type(field.default)
    if field.default_factory is not MISSING:
        return bool(given != field.default_factory())
    return True


def _without_derived(source: Datasource, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a data source without those that its class makes by itself."""
    plain = {name: value for name, value in given.items() if name != "json_data"}
    if type(source) is not Datasource:
        plain.pop("type", None)
    derived = type(source)(**plain).json_data
    own = {key: value for key, value in source.json_data.items() if key not in derived or derived[key] != value}
    return plain | ({"json_data": own} if own else {})
