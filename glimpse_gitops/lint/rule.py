"""What a lint rule is, and what it is told.

A rule is one file `rules/<what_is_wrong>.py`, one row in `families/`, one page `docs/rules/<ID>-<name>.md` (made from
its docstring) and one case file `tests/lint/cases/<ID>.yml`. Its docstring has these parts, each under its heading:

    What it does · Why is this bad? · Example · Use instead · Options (where it has fields) · References (optional)

The fenced block under "Example" must raise exactly this rule, the one under "Use instead" none. The language of the
fence says what it is: `promql` an expression, `yaml` a rule of a Prometheus rule file, `json` a dashboard or a panel,
`python` a notification policy.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Generic, Literal, TypeVar

from ..model.finding import Severity
from .context import Context
from .repair import Repair
from .subjects import Passage, Subject

Profile = Literal["minimal", "recommended", "strict"]
"""`minimal` runs always, `recommended` by default, `strict` only where it is asked for."""

Inspected = TypeVar("Inspected", bound=Subject)

Need = Literal["", "declaration", "type", "labels", "series"]
"""What a rule must know of a metric to say anything of it: a declaration, a type, labels, or a number of series."""


@dataclass(frozen=True)
class Fault:
    """One fault that a rule found in its subject."""

    message: str
    hint: str = ""
    span: tuple[int, int] | None = None
    """The part of the passage that is at fault; None for all of it."""
    passage: Passage | None = None
    """The text that is at fault, where it is not the subject's own."""
    severity: Severity | None = None
    """How bad this one is, where that differs from the rule."""
    repair: Repair | None = None
    """What makes it go away, where that can be written down."""
    subject: Subject | None = None
    """What is at fault, where that is another subject: rules of the whole project compare many."""


@dataclass(frozen=True)
class Rule(ABC, Generic[Inspected]):
    """A rule. Options are the fields of its dataclass; without any it needs no decorator, which takes a moment each.

    A field is an `int`, `float`, `bool`, `str` or `tuple[str, ...]` with a default, and is set in
    `[tool.glimpse-gitops.lint.rules.<ID>]`. The section "Options" of the docstring names each.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    profile: ClassVar[Profile] = "recommended"
    subject: ClassVar[type[Subject]]
    compares_queries: ClassVar[bool] = False
    """Whether a rule of the whole project looks at queries of dashboards: of their parts no other is kept for it."""
    locked: ClassVar[bool] = False
    """Whether no comment may suppress it: a secret in the clear has no good reason. The settings can lock more."""
    online: ClassVar[bool] = False
    """Whether it goes by what a server says: it runs only with `--online`."""
    needs: ClassVar[Need] = ""
    """What of a metric it is silent without: `lint --verbose` tells which metrics it could not check."""

    @abstractmethod
    def check(self, subject: Inspected, context: Context) -> Iterator[Fault]:
        """The faults of one subject."""
