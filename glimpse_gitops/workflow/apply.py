"""`apply`: plan, refuse what is unsafe, note the intent, write in order, confirm."""

from __future__ import annotations

from itertools import groupby

from ..errors import GlimpseError
from ..model.plan import ApplyResult
from .manifest_record import confirm, note_intent
from .plan import Planned
from .safety import ensure_safe
from .writing import Run, write_kind


def apply(planned: Planned) -> ApplyResult:
    """Write the plan: what fails stops only what depends on it, and the manifest tells the truth afterwards."""
    ensure_safe(planned)
    if planned.plan.is_empty:
        return ApplyResult((), planned.client.writes)
    page = note_intent(planned, planned.page)
    run = Run()
    for _, changes in groupby(planned.plan.changes, key=lambda change: change.id.kind):
        write_kind(planned, list(changes), run)
    warnings: tuple[str, ...] = ()
    try:
        confirm(planned, page, run.results)
    except GlimpseError as error:
        warnings = (f"what was done is not yet noted in the manifest: {error.message}; the next apply makes up for it",)
    return ApplyResult(tuple(run.results.values()), planned.client.writes, warnings)
