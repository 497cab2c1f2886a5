"""Notification templates that are no template."""

from __future__ import annotations

from collections.abc import Iterator

from ...gotemplate.parser import parse
from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import TemplateSubject


class NotificationTemplateSyntax(Rule[TemplateSubject]):
    """A notification template that is no Go template.

    ## What it does
    Parses the text as Go does, and reports the first place where that fails. It does not look up functions: Grafana
    adds some with each version.

    ## Why is this bad?
    Grafana refuses the template, or sends notifications with an error in the place of the text.

    ## Example
    ```yaml
    apiVersion: 1
    templates:
      - orgId: 1
        name: own
        template: |
          {{ define "own.title" }}{{ .CommonLabels.alertname }
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    templates:
      - orgId: 1
        name: own
        template: |
          {{ define "own.title" }}{{ .CommonLabels.alertname }}{{ end }}
    ```
    """

    id = "NP509"
    name = "notification-template-syntax"
    severity = Severity.ERROR
    subject = TemplateSubject

    def check(self, subject: TemplateSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        fault = parse(subject.text.value).fault
        if fault is not None:
            yield Fault(fault.message, fault.hint, fault.span, subject.text)
