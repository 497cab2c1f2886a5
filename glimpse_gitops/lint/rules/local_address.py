"""Contact points that send notifications to the machine itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..contact_point_texts import texts_of
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject


class LocalAddress(Rule[ContactPointSubject]):
    """A contact point that sends notifications to the machine itself.

    ## What it does
    Reports addresses on `localhost`, `127.0.0.1` and `[::1]` in the settings of contact points.

    ## Why is this bad?
    It is the machine or the container of Grafana that is meant: what answered on the author's laptop is not there,
    and notifications are lost. Where a program beside Grafana takes them, say so in a suppression.

    ## Example
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: webhook
            settings: {url: "http://localhost:8080/hook"}
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

    id = "NP525"
    name = "local-address"
    severity = Severity.WARNING
    profile = "strict"
    subject = ContactPointSubject

    def check(self, subject: ContactPointSubject, context: Context) -> Iterator[Fault]:
        """One fault for each address."""
        for pointer, text in texts_of(subject):
            if match := _LOCAL.match(text):
                said = f"notifications go to {match[1]}, which is Grafana's own machine"
                yield Fault(said, "write the address that others know it by", passage=subject.part(pointer))


_LOCAL = re.compile(r"https?://(?:[^/@\s]*@)?(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[/:]|$)", re.IGNORECASE)
