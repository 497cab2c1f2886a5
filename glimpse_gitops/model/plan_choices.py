"""What a user chose for a plan and its apply: one field an option, the careful answer by default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanChoices:
    """The options of `plan` and `apply` that change what is planned or what is refused."""

    adopt: bool = False
    """Take over objects that are there already, differ and are not ours."""
    allow: frozenset[str] = frozenset()
    """The names of the brakes that are meant: `many-dashboards`, `policy-root`, `contact-point:oncall`."""
    allow_reset_firing: bool = False
    """Change rules although that resolves their firing alerts."""
    overwrite_drift: bool = False
    """Let the code win over what people changed in Grafana."""
    prune: str = ""
    """What happens to what is ours and no longer in the code: `delete`, `quarantine`, or nothing."""
    resend_secrets: bool = False
    """Write every object of ours that holds secrets, changed or not."""
    no_lint: bool = False
    """Apply although lint finds errors."""


CAREFUL = PlanChoices()
"""What holds where nothing is chosen."""
