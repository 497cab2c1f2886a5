"""What every report of findings is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..model.finding import Finding
from ..model.not_checked import NotChecked
from ..model.rule_info import RuleInfo


@dataclass(frozen=True)
class FindingsReport:
    """Findings in their order, and what a report may show beside them."""

    findings: Sequence[Finding]
    texts: Mapping[str, str] = field(default_factory=dict)
    """Path → text of the files, so that their lines can be shown."""
    rules: Sequence[RuleInfo] = ()
    """The rules that ran."""
    left_out: int = 0
    """Findings that were not told, because of `--max-findings`."""
    version: str = ""
    """Of this tool."""
    not_checked: Sequence[NotChecked] | None = None
    """What could not be checked; None where nobody asked."""


class FindingsReporter(Protocol):
    """Renders findings; `color` is for terminals."""

    def __call__(self, report: FindingsReport, *, color: bool = False) -> str: ...
