"""Contact points that nothing notifies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..routing_uses import receivers_used
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject, ProjectSubject, RouteSubject


@dataclass(frozen=True)
class UnusedContactPoint(Rule[ProjectSubject]):
    """A contact point that nothing notifies.

    ## What it does
    Looks for each contact point of the project among the receivers of its notification policy and of its rules. A
    project without a policy, and contact points that somebody else keeps, are left alone.

    ## Why is this bad?
    Somebody thinks that they are told of alerts, and are not. And its secrets are kept for nothing.

    ## Example
    ```python
    [ContactPoint("night-shift", Email(addresses=["b@example.org"])), Policy("mail")]
    ```

    ## Use instead
    ```python
    [ContactPoint("night-shift", Email(addresses=["b@example.org"])),
     Policy("mail", routes=[Route("night-shift", ["severity=critical"])])]
    ```

    ## Options
    * `elsewhere`: contact points that are chosen in Grafana, or by another project.
    """

    id = "NP506"
    name = "unused-contact-point"
    severity = Severity.INFO
    subject = ProjectSubject

    elsewhere: tuple[str, ...] = ()

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each contact point."""
        if not subject.complete or not subject.of(RouteSubject):
            return
        used = receivers_used(subject)
        for point in subject.of(ContactPointSubject):
            name = point.passage.value
            if point.managed and name not in used and name not in self.elsewhere:
                yield Fault(
                    f'nothing notifies contact point "{name}"', "route alerts to it, or take it away", subject=point
                )
