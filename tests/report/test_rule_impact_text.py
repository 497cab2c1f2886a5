from __future__ import annotations

import pytest

from glimpse_gitops.model.resource import rule_group_id
from glimpse_gitops.model.rule_impact import Fate, Instances, RuleEdit, RuleImpact
from glimpse_gitops.report.rule_impact_text import impact_lines


def impact(title: str, fate: Fate, why: str, firing: int = 0, pending: int = 0) -> RuleImpact:
    return RuleImpact(RuleEdit(rule_group_id("f", "g"), title, title, fate, why), Instances(firing, pending))


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (impact("A", Fate.STARTS_OVER, "expr changed", 3), "3 firing instances start over (expr changed)"),
        (impact("A", Fate.STARTS_OVER, "expr changed", 1), "1 firing instance starts over (expr changed)"),
        (impact("A", Fate.KEPT, "only x changes", 3), "keeps its 3 firing instances (only x changes)"),
        (impact("A", Fate.KEPT, "only x changes", 0, 1), "keeps its 1 pending instance (only x changes)"),
        (impact("A", Fate.ENDS, "removed", 2, 1), "2 firing and 1 pending instances are resolved (removed)"),
        (impact("A", Fate.ENDS, "removed", 1), "1 firing instance is resolved (removed)"),
    ],
)
def test_an_impact_is_one_sentence(given: RuleImpact, line: str) -> None:
    assert impact_lines([given]) == [f"A: {line}"]


def test_firing_alerts_that_are_resolved_come_first_and_harmless_edits_last() -> None:
    kept = impact("A", Fate.KEPT, "x", 1)
    pending = impact("B", Fate.STARTS_OVER, "x", 0, 1)
    reset = impact("C", Fate.STARTS_OVER, "x", 1)
    assert [line[0] for line in impact_lines([kept, pending, reset])] == ["C", "B", "A"]
