"""Files that are no YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Profile, Rule
from ..subjects import BrokenPartSubject


@dataclass(frozen=True)
class BrokenYaml(Rule[BrokenPartSubject]):
    """A rule file that is no YAML.

    ## What it does
    Reports where the YAML parser stopped. Nothing behind that place is read.

    ## Why is this bad?
    Prometheus refuses the whole file, and with it every rule in it.

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
