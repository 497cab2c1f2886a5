"""Targets: what each supported Grafana knows, as a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """One line of Grafana versions, as far as the compiled JSON differs between them."""

    name: str
    schema_version: int
    """The newest dashboard schema that it knows."""
    knows_keep_firing_for: bool
    """`keep_firing_for` and `missingSeriesEvalsToResolve` of alert rules; 11.6 drops them without a word."""
    knows_folder_description: bool
    """Whether folders keep a description: 11.6 takes one and never gives it back."""
    knows_active_timings_of_rules: bool
    """`active_time_intervals` in a rule's notification settings; 11.6 drops them without a word."""
    same_title_in_folder: bool
    """Whether two alert rules of one folder may have the same title."""


GRAFANA_11 = Target(
    "11.6",
    schema_version=41,
    knows_keep_firing_for=False,
    knows_folder_description=False,
    knows_active_timings_of_rules=False,
    same_title_in_folder=False,
)
GRAFANA_12 = Target(
    "12",
    schema_version=42,
    knows_keep_firing_for=True,
    knows_folder_description=True,
    knows_active_timings_of_rules=True,
    same_title_in_folder=True,
)

TARGETS = (GRAFANA_11, GRAFANA_12)


def target_for(version: tuple[int, int]) -> Target:
    """The target for a server's version, e.g. `(12, 4)`."""
    return GRAFANA_12 if version >= (12, 0) else GRAFANA_11
