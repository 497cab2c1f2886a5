"""Prometheus rule files, from YAML: plain ones, `PrometheusRule` resources, lists of these, several documents a file.

Positions are kept, so that findings point at the token. What cannot be read is a `BrokenPart`, not an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import yaml

from ..model.duration import parse_duration
from ..model.origin import Origin
from ..model.project import Definition
from ..model.rule_files import BrokenPart, RuleFiles
from ..model.rule_group import AlertRule, RecordingRule, Rule, RuleGroup
from ..model.source_index import SourceIndex
from .yaml_index import YamlIndex

_RULE_KEYS = ("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations")
_GROUP_KEYS = (
    *("name", "interval", "rules", "limit", "labels", "query_offset"),
    *("partial_response_strategy", "source_tenants", "evaluation_delay", "align_evaluation_time_on_interval"),
)
"""Prometheus' own, then those of Thanos and Mimir."""

_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: the places are the same, in a twelfth of the time."""

Fields = Mapping[str, yaml.Node]


def read_rule_files(paths: Iterable[Path], root: Path) -> RuleFiles:
    """The rule groups of the files at `paths`; places are named relative to `root` where they lie under it."""
    texts: dict[str, str] = {}
    unreadable = []
    for path in paths:
        name = path.resolve().relative_to(root).as_posix() if path.resolve().is_relative_to(root) else str(path)
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            unreadable.append(BrokenPart("yaml", "this is no UTF-8 text", Origin(name, 1), hint="save it as UTF-8"))
        except OSError as error:
            unreadable.append(BrokenPart("yaml", f"this cannot be read: {error.strerror}", Origin(name)))
    found = parse_rule_files(texts)
    return replace(found, broken=(*unreadable, *found.broken))


def parse_rule_files(texts: Mapping[str, str]) -> RuleFiles:
    """The rule groups of files given as path → text."""
    readers = [_Reader(path, text) for path, text in texts.items()]
    sources = SourceIndex(
        {one.path: tuple(one.index.literals) for one in readers},
        {one.path: tuple(one.index.constructs) for one in readers},
    )
    return RuleFiles(
        tuple(group for one in readers for group in one.groups),
        sources,
        {one.path: one.index.comments() for one in readers},
        tuple(part for one in readers for part in one.broken),
    )


class _Reader:
    """Reads one file."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.index = YamlIndex(path, text)
        self.groups: list[Definition[RuleGroup]] = []
        self.broken: list[BrokenPart] = []
        self.keys: dict[int, yaml.Node] = {}
        """Identity of a value's node → the node of its key."""
        documents = 0
        try:
            for document in yaml.compose_all(self.index.source.text, _LOADER):
                self.index.add(document)
                documents += self.document(document)
        except yaml.YAMLError as error:
            self.broken.append(_yaml_error(path, error))
        except RecursionError:
            self.broken.append(BrokenPart("yaml", "the file nests too deeply to be read", Origin(path, 1)))
        if not documents and not self.broken:
            said = "the file holds no rule groups: it is left alone"
            self.broken.append(BrokenPart("other", said, Origin(path, 1), hint='a rule file starts with "groups:"'))

    def document(self, node: yaml.Node) -> int:
        """Read a document, or an item of a list; returns how many held groups."""
        fields = self.fields(node)
        if _text(fields.get("kind")).endswith("List") and "items" in fields:
            return sum(self.document(item) for item in _items(fields["items"]))
        if _text(fields.get("kind")) == "PrometheusRule":
            fields = self.fields(fields.get("spec"))
        elif "kind" in fields:
            return 0
        if "groups" not in fields:
            return 0
        if not isinstance(fields["groups"], yaml.SequenceNode):
            self.fault('"groups" must be a list', fields["groups"])
        for group in _items(fields["groups"]):
            self.group(group)
        return 1

    def group(self, node: yaml.Node) -> None:
        """Read one group."""
        fields = self.fields(node)
        if not fields:
            self.fault("a group must be a mapping with name and rules", node)
            return
        name = _text(fields.get("name"))
        words = f"rule group {name}" if name else "rule group"
        if not name:
            self.fault("the group has no name", node, words)
        self.unknown_keys(fields, _GROUP_KEYS, words)
        interval = self.duration(fields, "interval", words) or "1m"
        if parse_duration(interval) == 0:
            interval = "1m"
        rules = [rule for item in _items(fields.get("rules")) for rule in self.rule(item, name)]
        group = RuleGroup(name, tuple(rules), interval=interval, evaluated_by="prometheus")
        self.groups.append(Definition(group, self.index.origin(node)))

    def rule(self, node: yaml.Node, group: str) -> Iterator[Rule]:
        """Read one rule; what is wrong with it is noted."""
        fields = self.fields(node)
        kinds = [key for key in ("alert", "record") if _text(fields.get(key))]
        name = _text(fields.get(kinds[0])) if kinds else ""
        words = f"{'recording rule' if kinds == ['record'] else 'alert rule'} {name} (group {group})"
        if len(kinds) != 1:
            said = "a rule has either alert or record, and this one has " + ("both" if kinds else "neither")
            self.fault(said, node, words if kinds else f"rule of group {group}")
            return
        self.unknown_keys(fields, _RULE_KEYS, words)
        expr = _text(fields.get("expr"))
        if not expr.strip():
            self.fault("the rule has no expr", fields.get("expr", node), words)
            return
        labels = self.strings(fields.get("labels"), words)
        if kinds == ["record"]:
            for key in ("for", "keep_firing_for", "annotations"):
                if key in fields:
                    self.fault(f'"{key}" is not allowed on a recording rule', fields[key], words)
            yield RecordingRule(name, expr, labels)
            return
        yield AlertRule(
            name,
            expr,
            _explicit(self.duration(fields, "for", words)),
            labels,
            annotations=self.strings(fields.get("annotations"), words),
            keep_firing_for=self.duration(fields, "keep_firing_for", words),
        )

    def fields(self, node: yaml.Node | None) -> dict[str, yaml.Node]:
        """The fields of a mapping, those that `<<` merges into it included; none for anything else."""
        found: dict[str, yaml.Node] = {}
        inherited: dict[str, yaml.Node] = {}
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            name = _text(key)
            if name == "<<":
                for merged in _items(value) if isinstance(value, yaml.SequenceNode) else (value,):
                    inherited = self.fields(merged) | inherited
            elif name in found and isinstance(key, yaml.ScalarNode):
                self.fault(f'"{name}" is given twice', key)
            else:
                found[name] = value
                self.keys[id(value)] = key
        return inherited | found

    def strings(self, node: yaml.Node | None, words: str) -> dict[str, str]:
        """A mapping of texts: labels or annotations."""
        found = {}
        for name, value in self.fields(node).items():
            if isinstance(value, yaml.ScalarNode):
                found[name] = _text(value)
            else:
                self.fault(f'"{name}" must be a text', value, words)
        return found

    def duration(self, fields: Fields, key: str, words: str) -> str:
        """A duration; empty where there is none, `1m` where it is none that Prometheus takes."""
        text = _text(fields.get(key))
        try:
            if text:
                parse_duration(text)
        except ValueError as error:
            self.fault(f"{key}: {error}", fields[key], words)
            return "1m"
        return text

    def unknown_keys(self, fields: Fields, known: tuple[str, ...], words: str) -> None:
        """Note every key that Prometheus would refuse."""
        for key, value in fields.items():
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"
                self.fault(f'unknown key "{key}"', self.keys.get(id(value), value), words, hint)

    def fault(self, message: str, node: yaml.Node, words: str = "", hint: str = "") -> None:
        """Note a fault of a group or rule."""
        self.broken.append(BrokenPart("rule", message, self.index.origin(node), words, hint))


def _explicit(duration: str) -> str:
    """A `for` that is written differs from one that is left out, even where it is `0s`."""
    return "0m" if duration == "0s" else duration or "0s"


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _text(node: yaml.Node | None) -> str:
    """The text of a scalar as Prometheus reads it into a string; empty for null and for anything else."""
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return ""
    return str(node.value)


def _yaml_error(path: str, error: yaml.YAMLError) -> BrokenPart:
    mark = getattr(error, "problem_mark", None)
    origin = Origin(path, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2) if mark else Origin(path, 1)
    said = getattr(error, "problem", None) or str(error).partition("\n")[0]
    return BrokenPart("yaml", f"this is no YAML: {said}", origin, hint="correct the line; nothing below it was read")
