"""Rule groups read from a document: what Prometheus takes, and what it would refuse, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ..model.broken_part import BrokenPart
from ..model.document import Document, step
from ..model.duration import parse_duration
from ..model.placeholder import is_place
from ..model.rule_group import AlertRule, RecordingRule, Rule, RuleGroup

_RULE_KEYS = (
    *("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"),
    *("debug", "update_entries_limit"),
)
"""Prometheus' own, then those of vmalert."""
_GROUP_KEYS = (
    *("name", "interval", "rules", "limit", "labels", "query_offset"),
    *(
        "partial_response_strategy",
        "source_tenants",
        "remote_write",
        "evaluation_delay",
        "align_evaluation_time_on_interval",
    ),
    *("type", "concurrency", "params", "headers", "notifier_headers", "tenant"),
    *("eval_offset", "eval_delay", "eval_alignment", "extra_filter_labels"),
)
"""Prometheus' own, then those of Thanos and Mimir, then those of vmalert."""


_FILE_KEYS = ("groups", "namespace")
"""Prometheus' own, then that of mimirtool."""


@dataclass(frozen=True)
class ReadGroup:
    """A group and where it was read."""

    group: RuleGroup
    pointer: str
    places: tuple[int, ...]
    """For each of its rules the index in the file: those that are broken are not among the group's."""
    for_vmalert: bool = False
    """Whether vmalert evaluates it, which says so itself."""
    below: str = "/rules"
    """Where under the pointer its rules stand; nowhere else where the list of rules is all there is."""


