"""Texts of contact points that are no template."""

from __future__ import annotations

from collections.abc import Iterator

from ...gotemplate.parser import parse
from ...model.finding import Severity
from ..contact_point_texts import texts_of
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject


class ContactPointTemplateSyntax(Rule[ContactPointSubject]):
    """A text of a contact point that is no Go template.

    ## What it does
    Parses the settings of contact points that hold `{{` as Go does: titles, messages, subjects, details.

    ## Why is this bad?
    The notification is not sent, or has an error in the place of the text.

    ## Example
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: slack
            settings: {recipient: "#alerts", token: "$SLACK_TOKEN", title: "{{ .CommonLabels.alertname }"}
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
            settings: {recipient: "#alerts", token: "$SLACK_TOKEN", title: "{{ .CommonLabels.alertname }}"}
    ```
    """

    id = "NP519"
    name = "contact-point-template-syntax"
    severity = Severity.ERROR
    subject = ContactPointSubject

    def check(self, subject: ContactPointSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each text."""
        for pointer, text in texts_of(subject):
            fault = parse(text).fault
            if fault is not None:
                yield Fault(fault.message, fault.hint, fault.span, subject.part(pointer))
