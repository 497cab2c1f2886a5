"""Second policy trees of one organisation."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ProjectSubject, RouteSubject


class SecondPolicy(Rule[ProjectSubject]):
    """A second notification policy of one organisation.

    ## What it does
    Counts the policy trees in one file, or in a whole project, by organisation.

    ## Why is this bad?
    Grafana has one tree an organisation: the second one takes the place of the first, with all of its routes.

    ## Example
    ```yaml
    apiVersion: 1
    policies:
      - orgId: 1
        receiver: mail
      - orgId: 1
        receiver: pager
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    policies:
      - orgId: 1
        receiver: mail
        routes: [{receiver: pager, object_matchers: [[severity, "=", critical]]}]
    ```
    """

    id = "NP512"
    name = "second-policy"
    severity = Severity.ERROR
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each tree behind the first."""
        seen: dict[tuple[str, object], RouteSubject] = {}
        for route in subject.of(RouteSubject):
            if route.parent is None:
                key = ("" if subject.complete else route.home.path, route.json.get("orgId", 1))
                first = seen.setdefault(key, route)
                if first is not route:
                    said = "this policy tree takes the place of another one"
                    yield Fault(said, f"the other one is at {first.home}: make one of the two", subject=route)
