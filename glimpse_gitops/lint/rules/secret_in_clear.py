"""Secrets that are written down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import SecretSubject


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
        if value and not subject.by_reference and not _is_placeholder(value, subject.key):
            said = f"the {subject.key} of {subject.owner} is written down here"
            yield Fault(said, "put it into the environment, and make a new one: this one is known")


def _is_placeholder(value: str, key: str) -> bool:
    """Whether it only says what is to be filled in. An address has a scheme; what a machine makes up has a digit."""
    put_in = "${" in value and not _LONG.search(_PART.sub("", value))
    if put_in or _PLACEHOLDER.search(value) or _NAME.fullmatch(value):
        return True
    return "://" not in value if key == "url" else bool(_MADE.search(key)) and _WORD.fullmatch(value) is not None


_PLACEHOLDER = re.compile(
    r"x{4,}|\*{3,}|\.{3}|change.?me|your[-_ ]|replace|placeholder|example\.|dummy|redacted|secret$|todo"
    r"|localhost|127\.0\.0\.1|[/:_-](?P<filler>\w)(?P=filler){2,}(?:[/:_-]|$)",
    re.IGNORECASE,
)
"""What people write where the secret is to be filled in; and addresses of one's own machine."""

_NAME = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
"""A name such as those of the environment: `DISCORD_WEBHOOK_URL`."""

_MADE = re.compile(r"token|key|secret", re.IGNORECASE)
"""Fields that are made up by a machine, and by nobody else."""

_WORD = re.compile(r"[A-Za-z]{1,15}(?:[-_ ][A-Za-z]{1,15}){0,3}")
"""Some words, such as `token`."""

_PART = re.compile(r"\$\{\w+\}")
"""What is put in, where more stands around it: `${DISCORD_WEBHOOK_URL}/slack`."""

_LONG = re.compile(r"[\w-]{16}")
"""What is long enough for a secret of its own."""
