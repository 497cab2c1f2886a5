"""Every rule whose findings are errors or warnings has a generator that plants its fault."""

from __future__ import annotations

from glimpse_gitops.lint.rule_table import RULES
from glimpse_gitops.model.finding import Severity

from ..lint.mutations import MUTATIONS

FAMILIES = ("PQ", "CD", "AL", "RR", "DB", "NP", "XF")
"""Those that are complete."""


def test_every_error_and_warning_can_be_planted() -> None:
    graded = {rule.id for rule in RULES if rule.severity >= Severity.WARNING and rule.id.startswith(FAMILIES)}
    assert graded - set(MUTATIONS) == set()


def test_nothing_is_planted_that_no_rule_finds() -> None:
    assert set(MUTATIONS) - {rule.id for rule in RULES} == set()
