"""Files that hold nothing to lint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Profile, Rule
from ..subjects import BrokenPartSubject


class NotARuleFile(Rule[BrokenPartSubject]):
    """A file without anything that can be linted.

    ## What it does
    Notes files that were given to the linter by name and hold no rules, dashboards or notification settings, and says
    what they seem to be. Files of a folder are only counted.

    ## Why is this bad?
    They were not checked, and whoever gave them may think that they were.

    ## Example
    ```yaml
    scrape_configs:
      - job_name: api
    ```

    ## Use instead
    ```yaml
    groups:
      - name: app
        rules: [{record: 'job:up:sum', expr: sum by (job) (up)}]
    ```
    """

    id = "RF803"
    name = "not-a-rule-file"
    severity = Severity.INFO
    profile: ClassVar[Profile] = "minimal"
    subject = BrokenPartSubject

    def check(self, subject: BrokenPartSubject, context: Context) -> Iterator[Fault]:
        """The fault that reading the file noted."""
        if subject.broken.kind == "other":
            yield Fault(subject.broken.message, subject.broken.hint)
