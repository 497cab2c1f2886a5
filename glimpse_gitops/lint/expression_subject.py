"""A PromQL expression as a subject: what rules look at that go by nothing but the expression."""

from __future__ import annotations

from dataclasses import dataclass

from .analysis import Analysis
from .subject import Subject


@dataclass(frozen=True, kw_only=True, eq=False)
class ExpressionSubject(Subject):
    """A PromQL expression, whatever it is for.

    A rule that has this for its subject goes by the analysis and the context alone. What it does not find in an
    expression it does not find where that stands once more, and is not asked there.
    """

    analysis: Analysis
