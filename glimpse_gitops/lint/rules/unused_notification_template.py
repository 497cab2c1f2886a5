"""Notification templates that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from ...gotemplate.names import names_defined, names_used
from ...gotemplate.parser import parse
from ...model.finding import Severity
from ..contact_point_texts import texts_of
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject, ProjectSubject, TemplateSubject


class UnusedNotificationTemplate(Rule[ProjectSubject]):
    """A notification template that nothing uses.

    ## What it does
    Looks for `{{ template "name" . }}` in the contact points and templates of the project. Templates that take the
    place of Grafana's own (`default.…`) are in use, and a project without contact points is left alone.

    ## Why is this bad?
    The message that somebody wrote is not the one that people get.

    ## Example
    ```python
    [ContactPoint("mail", Email(addresses=["a@example.org"])),
     Template("own", '{{ define "own.title" }}down{{ end }}')]
    ```

    ## Use instead
    ```python
    [ContactPoint("mail", Email(addresses=["a@example.org"], subject='{{ template "own.title" . }}')),
     Template("own", '{{ define "own.title" }}down{{ end }}')]
    ```
    """

    id = "NP523"
    name = "unused-notification-template"
    severity = Severity.INFO
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each group of templates none of which is used."""
        points = [one for one in subject.of(ContactPointSubject) if one.managed]
        if not subject.complete or not points:
            return
        texts = [one.text.value for one in subject.of(TemplateSubject)]
        texts += [text for point in points for _, text in texts_of(point)]
        used = {name for text in texts for name, _ in names_used(parse(text).tree.body)}
        for one in subject.of(TemplateSubject):
            defined = set(names_defined(parse(one.text.value).tree.body)) or {one.passage.value}
            if not defined & used and not any(name.startswith(("default.", "__")) for name in defined):
                said = f'nothing uses notification template "{one.passage.value}"'
                yield Fault(said, f'write {{{{ template "{min(defined)}" . }}}} in a contact point', subject=one)
