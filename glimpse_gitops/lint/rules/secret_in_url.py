"""Passwords in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..contact_point_texts import texts_of
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject


class SecretInUrl(Rule[ContactPointSubject]):
    """A password in an address.

    ## What it does
    Reports addresses of contact points that hold a name and a password: `https://name:password@host/`.

    ## Why is this bad?
    Grafana does not keep it secret: everybody who may see the contact point reads it, and so do logs.

    ## Example
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: webhook
            settings: {url: "https://grafana:Tr0ub4dor@alerts.example.com/hook"}
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
            settings: {url: "https://alerts.example.com/hook", username: grafana, password: "$HOOK_PASSWORD"}
    ```
    """

    id = "NP515"
    name = "secret-in-url"
    severity = Severity.ERROR
    subject = ContactPointSubject

    locked = True

    def check(self, subject: ContactPointSubject, context: Context) -> Iterator[Fault]:
        """One fault for each address."""
        for pointer, text in texts_of(subject):
            match = _WITH_PASSWORD.search(text)
            if match and "$" not in match[1] and "{{" not in match[1] and match[1].strip("*x<>"):
                yield Fault("a password stands in the address", "use the field for it", passage=subject.part(pointer))


_WITH_PASSWORD = re.compile(r"[a-z][a-z0-9+.-]{0,30}://[^/\s:@]*:([^/\s@]+)@", re.IGNORECASE)
