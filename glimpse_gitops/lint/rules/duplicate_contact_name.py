"""Contact points, timings and templates with one name."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject, MuteTimingSubject, ProjectSubject, Subject, TemplateSubject


class DuplicateContactName(Rule[ProjectSubject]):
    """Two contact points, mute timings or templates with one name.

    ## What it does
    Compares the names of contact points, of mute timings and of notification templates in one file, or in a whole
    project.

    ## Why is this bad?
    Grafana keeps one of them, or refuses the file.

    ## Example
    ```yaml
    apiVersion: 1
    muteTimes:
      - orgId: 1
        name: nights
        time_intervals: [{weekdays: [sunday]}]
      - orgId: 1
        name: nights
        time_intervals: [{weekdays: [saturday]}]
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    muteTimes:
      - orgId: 1
        name: nights
        time_intervals: [{weekdays: [sunday]}]
      - orgId: 1
        name: saturdays
        time_intervals: [{weekdays: [saturday]}]
    ```
    """

    id = "NP507"
    name = "duplicate-contact-name"
    severity = Severity.ERROR
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each that has the name of one before it."""
        for kind, words in _KINDS.items():
            seen: dict[tuple[str, object, str], Subject] = {}
            for one in subject.of(kind):
                key = ("" if subject.complete else one.home.path, one.json.get("orgId"), one.passage.value)
                first = seen.setdefault(key, one)
                if first is not one and one.passage.value:
                    said = f'there are two {words} "{one.passage.value}"'
                    yield Fault(said, f"the other one is at {first.passage.origin}", subject=one)


_KINDS: dict[type[Subject], str] = {
    ContactPointSubject: "contact points",
    MuteTimingSubject: "mute timings",
    TemplateSubject: "notification templates",
}
