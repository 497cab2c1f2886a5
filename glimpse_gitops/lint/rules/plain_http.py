"""Notifications that travel in the clear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..contact_point_texts import texts_of
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject


class PlainHttp(Rule[ContactPointSubject]):
    """A contact point with an address that is not encrypted.

    ## What it does
    Reports addresses with `http://` whose host is outside of the own network: it has a dot, and is no private address
    (or one of 100.64.0.0/10, which VPNs give), nor one under `.local`, `.internal`, `.svc` and their like.

    ## Why is this bad?
    Everybody on the way reads the alerts, and the secrets in the address.

    ## Example
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: webhook
            settings: {url: "http://alerts.example.com/hook"}
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: webhook
            settings: {url: "https://alerts.example.com/hook"}
    ```
    """

    id = "NP511"
    name = "plain-http"
    severity = Severity.WARNING
    subject = ContactPointSubject

    def check(self, subject: ContactPointSubject, context: Context) -> Iterator[Fault]:
        """One fault for each address."""
        for pointer, text in texts_of(subject):
            match = _PLAIN.match(text)
            if match and not _is_inside(match[1]):
                yield Fault(
                    f"notifications go to {match[1]} in the clear", "use https://", passage=subject.part(pointer)
                )


_PLAIN = re.compile(r"http://([^/:@\s]+)(?=[/:]|$)", re.IGNORECASE)
_INSIDE = re.compile(
    r"(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\..*"
    r"|.*\.(?:local|internal|svc|cluster|lan|home|intranet|corp|test|localhost)",
    re.IGNORECASE,
)


def _is_inside(host: str) -> bool:
    """Whether a host is one of the own network, as far as its name tells."""
    return "." not in host or "$" in host or "{" in host or _INSIDE.fullmatch(host.removesuffix(".")) is not None
