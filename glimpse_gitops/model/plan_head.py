"""What a plan is of: which Grafana, whose objects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanHead:
    """The Grafana that a plan was made against, and the project that it is for."""

    url: str
    version: str
    """As Grafana writes it: `12.4.0`."""
    org: int
    org_name: str
    owner: str
    project: str
    environment: str
    """Empty where none was named."""
