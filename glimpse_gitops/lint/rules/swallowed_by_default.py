"""Policies whose default swallows what should wake somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...model.finding import Severity
from ...model.label import as_labels
from ...model.matcher import Matcher
from ...model.policy import Route
from ..context import Context
from ..matchers import exclude_each_other
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ContactPointSubject, ProjectSubject, RouteSubject


@dataclass(frozen=True)
class SwallowedByDefault(Rule[ProjectSubject]):
    """A notification policy whose default takes the critical alerts, and wakes nobody.

    ## What it does
    Looks at policy trees that route by the severity: where none of their routes can take an alert with
    `severity=critical`, and the default contact point has no channel, or only such as wake nobody, it reports the tree.
    It says nothing where the default contact point is not here, nor of a severity that no alert has.

    ## Why is this bad?
    The alerts that matter most end in a mailbox, while lesser ones go where somebody looks.

    ## Example
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: mailbox
        receivers: [{uid: a, type: email, settings: {addresses: ops@example.org}}]
      - orgId: 1
        name: pager
        receivers: [{uid: b, type: webhook, settings: {url: "https://pager.example.org"}}]
    policies:
      - orgId: 1
        receiver: mailbox
        routes: [{receiver: pager, object_matchers: [[severity, "=", warning]]}]
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: mailbox
        receivers: [{uid: a, type: email, settings: {addresses: ops@example.org}}]
      - orgId: 1
        name: pager
        receivers: [{uid: b, type: webhook, settings: {url: "https://pager.example.org"}}]
    policies:
      - orgId: 1
        receiver: mailbox
        routes: [{receiver: pager, object_matchers: [[severity, "=~", "warning|critical"]]}]
    ```

    ## Options
    * `severities`: values of the label that must wake somebody.
    * `label`: the name of the label.
    * `quiet`: types of integrations that wake nobody.
    """

    id = "NP504"
    name = "swallowed-by-default"
    severity = Severity.WARNING
    subject = ProjectSubject

    severities: tuple[str, ...] = ("critical",)
    label: str = "severity"
    quiet: tuple[str, ...] = ("email",)

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each tree and severity."""
        used = _used(subject, self.label)
        points = {one.passage.value: one for one in subject.of(ContactPointSubject) if one.managed}
        for root in subject.of(RouteSubject):
            if root.parent is not None or not self._is_quiet(root.passage.value, points):
                continue
            routes = [one for one in root.route.routes if isinstance(one, Route)]
            if not any(matcher.label == self.label for route in routes for matcher in _matchers(route)):
                continue
            for severity in self.severities:
                if used and severity not in used:
                    continue
                wanted = Matcher(self.label, "=", severity)
                if not any(_may_take(route, wanted) for route in routes):
                    yield Fault(
                        f'no route takes {wanted}: it falls to "{root.passage.value}", which wakes nobody',
                        f"add a route for {wanted}",
                        subject=root,
                    )

    def _is_quiet(self, name: str, points: Mapping[str, ContactPointSubject]) -> bool:
        point = points.get(name)
        return point is not None and {one.get("type") for one in point.integrations} <= set(self.quiet)


def _used(subject: ProjectSubject, label: str) -> frozenset[str]:
    """The values that alerts here give the label; empty where there are none, or where a template makes one."""
    found = {as_labels(one.rule.labels).get(label, "") for one in subject.of(AlertRuleSubject)}
    return frozenset() if any("{{" in one for one in found) else frozenset(found - {""})


def _matchers(route: Route) -> list[Matcher]:
    return [one for one in route.matchers if isinstance(one, Matcher)]


def _may_take(route: Route, wanted: Matcher) -> bool:
    return not any(exclude_each_other(matcher, wanted) for matcher in _matchers(route))
