"""Settings of the linter that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Profile, Rule
from ..subjects import ConfigSubject


class InvalidConfig(Rule[ConfigSubject]):
    """A setting of the linter that cannot be.

    ## What it does
    Checks `[tool.glimpse-gitops.lint]` of pyproject.toml and every `.glimpse.toml`: keys that do not exist, rules and
    options that do not exist, values of the wrong type. The rest of the settings still counts.

    ## Why is this bad?
    What was meant to be stricter, or to be left alone, is not, and nothing else would tell.

    ## Example
    ```toml
    [tool.glimpse-gitops.lint.rules.CD402]
    limits = 200
    ```

    ## Use instead
    ```toml
    [tool.glimpse-gitops.lint.rules.CD402]
    limit = 200
    ```
    """

    id = "SP705"
    name = "invalid-config"
    severity = Severity.ERROR
    profile: ClassVar[Profile] = "minimal"
    locked: ClassVar[bool] = True
    subject = ConfigSubject

    def check(self, subject: ConfigSubject, context: Context) -> Iterator[Fault]:
        """The fault that reading the settings noted."""
        yield Fault(subject.message, subject.hint)
