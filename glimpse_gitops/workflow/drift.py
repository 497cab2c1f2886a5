"""`drift`: what people changed in Grafana since the last apply. Sends nothing but GET."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.plan import Cause, Drift, Plan
from ..plan.manifest import manifest_id
from .plan import Planned


@dataclass(frozen=True)
class FoundDrift:
    """What `drift` found."""

    drift: tuple[Drift, ...]
    objects: int
    """How many objects of ours were looked at."""
    lost_list: str = ""
    """The uid of the page that should list what is ours, where it is not there: then nothing can be compared."""


def find_drift(planned: Planned) -> FoundDrift:
    """All drift of a plan, that included which the plan refuses since the code changed the same thing."""
    found = (*planned.plan.drift, *_refused(planned.plan))
    lost = planned.page is None and len(planned.desired) > 0
    return FoundDrift(
        tuple(sorted(found, key=lambda one: one.id.sort_key)),
        len(planned.manifest.objects),
        manifest_id(planned.manifest.owner).identity if lost else "",
    )


def _refused(plan: Plan) -> Iterator[Drift]:
    for change in plan.refused:
        for field in change.fields:
            if field.cause is Cause.BOTH and change.before is not None:
                who, when = change.before.edited_by, change.before.edited_at
                yield Drift(change.id, change.title, field.where, field.after, field.before, who, when)
