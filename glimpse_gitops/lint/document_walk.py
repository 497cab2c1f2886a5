"""The subjects of one document of a file from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..model.document import Document
from ..promql.parser import Parsed
from ..promql.tree import Selector, postorder
from .analysis import Analyses
from .contact_point_faults import contact_point_faults
from .context import Context
from .dashboard_folders import is_in
from .dashboard_v2 import ClassicView
from .dashboard_walk import DashboardWalk, dashboard_subject
from .dialects import dialect_of, may_be_logql
from .document_part import Part
from .file_site import FileSite
from .foreign import ForeignDocument
from .grafana_group_faults import grafana_group_faults
from .grafana_rule_walk import GrafanaRuleWalk
from .json_lists import mapping, mappings_in
from .policy_document import PolicyReader
from .routing_walk import contact_point_subjects, mute_timing_subject, route_subjects, template_subject
from .rule_document import ReadGroup
from .rule_tests import rule_test_subject
from .rule_walk import broken_part_subject, subjects_of_group
from .site import text_of
from .subjects import Subject

_NO_PROMQL = ("graphite", "vlogs")
"""Types of vmalert's groups whose expressions are in another language."""
_FAULTS = {"grafana rules": grafana_group_faults, "contact points": contact_point_faults}
"""What tells which parts Grafana refuses, by what they hold."""
_RULE = re.compile(r"/rules/(\d+)(.*)", re.DOTALL)


class DocumentWalk:
    """One walk over a document; what is known to its rule groups need not be known to what else asks there."""

    def __init__(self, foreign: ForeignDocument, context: Context, of_rules: Analyses, of_queries: Analyses) -> None:
        self.foreign, self.document, self.context = foreign, foreign.document, context
        self.of_rules, self.of_queries = of_rules, of_queries

    def subjects(self) -> Iterator[Subject]:
        """All subjects, broken parts first."""
        for broken in self.foreign.broken:
            yield broken_part_subject(broken)
        for group in self.foreign.groups:
            yield from self.rule_group(group)
        for part in self.foreign.parts:
            yield from self.part(part)

    def part(self, part: Part) -> Iterator[Subject]:
        """The subjects of a part that holds no rule groups of Prometheus."""
        if part.kind == "dashboard":
            unloaded = part.pointer == "/dashboard" and self.is_provided
            yield from self.dashboard(part.value, FileSite(self.document, part.pointer), part.uid, unloaded=unloaded)
        elif part.kind == "dashboard v2":
            view = ClassicView(part.value, part.pointer)
            yield from self.dashboard(view.json, FileSite(self.document, view.pointer), part.uid)
        elif part.kind == "policies":
            for index, json in mappings_in(part.value):
                yield from self.policy(json, f"{part.pointer}/{index}")
        elif part.kind not in ("rule groups", "rule group", "rules"):
            for index, json in mappings_in(part.value):
                if find := _FAULTS.get(part.kind):
                    faults = find(json, self.document, f"{part.pointer}/{index}")
                    yield from map(broken_part_subject, faults)
                yield from self.provisioned(part.kind, json, FileSite(self.document, f"{part.pointer}/{index}"))

    def provisioned(self, kind: str, json: Mapping[str, Any], site: FileSite) -> Iterator[Subject]:
        """An object of Grafana's file provisioning."""
        if kind == "grafana rules":
            yield from GrafanaRuleWalk(json, site, self.context, self.of_queries).subjects()
        elif kind == "contact points":
            renamed = {"integrations": json.get("receivers"), **json}
            yield from contact_point_subjects(renamed, site.renamed("/integrations", "/receivers"))
        elif kind == "mute timings":
            yield mute_timing_subject(json, site)
        elif kind == "templates":
            yield template_subject(json, site)
        elif kind == "rule tests":
            yield rule_test_subject(json, site)

    def rule_group(self, read: ReadGroup) -> Iterator[Subject]:
        """A rule group of Prometheus."""
        json = mapping(value_below(self.document, read.pointer))
        listed = value_below(self.document, read.pointer + read.below) if read.places else ()
        rules = [listed[place] for place in read.places]
        site = FileSite(self.document, lambda pointer: read.pointer + _in_file(pointer, read))
        analyses = None if text_of(json.get("type")) in _NO_PROMQL or self.is_for_loki(read) else self.of_rules
        yield from subjects_of_group(
            read.group, {**json, "rules": rules}, site, analyses, filled_in=True, for_vmalert=read.for_vmalert
        )

    def is_for_loki(self, read: ReadGroup) -> bool:
        """Whether a group's expressions are LogQL: Loki's ruler reads files of the same form.

        One is so for certain, and the others ask for no metric, as `rate({app="api"}[5m])`, which either server reads.
        """
        if not any(may_be_logql(rule.expr) for rule in read.group.prometheus_rules):
            return False
        every = [self.of_rules.of(rule.expr, variables=False).parsed for rule in read.group.prometheus_rules]
        dialects = [dialect_of(parsed) for parsed in every]
        certain = [one is not None and one.name == "LogQL" for one in dialects]
        return any(certain) and all(sure or _names_no_metric(one) for sure, one in zip(certain, every, strict=True))

    @property
    def is_provided(self) -> bool:
        """Whether Grafana is told to load the document."""
        file = self.document.file
        return file.provided or is_in(file.path, self.context.dashboard_folders)

    def dashboard(
        self, json: Mapping[str, Any], site: FileSite, uid: str, *, unloaded: bool = False
    ) -> Iterator[Subject]:
        """A dashboard; `uid` is that of its resource."""
        title = text_of(json.get("title")) or self.document.file.path.rpartition("/")[2]
        subject = replace(
            dashboard_subject(json, site, uid or text_of(json.get("uid")), title),
            unloaded=unloaded and "title" not in self.document.value,
        )
        yield from DashboardWalk(subject, site, self.context, self.of_queries).subjects()

    def policy(self, json: Mapping[str, Any], pointer: str) -> Iterator[Subject]:
        """A policy tree."""
        reader = PolicyReader(self.document)
        tree = reader.policy(json, pointer)
        for broken in reader.broken:
            yield broken_part_subject(broken)
        yield from route_subjects(tree, json, FileSite(self.document, pointer))


def _names_no_metric(parsed: Parsed) -> bool:
    tree = None if parsed.faults else parsed.tree
    return tree is not None and all(one.name is None for one in postorder(tree) if isinstance(one, Selector))


def value_below(document: Document, pointer: str) -> Any:
    """What stands at a pointer that was read there."""
    value = document.value
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key.replace("~1", "/").replace("~0", "~")]
    return value


def _in_file(pointer: str, read: ReadGroup) -> str:
    match = _RULE.fullmatch(pointer)
    return pointer if match is None else f"{read.below}/{read.places[int(match[1])]}{match[2]}"
