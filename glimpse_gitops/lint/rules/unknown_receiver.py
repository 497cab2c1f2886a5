"""Routes to contact points that nothing defines."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..nearest import did_you_mean
from ..passage import origin_of
from ..rule import Fault, Rule
from ..subjects import RouteSubject


class UnknownReceiver(Rule[RouteSubject]):
    """A route to a contact point that nothing defines.

    ## What it does
    Looks up the receivers of the notification policy that are given by name among the contact points of the project.
    The one that Grafana itself comes with is left alone: `grafana-default-email`, or `empty` since 12.4. In files from
    elsewhere, only policies near which contact points are defined are looked at.

    ## Why is this bad?
    Grafana refuses the whole policy tree.

    ## Example
    ```python
    Policy("mial")
    ```

    ## Use instead
    ```python
    Policy("mail")
    ```
    """

    id = "NP501"
    name = "unknown-receiver"
    severity = Severity.ERROR
    subject = RouteSubject

    def check(self, subject: RouteSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        receiver = subject.route.receiver
        if subject.inherits_receiver or receiver in _BUILT_IN:
            return
        known = context.knows_contact_points_of(origin_of(subject.place).path)
        if known and isinstance(receiver, str) and receiver not in context.contact_points:
            hint = did_you_mean(receiver, context.contact_points) or "define it as a ContactPoint"
            yield Fault(f'nothing defines contact point "{receiver}"', hint)


_BUILT_IN = frozenset({"grafana-default-email", "empty"})
"""What the contact point of a fresh Grafana is called: which of the two depends on its version."""
