"""Files that are no YAML and no JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Profile, Rule
from ..subjects import BrokenPartSubject


class BrokenYaml(Rule[BrokenPartSubject]):
    """A file that is no YAML or JSON.

    ## What it does
    Reports where the parser of a `.yml`, `.yaml` or `.json` file stopped, and files that nobody could read: they nest
    too deeply, their aliases stand for millions of values, they are no UTF-8. Nothing behind that place is read. Of a
    file with more than 20,000 parts (rules, queries, panels and their texts) and more than one for 50 characters, which
    nobody writes, the rest is not looked at.

    ## Why is this bad?
    Prometheus and Grafana refuse the whole file, and with it everything in it.

    ## Example
    ```yaml
    groups:
      - name: app
       rules: [{record: 'job:up:sum', expr: sum by (job) (up)}]
    ```

    ## Use instead
    ```yaml
    groups:
      - name: app
        rules: [{record: 'job:up:sum', expr: sum by (job) (up)}]
    ```
    """

    id = "RF801"
    name = "broken-yaml"
    severity = Severity.ERROR
    profile: ClassVar[Profile] = "minimal"
    subject = BrokenPartSubject

    def check(self, subject: BrokenPartSubject, context: Context) -> Iterator[Fault]:
        """The fault that reading the file noted."""
        if subject.broken.kind == "yaml":
            yield Fault(subject.broken.message, subject.broken.hint)
