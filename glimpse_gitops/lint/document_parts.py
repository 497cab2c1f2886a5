"""What a document holds that can be linted: rule groups, dashboards, Grafana's provisioning, however wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.document import Document
from .document_part import Part, PartKind
from .json_lists import mapping, mappings_in
from .nested_rules import is_bare_group, is_list_of_rules, nested_rules
from .panel_json import all_panels

_PROVISIONED: dict[str, PartKind] = {
    "contactPoints": "contact points",
    "policies": "policies",
    "muteTimes": "mute timings",
    "templates": "templates",
}
"""Keys of Grafana's provisioning files."""

_TELLING = {"contactPoints": "receivers", "policies": "receiver", "muteTimes": "name", "templates": "template"}
"""What the objects under these keys have. Grafana reads a file without `apiVersion`, too."""


def parts_of(document: Document) -> tuple[list[Part], str]:
    """What the document holds; where that is nothing that can be linted, a word about what it seems to be."""
    if isinstance(document.value, list) and any(is_bare_group(one) for one in document.value):
        return [Part("rule groups", document.value, "")], ""
    if is_list_of_rules(document.value):
        return [Part("rules", document.value, "")], ""
    if is_bare_group(document.value):
        return [Part("rule group", document.value, "")], ""
    if any(_is_contact_point(one) for _, one in mappings_in(document.value)):
        return [Part("contact points", document.value, "")], ""
    if isinstance(document.value, list) and any(_is_known(one) for one in document.value):
        inside = [_parts(one, f"/{index}") for index, one in enumerate(document.value)]
        return [part for parts, _ in inside for part in parts], ""
    return _parts(document.value, "")


def _parts(value: Any, pointer: str) -> tuple[list[Part], str]:
    if not isinstance(value, Mapping):
        return [], "it holds no rules, dashboards or notification settings"
    kind = value.get("kind")
    if isinstance(kind, str) and kind.endswith("List") and isinstance(value.get("items"), list):
        inside = [_parts(one, f"{pointer}/items/{index}") for index, one in mappings_in(value["items"])]
        return [part for parts, _ in inside for part in parts], f"it is a {kind} without rules or dashboards"
    if isinstance(kind, str) and ("apiVersion" in value or "metadata" in value or kind == "PrometheusRule"):
        return _resource(value, kind, pointer)
    if is_dashboard(value):
        return [Part("dashboard", value, pointer)], ""
    if is_dashboard(value.get("dashboard")):
        return [Part("dashboard", value["dashboard"], f"{pointer}/dashboard")], ""
    if _is_v2(value.get("dashboard")) or _is_v2(value):
        inner = "" if _is_v2(value) else "/dashboard"
        return [Part("dashboard v2", value["dashboard"] if inner else value, pointer + inner)], ""
    if _is_spec_of_rules(value.get("spec")) and "groups" not in value:
        return [Part("rule groups", value["spec"]["groups"], f"{pointer}/spec/groups")], ""
    return _file(value, pointer)


def _resource(value: Mapping[str, Any], kind: str, pointer: str) -> tuple[list[Part], str]:
    """A resource of Kubernetes' form."""
    spec, below = value.get("spec"), f"{pointer}/spec"
    name = mapping(value.get("metadata")).get("name")
    uid = name if isinstance(name, str) else ""
    if kind == "PrometheusRule":
        listed = mapping(spec).get("groups")
        return ([Part("rule groups", listed, f"{below}/groups")] if listed is not None else []), ""
    if kind == "Dashboard" and _is_v2(spec):
        return [Part("dashboard v2", spec, below, uid)], ""
    if kind == "Dashboard" and isinstance(mapping(spec).get("panels"), Mapping):
        return [], "it is a dashboard of Perses"
    if kind == "Dashboard" and isinstance(spec, Mapping) and ("panels" in spec or "title" in spec):
        return [Part("dashboard", spec, below, uid)], ""
    is_loki = str(value.get("apiVersion")).startswith("loki.")
    if _is_spec_of_rules(spec) and not is_loki:
        return [Part("rule groups", mapping(spec)["groups"], f"{below}/groups")], ""
    return ([] if is_loki else list(nested_rules(spec, below))), f"it is a resource of kind {kind}"


def _is_spec_of_rules(spec: Any) -> bool:
    """Whether it is what a PrometheusRule has for a spec: so have VMRule, Rules of Google, and patches."""
    groups = [one for _, one in mappings_in(mapping(spec).get("groups"))]
    return any(is_bare_group(one) for one in groups)


