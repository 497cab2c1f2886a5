"""Names of alerts that are hard to write in a matcher."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class AlertName(Rule[AlertRuleSubject]):
    """The name of an alert that is not in CamelCase.

    ## What it does
    Reports names of alert rules that do not start with a capital letter or hold anything but letters and digits.

    ## Why is this bad?
    The name is a label: people write it in silences, routes and queries. Blanks and signs must be quoted there.

    ## Example
    ```yaml
    alert: too many requests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL215"
    name = "alert-name"
    severity = Severity.INFO
    profile = "strict"
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        name = subject.rule.name
        if not _FORM.fullmatch(name):
            meant = "".join(part[:1].upper() + part[1:] for part in re.findall(r"[A-Za-z0-9]+", name))
            hint = (
                f'call it "{meant}"' if _FORM.fullmatch(meant) else "use letters and digits, and begin with a capital"
            )
            yield Fault(f'"{name}" is no CamelCase name', hint)


_FORM = re.compile(r"[A-Z][A-Za-z0-9]*")
