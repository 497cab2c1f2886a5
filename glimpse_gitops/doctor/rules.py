"""Whether the project's rules are loaded, are the project's, and can be evaluated: in Prometheus and in Grafana."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.diagnosis import Diagnosis, Problem
from ..model.prometheus_status import LoadedRule
from ..model.resource import ResourceKind
from ..model.rule_group import AlertRule, RecordingRule
from ..promql.canonical import same
from ..promql.parser import parse
from ..report.count import counted
from .observations import Missed, Observations, not_checked

_RELOAD = "add alerts/*.yml to rule_files of Prometheus, and reload it"
_LOOK = "run the expression in Prometheus' own page, and mend the rule"


def prometheus_rules(seen: Observations) -> Diagnosis:
    """Every rule that a Prometheus can evaluate is loaded there as it is in the code, and evaluates."""
    where = f"{seen.prometheus.url}/api/v1/rules"
    wanted = [
        (definition.value.name, rule)
        for definition in seen.declared.project.prometheus_groups
        for rule in definition.value.prometheus_rules
    ]
    if isinstance(seen.rules, Missed):
        return not_checked(where, seen.rules)
    if not wanted:
        return not_checked(where, Missed("the project has no rules for a Prometheus"))
    loaded: dict[tuple[str, str], list[LoadedRule]] = {}
    for rule in seen.rules:
        loaded.setdefault((rule.group, rule.name), []).append(rule)
    problems = tuple(
        problem
        for group, rule in wanted
        for problem in _of_prometheus(group, rule, loaded.get((group, _name(rule)), []))
    )
    return Diagnosis(where, f"{counted(len(wanted), 'rule')} of the project, {len(seen.rules)} loaded", problems)


def _of_prometheus(group: str, rule: AlertRule | RecordingRule, found: list[LoadedRule]) -> Iterator[Problem]:
    who = f"rule {_name(rule)} of group {group}"
    if not found:
        yield Problem(f"{who} is not loaded", _RELOAD)
    elif not any(_same(rule.expr, one.expr) for one in found):
        yield Problem(f"{who} is loaded with another expression: {found[0].expr}", "run build, and reload Prometheus")
    for one in found:
        if one.health == "err":
            yield Problem(f"{who} fails: {one.error or 'Prometheus does not say why'}", _LOOK)


def grafana_rules(seen: Observations) -> Diagnosis:
    """Every rule of the project is in Grafana, and evaluates."""
    where = f"{seen.grafana.url}/api/prometheus/grafana/api/v1/rules"
    groups = seen.declared.bundle.of_kind(ResourceKind.RULE_GROUP)
    wanted = [(group.title, rule) for group in groups for rule in group.spec["rules"]]
    if isinstance(seen.live_rules, Missed):
        return not_checked(where, seen.live_rules)
    if not wanted:
        return not_checked(where, Missed("the project has no rules for Grafana"))
    live = {rule.uid: rule for rule in seen.live_rules}
    problems = []
    for group, rule in wanted:
        who, there = f"rule {rule['title']} of group {group}", live.get(rule["uid"])
        if there is None:
            problems.append(Problem(f"{who} is not in Grafana", "glimpse-gitops apply"))
        elif there.health == "error":
            said = f": {there.error}" if there.error else ""
            problems.append(Problem(f"{who} fails{said}", "see the checks of data sources; open the rule in Grafana"))
        elif there.health == "nodata":
            problems.append(Problem(f"{who} gets no data", "see the checks of metrics and targets", serious=False))
        elif there.paused and not rule.get("isPaused"):
            problems.append(Problem(f"{who} is paused", "resume it in Grafana, or keep it so in the code", False))
    return Diagnosis(where, f"{counted(len(wanted), 'rule')} of the project, {len(live)} in Grafana", tuple(problems))


def _name(rule: AlertRule | RecordingRule) -> str:
    return rule.record if isinstance(rule, RecordingRule) else rule.name


def _same(ours: str, theirs: str) -> bool:
    first, second = parse(ours, variables=False).tree, parse(theirs, variables=False).tree
    return ours == theirs or (first is not None and second is not None and same(first, second))
