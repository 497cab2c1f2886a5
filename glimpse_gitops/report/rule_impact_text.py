"""What a plan does to running alerts, one line a rule."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.rule_impact import Fate, Instances, RuleImpact


def impact_lines(impacts: Iterable[RuleImpact]) -> list[str]:
    """`HighErrorRate: 3 firing instances start over (expr changed)`; what ends firing ones comes first."""
    ordered = sorted(impacts, key=lambda one: (not one.resets_firing, one.edit.fate is Fate.KEPT, one.edit.title))
    return [impact_line(impact) for impact in ordered]


def impact_line(impact: RuleImpact) -> str:
    """One rule's line."""
    edit, many = impact.edit, impact.instances.firing + impact.instances.pending != 1
    counted = _counted(impact.instances)
    match edit.fate:
        case Fate.KEPT:
            return f"{edit.title}: keeps its {counted} ({edit.why})"
        case Fate.STARTS_OVER:
            return f"{edit.title}: {counted} {'start' if many else 'starts'} over ({edit.why})"
        case Fate.ENDS:
            return f"{edit.title}: {counted} {'are' if many else 'is'} resolved ({edit.why})"


def _counted(instances: Instances) -> str:
    words = {"firing": instances.firing, "pending": instances.pending}
    counted = " and ".join(f"{count} {word}" for word, count in words.items() if count)
    return f"{counted} {'instance' if sum(words.values()) == 1 else 'instances'}"