class GroupReader:
    """Reads the groups of one part of a document; `broken` is what is wrong with them.

    `nested` says that the part stands in a file for something else, which may have keys of its own in there.
    """

    def __init__(self, document: Document, *, nested: bool = False) -> None:
        self.document, self.nested = document, nested
        self.broken: list[BrokenPart] = []
        self.resource = False
        """The groups are those of a PrometheusRule, which an API server holds against its schema."""
        self.of_vmalert = False
        """They are those of a VMRule."""
        self.vmalert = False
        """The group is one for vmalert, which has annotations of recording rules, too."""

    def groups(self, listed: Any, pointer: str) -> Iterator[ReadGroup]:
        """The groups of the list at the pointer. What an alias repeats is read once."""
        self.resource = pointer.endswith("/spec/groups")
        self.of_vmalert = self.resource and self._kind(pointer.removesuffix("/spec/groups")) == "VMRule"
        if not isinstance(listed, list):
            if listed is not None:
                self.fault('"groups" must be a list', pointer)
            return
        seen: set[int] = set()
        names: set[str] = set()
        for index, group in enumerate(listed):
            if id(group) in seen:
                continue
            seen.add(id(group))
            for read in self.group(group, f"{pointer}/{index}"):
                name = read.group.name
                if name and name in names:
                    self.fault(f'group "{name}" is there twice', f"{pointer}/{index}/name", f"rule group {name}")
                names.add(name)
                yield read

    def beside_groups(self, fields: Mapping[str, Any]) -> None:
        """Note what stands beside the groups of a rule file, of which Prometheus takes nothing.

        What begins with `x-` is left alone: it is for whoever makes the file that Prometheus reads from this one.
        """
        read = {key: value for key, value in fields.items() if not str(key).startswith("x-")}
        self.unknown_keys(read, _FILE_KEYS, "", "rule file")

    def group(self, fields: Any, pointer: str) -> Iterator[ReadGroup]:
        """Read one group."""
        if not isinstance(fields, Mapping) or not fields:
            self.fault("a group must be a mapping with name and rules", pointer)
            return
        name = self.text(fields, "name", pointer)
        words = f"rule group {name}" if name else "rule group"
        self.vmalert = self.of_vmalert or "type" in fields
        if not name:
            self.fault("the group has no name", pointer, words)
        self.unknown_keys(fields, _GROUP_KEYS, pointer, words)
        self.group_values(fields, pointer, words)
        interval = self.duration(fields, "interval", pointer, words) or "1m"
        if parse_duration(interval) == 0:
            interval = "1m"
        places, rules = self.rules(fields.get("rules"), f"{pointer}/rules", name)
        group = RuleGroup(name, rules, interval=interval, evaluated_by="prometheus")
        yield ReadGroup(group, pointer, places, self.vmalert)

    def rules_alone(self, listed: Sequence[Any], pointer: str) -> Iterator[ReadGroup]:
        """Read rules that stand in no group; Prometheus is given them in one, which has a name elsewhere."""
        places, rules = self.rules(listed, pointer, "")
        yield ReadGroup(RuleGroup("", rules, interval="1m", evaluated_by="prometheus"), pointer, places, below="")

    def rules(self, listed: Any, pointer: str, group: str) -> tuple[tuple[int, ...], tuple[Rule, ...]]:
        """The places of the rules that can be read, and these. What an alias repeats is read once."""
        found: list[tuple[int, Rule]] = []
        seen: set[int] = set()
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            if id(one) not in seen:
                seen.add(id(one))
                found += [(index, rule) for rule in self.rule(one, f"{pointer}/{index}", group)]
        return tuple(index for index, _ in found), tuple(rule for _, rule in found)

    def group_values(self, fields: Mapping[str, Any], pointer: str, words: str) -> None:
        """Note values of a group of which Prometheus could not make what they should be."""
        if not isinstance(fields.get("rules"), list | None):
            self.fault('"rules" must be a list', f"{pointer}/rules", words)
        limit = fields.get("limit")
        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int)):
            self.fault('"limit" must be a whole number', f"{pointer}/limit", words)
        self.duration(fields, "query_offset", pointer, words)
        self.strings(fields, "labels", pointer, words)

    def rule(self, fields: Any, pointer: str, group: str) -> Iterator[Rule]:
        """Read one rule; what is wrong with it is noted."""
        fields = fields if isinstance(fields, Mapping) else {}
        kinds = [key for key in ("alert", "record") if self.text(fields, key, pointer)]
        name = self.text(fields, kinds[0], pointer) if kinds else ""
        words = rule_words("recording rule" if kinds == ["record"] else "alert rule", name, group)
        if len(kinds) != 1:
            said = "a rule has either alert or record, and this one has " + ("both" if kinds else "neither")
            self.fault(said, pointer, words if kinds else f"rule of group {group}" if group else "rule")
            return
        self.unknown_keys(fields, _RULE_KEYS, pointer, words)
        expr = self.text(fields, "expr", pointer)
        if not expr.strip():
            self.fault("the rule has no expr", f"{pointer}/expr" if "expr" in fields else pointer, words)
            return
        labels = self.strings(fields, "labels", pointer, words)
        if kinds == ["record"]:
            if set("{}") & set(name):
                self.fault("the name of a series has no braces", f"{pointer}/record", words, "put them into the labels")
            for key in ("for", "keep_firing_for", "annotations"):
                if self.is_given(fields, key, pointer) and not (self.vmalert and key == "annotations"):
                    self.fault(f'"{key}" is not allowed on a recording rule', f"{pointer}/{key}", words)
            yield RecordingRule(name, expr, labels)
            return
        yield AlertRule(
            name,
            expr,
            _explicit(self.duration(fields, "for", pointer, words)),
            labels,
            annotations=self.strings(fields, "annotations", pointer, words),
            keep_firing_for=self.duration(fields, "keep_firing_for", pointer, words),
        )

    def is_given(self, fields: Mapping[str, Any], key: str, pointer: str) -> bool:
        """Whether it says more than nothing: Prometheus takes no annotations, and 0s, where none are allowed."""
        text = self.text(fields, key, pointer)
        return text.strip() not in ("", "0", "0s", "0m", "0h") if text else bool(fields.get(key))

    def _kind(self, pointer: str) -> object:
        """The kind of the resource at the pointer."""
        return self.document.spelling(f"{pointer}/kind")

    def text(self, fields: Mapping[str, Any], key: str, pointer: str) -> str:
        """A scalar as Prometheus reads it into a string; empty for null and for anything else."""
        value = fields.get(key)
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, Mapping | list):
            return ""
        return self.document.spelling(pointer + step(key))

    def strings(self, fields: Mapping[str, Any], key: str, pointer: str, words: str) -> dict[str, str]:
        """A mapping of texts: labels or annotations."""
        found = {}
        given = fields.get(key)
        if not isinstance(given, Mapping | None):
            self.fault(f'"{key}" must be a mapping of names to texts', f"{pointer}/{key}", words)
        for name, value in given.items() if isinstance(given, Mapping) else ():
            place = f"{pointer}/{key}{step(name)}"
            if key == "labels" and name in ("", "__name__"):
                self.fault(f'"{name}" is no name of a label that a rule may set', place, words)
            if isinstance(value, Mapping | list):
                self.fault(f'"{name}" must be a text', place, words)
                continue
            if self.resource and not isinstance(value, str | None):
                other = "yes or no" if isinstance(value, bool) else "number"
                said = f'"{name}" must be a text: Kubernetes takes no {other} here'
                self.fault(said, place, words, "put it into quotes")
            found[name] = self.text(given, name, f"{pointer}/{key}")  # type: ignore[arg-type]
        return found

    def duration(self, fields: Mapping[str, Any], key: str, pointer: str, words: str) -> str:
        """A duration; empty where there is none, `1m` where it is none that Prometheus takes, or a place for one."""
        text = self.text(fields, key, pointer)
        try:
            if text or fields.get(key) == "":
                parse_duration(text)
        except ValueError as error:
            if not is_place(text):
                self.fault(f"{key}: {error}", f"{pointer}/{key}", words)
            return "1m"
        return text

    def unknown_keys(self, fields: Mapping[str, Any], known: tuple[str, ...], pointer: str, words: str) -> None:
        """Note every key that Prometheus would refuse."""
        for key, value in () if self.nested else fields.items():
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"
                origin = self.document.key(pointer + step(key))
                nested = isinstance(value, Mapping | list) and not near
                self.broken.append(BrokenPart("rule", f'unknown key "{key}"', origin, words, hint, nested))

    def fault(self, message: str, pointer: str, words: str = "", hint: str = "") -> None:
        """Note a fault of a group or rule."""
        self.broken.append(BrokenPart("rule", message, self.document.origin(pointer), words, hint))


def rule_words(kind: str, name: str, group: str) -> str:
    """A rule in the words of the user: `alert rule Down (group app)`."""
    return f"{kind} {name} (group {group})" if group else f"{kind} {name}"


def _explicit(duration: str) -> str:
    """A `for` that is written differs from one that is left out, even where it is `0s`."""
    return "0m" if duration == "0s" else duration or "0s"
