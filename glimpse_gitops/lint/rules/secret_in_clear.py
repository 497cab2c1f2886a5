"""Secrets that are written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import SecretSubject


@dataclass(frozen=True)
class SecretInClear(Rule[SecretSubject]):
    """A secret that is written down.

    ## What it does
    Reports fields that Grafana itself keeps secret (the token of a bot, the address of a Slack hook, a password) when
    their value stands in the file. Placeholders, such as `changeme`, are left alone.

    ## Why is this bad?
    Whoever can read the repository can use it, and it stays in the history after it is taken out. This finding cannot
    be suppressed.

    ## Example
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: slack
            settings: {url: "https://hooks.slack.com/services/T0AB1CD2E/B0FG3HI4J/k5LmN6oP7qRs8TuV9wXy"}
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: slack
            settings: {url: "$SLACK_WEBHOOK_URL"}
    ```
    """

    id = "NP505"
    name = "secret-in-clear"
    severity = Severity.ERROR
    subject = SecretSubject

    locked = True

    def check(self, subject: SecretSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        value = subject.passage.value.strip()
        if value and not subject.by_reference and not _PLACEHOLDER.search(value):
            said = f"the {subject.key} of {subject.owner} is written down here"
            yield Fault(said, "put it into the environment, and make a new one: this one is known")


_PLACEHOLDER = re.compile(
    r"x{4,}|\*{3,}|\.{3}|change.?me|your[-_ ]|replace|placeholder|example\.|dummy|redacted|secret$|todo"
    r"|localhost|127\.0\.0\.1",
    re.IGNORECASE,
)
"""What people write where the secret is to be filled in; and addresses of one's own machine."""
