"""Rules whose time runs faster."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.rule_group import AlertRule, RecordingRule, RuleGroup
from glimpse_gitops.render.faster_rules import faster, faster_expression


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ('rate(x{a="5m"}[5m]) > 0.05', 'rate(x{a="5m"}[10s]) > 0.05'),
        ("rate(x[1m] offset 1h) # 5m", "rate(x[2s] offset 2m) # 5m"),
        ("max_over_time(rate(x[5m])[1h:1m])", "max_over_time(rate(x[10s])[2m:2s])"),
        ("up == 0", "up == 0"),
        ("rate(x[15s])", "rate(x[500ms])"),
        ("rate(x[", "rate(x["),
    ],
)
def test_ranges_steps_and_offsets_are_divided_and_nothing_else(expr: str, expected: str) -> None:
    assert faster_expression(expr, 30) == expected


def test_a_group_runs_faster_with_all_of_its_rules() -> None:
    rules: list[AlertRule | RecordingRule] = [
        AlertRule("A", expr="rate(x[5m]) > 1", for_="5m", keep_firing_for="1m"),
        AlertRule("B", expr="up == 0"),
        RecordingRule("job:x:rate5m", "sum by (job) (rate(x[5m]))"),
    ]
    group = faster(RuleGroup("g", rules, interval="1m"), 30)
    first, second, third = group.rules
    assert isinstance(first, AlertRule) and isinstance(second, AlertRule) and isinstance(third, RecordingRule)
    assert (group.interval, first.for_, first.keep_firing_for, first.expr) == ("2s", "10s", "2s", "rate(x[10s]) > 1")
    assert (second.for_, second.keep_firing_for) == ("0s", "")
    assert (third.record, third.expr) == ("job:x:rate5m", "sum by (job) (rate(x[10s]))")
