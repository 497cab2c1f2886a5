"""Thresholds that an alert and a panel share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Threshold:
    """One limit, declared once: `f"… > {heap_limit}"` in a rule, `thresholds=[heap_limit]` in a panel."""

    value: float
    color: str = "red"

    def __str__(self) -> str:
        """The value as PromQL writes it: whole numbers without a point."""
        return f"{self.value:.0f}" if self.value == int(self.value) else repr(float(self.value))

    def __format__(self, spec: str) -> str:
        return format(self.value, spec) if spec else str(self)