def _file(value: Mapping[str, Any], pointer: str) -> tuple[list[Part], str]:
    """A rule file of Prometheus, or provisioning files of Grafana."""
    found: list[Part] = []
    if "groups" in value and _holds_rules(value):
        kind: PartKind = "grafana rules" if _is_grafana(value) else "rule groups"
        found.append(Part(kind, value["groups"], f"{pointer}/groups"))
    if _holds_tests(value):
        found.append(Part("rule tests", value["tests"], f"{pointer}/tests"))
    for key, kind in _PROVISIONED.items():
        if isinstance(value.get(key), list) and ("apiVersion" in value or _tells(value[key], _TELLING[key])):
            found.append(Part(kind, value[key], f"{pointer}/{key}"))
    if "apiVersion" in value:
        for key, word in (("datasources", "data sources"), ("providers", "providers of dashboards")):
            if isinstance(value.get(key), list):
                return found, f"it provisions {word}"
    if {"route", "receivers"} <= value.keys():
        return found, "it configures Alertmanager"
    if "scrape_configs" in value:
        return found, "it configures Prometheus"
    if any(_lacks_types(one) for one in (value, mapping(value.get("dashboard")))):
        return found, "most of its panels have no type: dashboards are made of it"
    if {"suite", "tests"} <= value.keys():
        return found, "it is a test of a chart"
    return found or list(nested_rules(value, pointer)), "it holds no rules, dashboards or notification settings"


def is_dashboard(value: Any) -> bool:
    """Whether it is the classic JSON of a dashboard: a row has panels, too, but no version of a schema.

    What other programs make dashboards of looks alike, but has a list where Grafana has `templating.list`, or no type
    in most panels.
    """
    if not isinstance(value, Mapping) or "gridPos" in value:
        return False
    listed = value.get("panels") if "panels" in value else value.get("rows")
    if not isinstance(listed, list) or isinstance(value.get("templating"), list) or _lacks_types(value):
        return False
    return isinstance(value.get("title"), str) or "schemaVersion" in value


def _lacks_types(value: Mapping[str, Any]) -> bool:
    """Whether most of the panels have no type, so that Grafana could not show them."""
    panels = [panel for _, panel in all_panels(value)]
    return 2 * sum("type" in panel or "libraryPanel" in panel for panel in panels) < len(panels)


def provisioned_sources(value: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Uid or name, and type, of the data sources that a provisioning file declares, or the values of a chart in it."""
    for key, below in mapping(value).items():
        if str(key).lower().endswith("datasources") or key == "datasource":
            for one in (below, *(one for _, one in mappings_in(below))):
                yield from _names_of_source(mapping(one))
        if depth < _DEEPEST:
            yield from provisioned_sources(below, depth + 1)


_DEEPEST = 5
"""Levels under which the values of a chart hold data sources."""


def _names_of_source(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = one.get("type")
    if isinstance(kind, str):
        if kind == "prometheus" and _VICTORIA.search(str(one.get("url"))):
            kind = "victoriametrics-metrics-datasource"
        yield from ((key, kind) for key in (one.get("uid"), one.get("name")) if isinstance(key, str) and key)


_VICTORIA = re.compile(r"victoria|vmsingle|vmselect|vmauth|:8428|:8481")
"""In the address of a data source: VictoriaMetrics, which has a language of its own, and answers as Prometheus does."""


def _is_known(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(_parts(value, "")[0])


def _tells(listed: list[Any], key: str) -> bool:
    return any(key in one for _, one in mappings_in(listed))


def _is_contact_point(value: Mapping[str, Any]) -> bool:
    """Whether it is a contact point that stands outside of a provisioning file: a part to put into one."""
    inside = [one for _, one in mappings_in(value.get("receivers"))]
    return "name" in value and any({"type", "settings"} <= one.keys() for one in inside)


def _is_v2(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("elements"), Mapping) and "layout" in value


def _holds_rules(value: Mapping[str, Any]) -> bool:
    """Whether `groups` are those of rules: other files have groups of users, hosts, resources."""
    listed = value["groups"]
    if not isinstance(listed, list):
        return len(value) == 1
    groups = [one for one in listed if isinstance(one, Mapping)]
    if any(_is_group(one) for one in groups):
        return True
    return len(value) == 1 and (not groups or any(_OF_GROUPS & one.keys() for one in groups))


_OF_GROUPS = {"name", "rules", "interval"}
"""Keys one of which a group of rules has, whatever else is wrong with it."""


def _holds_tests(value: Mapping[str, Any]) -> bool:
    """Whether `tests` are unit tests of rules."""
    return any(_TESTS & one.keys() for _, one in mappings_in(value.get("tests")))


_TESTS = {"alert_rule_test", "promql_expr_test"}


def _is_group(group: Mapping[str, Any]) -> bool:
    """Whether it has what rule groups have: policies of access, too, have groups with rules in them."""
    listed = group.get("rules")
    inside = [one for _, one in mappings_in(listed)]
    if inside and "name" not in group:
        return any({"alert", "record", "expr", "title"} & one.keys() for one in inside)
    return "rules" in group or {"name", "interval"} <= group.keys()


def _is_grafana(value: Mapping[str, Any]) -> bool:
    if "apiVersion" in value:
        return True
    rules = (rule for _, group in mappings_in(value["groups"]) for _, rule in mappings_in(group.get("rules")))
    first = next(rules, {})
    return "title" in first and "data" in first
