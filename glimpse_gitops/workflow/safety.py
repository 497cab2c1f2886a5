"""What an apply refuses before its first write."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from ..errors import MissingSecretError, UnsafePlanError
from ..model.plan import Action, Plan
from ..model.secret import SecretRef
from ..plan.secret_values import unusable_secrets
from ..report.rule_impact_text import impact_lines
from .plan import Planned
from .preflight import ensure_permitted

_WRITING = (Action.CREATE, Action.UPDATE)
_SET = {
    "env": "set variables in the environment of this command, e.g. from the secrets of CI",
    "file": "write the secret into its file, whose path counts from the project",
    "command": "see that the command prints the secret",
}
"""What to do about a secret that is missing or cannot be used, by where the code says that it is."""


_IN_THE_CODE = "do what stands beside it, or take it out of the code"


def ensure_safe(planned: Planned, instead: str = _IN_THE_CODE) -> None:
    """Raise before the first write where the plan touches what is not ours, resets firing alerts, or lacks a secret.

    `instead` is what to do about objects that are refused.
    """
    if planned.plan.problems:
        raise UnsafePlanError("nothing was written: " + "\n".join(planned.plan.problems))
    refused = planned.plan.refused
    if refused:
        listed = "\n".join(f"  {change.id.named(change.title)}: {change.reason}" for change in refused)
        count = "1 object is" if len(refused) == 1 else f"{len(refused)} objects are"
        raise UnsafePlanError(f"nothing was written: {count} refused\n{listed}", instead)
    _ensure_braked_changes_are_allowed(planned)
    if not planned.choices.allow_reset_firing:
        _ensure_no_firing_alert_is_reset(planned.plan)
    _ensure_secrets_can_be_written(planned)
    if not planned.plan.is_empty:
        ensure_permitted(planned)


def _ensure_secrets_can_be_written(planned: Planned) -> None:
    written = [one.after for one in planned.plan.changes if one.action in _WRITING and one.after is not None]
    missing = {ref for resource in written for ref in resource.secrets.values() if ref not in planned.secrets}
    if missing:
        names = ", ".join(sorted(map(str, missing)))
        raise MissingSecretError(
            f"nothing was written: {names} must be set, since objects that need them are written", _setting(missing)
        )
    unusable = unusable_secrets(written, planned.secrets)
    if unusable:
        listed = "\n".join(sorted(f"  {ref!s} {fault}" for ref, fault in unusable.items()))
        raise MissingSecretError(f"nothing was written: secrets cannot be used\n{listed}", _setting(unusable))


def _setting(refs: Iterable[SecretRef]) -> str:
    """How to set these secrets."""
    sources = {ref.source for ref in refs}
    return "; ".join(step for source, step in _SET.items() if source in sources)


def _ensure_braked_changes_are_allowed(planned: Planned) -> None:
    stopping = [brake for brake in planned.plan.brakes if brake.name not in planned.choices.allow]
    if stopping:
        listed = "\n".join(f"  {brake.why}" for brake in stopping)
        allowing = " ".join(f"--allow {shlex.quote(brake.name)}" for brake in stopping)
        raise UnsafePlanError(f"nothing was written: this may be a mistake\n{listed}", f"where it is meant: {allowing}")


def _ensure_no_firing_alert_is_reset(plan: Plan) -> None:
    reset = [impact for impact in plan.impacts if impact.resets_firing]
    if reset:
        listed = "\n".join(f"  {line}" for line in impact_lines(reset))
        raise UnsafePlanError(
            f"nothing was written: alerts that are firing would be resolved\n{listed}",
            "wait until they are over, or run it with --allow-reset-firing",
        )
