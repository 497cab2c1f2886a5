"""Alerts that miss the route that is meant for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.finding import Severity
from ...model.label import as_labels
from ...model.matcher import Matcher
from ...model.policy import NotificationPolicy, Route
from ...promql.analysis import Analysis as Facts
from ...promql.missing import why_missing
from ...promql.regex import label_matches
from ..analysis import Analysis
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject, RouteSubject


class AlertNotRouted(Rule[ProjectSubject]):
    """An alert that no route can take, because its query loses a label.

    ## What it does
    Holds the labels that an alert can have against the notification policy of the project: those of the rule, those
    that its expression can return, `alertname` and `grafana_folder`. It reports alerts that certainly fall to the
    default contact point, and of which a route would take some if the expression kept a label: one that the query asks
    for by a matcher, or one beside others of the route that do match. It says nothing of rules that name their contact
    point themselves, of groups that Prometheus evaluates, and of labels that a metric may have which nothing declares.

    ## Why is this bad?
    The alert fires, and whoever the route is for does not hear of it.

    ## Example
    ```python
    [
        Policy("mail", routes=[Route("mail", ["job=api"])]),
        AlertRule(
            "TooManyRequests",
            'sum by (method) (http_requests_active{job="api"}) > 100',
            "5m",
            {"severity": "warning"},
            "Too many requests in flight",
        ),
    ]
    ```

    ## Use instead
    ```python
    [
        Policy("mail", routes=[Route("mail", ["job=api"])]),
        AlertRule(
            "TooManyRequests",
            'sum by (job, method) (http_requests_active{job="api"}) > 100',
            "5m",
            {"severity": "warning"},
            "Too many requests in flight",
        ),
    ]
    ```

    ## References
    * https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/notification-policies/
    """

    id = "XF605"
    name = "alert-not-routed"
    severity = Severity.ERROR
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each alert."""
        roots = [one.route for one in subject.of(RouteSubject) if one.parent is None]
        if not subject.complete or len(roots) != 1:
            return
        for alert in subject.of(AlertRuleSubject):
            if alert.analysis is None or alert.group.evaluated_by != "grafana" or alert.rule.notification_settings:
                continue
            facts = alert.analysis.facts
            if facts is None or facts.flow is None:
                continue
            lost = _lost_label(roots[0], alert, alert.analysis, facts)
            if lost is None:
                continue
            matcher, is_asked_for = lost
            reason = why_missing(matcher.label, facts.tree, facts.flows)
            yield Fault(
                f'no route takes the alert: it cannot have label "{matcher.label}", which {matcher} asks for',
                f"{reason.text}: keep it" if reason else "set it among the rule's labels",
                reason.span if reason else None,
                alert.query if reason else None,
                None if is_asked_for else Severity.WARNING,
                subject=alert,
            )


def _lost_label(
    root: NotificationPolicy | Route, alert: AlertRuleSubject, analysis: Analysis, facts: Facts
) -> tuple[Matcher, bool] | None:
    """The first matcher that the alert fails only because of its query, and whether the query asks for that label."""
    asked = {matcher.label.value for one in analysis.selectors for matcher in one.matchers if matcher.label is not None}
    found: tuple[Matcher, bool] | None = None
    for route in root.routes:
        verdicts = [(one, _verdict(one, alert, facts)) for one in route.matchers if isinstance(one, Matcher)]
        failed = [(one, verdict) for one, verdict in verdicts if verdict in ("differs", "lost")]
        if not failed:
            return None
        if found is None and all(verdict == "lost" for _, verdict in failed):
            found = _meant(failed, verdicts, asked)
    return found


def _meant(
    failed: Sequence[tuple[Matcher, str]], verdicts: Sequence[tuple[Matcher, str]], asked: set[str]
) -> tuple[Matcher, bool] | None:
    """Whether a route seems to be for the alert: its query asks for the label, or the rule sets another that fits."""
    for matcher, _ in failed:
        if matcher.label in asked:
            return matcher, True
    return (failed[0][0], False) if any(verdict == "set" for _, verdict in verdicts) else None


def _verdict(matcher: Matcher, alert: AlertRuleSubject, facts: Facts) -> str:
    """`set`: the rule's own label fits; `differs`: it does not; `lost`: the label cannot be there; else `possible`."""
    labels = as_labels(alert.rule.labels) | {"alertname": alert.rule.name}
    value = labels.get(matcher.label)
    if value is None:
        is_there = matcher.label == "grafana_folder" or matcher.label.startswith("__")
        if is_there or facts.flow is None or facts.flow.possible(matcher.label):
            return "possible"
        return "lost" if label_matches(matcher.op, matcher.value, "") is False else "possible"
    if "{{" in value:
        return "possible"
    fits = label_matches(matcher.op, matcher.value, value)
    return "possible" if fits is None else "set" if fits else "differs"
