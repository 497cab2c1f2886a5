"""Names of notification templates that are misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from ...gotemplate.names import names_defined, names_used
from ...gotemplate.parser import parse
from ...model.finding import Severity
from ..contact_point_texts import texts_of
from ..context import Context
from ..nearest import nearest
from ..passage import Passage
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject, ProjectSubject, Subject, TemplateSubject


class UnknownNotificationTemplate(Rule[ProjectSubject]):
    r"""The name of a notification template that is misspelt.

    ## What it does
    Looks up the names in `{{ template "name" . }}` of contact points and templates among those that the project or the
    file defines, and reports such as are near one of them. Other names may stand in Grafana.

    ## Why is this bad?
    The notification is not sent.

    ## Example
    ```yaml
    apiVersion: 1
    templates:
      - orgId: 1
        name: own
        template: |
          {{ define "own.title" }}down{{ end }}
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: email
            settings: {addresses: "a@example.org", subject: "{{ template \"own.titel\" . }}"}
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    templates:
      - orgId: 1
        name: own
        template: |
          {{ define "own.title" }}down{{ end }}
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: email
            settings: {addresses: "a@example.org", subject: "{{ template \"own.title\" . }}"}
    ```
    """

    id = "NP518"
    name = "unknown-notification-template"
    severity = Severity.WARNING
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each use."""
        templates = subject.of(TemplateSubject)
        defined = {name for one in templates for name in names_defined(parse(one.text.value).tree.body)}
        texts: list[tuple[Subject, Passage]] = [(one, one.text) for one in templates]
        texts += [(point, point.part(at)) for point in subject.of(ContactPointSubject) for at, _ in texts_of(point)]
        for owner, passage in texts if defined else ():
            for name, span in names_used(parse(passage.value).tree.body):
                meant = nearest(name, defined, cutoff=0.8) if name not in defined else ""
                if meant and not name.startswith(("default.", "__")):
                    said = f'nothing defines the notification template "{name}"'
                    yield Fault(said, f'did you mean "{meant}"?', span, passage, subject=owner)
