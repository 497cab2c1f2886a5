"""Who hears of an alert, by the project's own policy tree: no Grafana is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from ..compile.project import compile_project
from ..compile.target import GRAFANA_12
from ..errors import UsageError
from ..files.loader import load_project
from ..model.resource import POLICY_ID, ResourceKind
from ..routing.destinations import routes_for
from ..routing.times import is_muted
from ..routing.tree import tree_of


def receivers_of(root: Path, labels: Mapping[str, str], at: datetime | None = None) -> tuple[str, ...]:
    """The contact points that get an alert of these labels, in the order of the routes.

    With `at`, an instant with a time zone, those whose notifications are held back then are left out. Raises UsageError
    where the project has no tree, or one that leaves the answer open.
    """
    bundle = compile_project(load_project(root), GRAFANA_12).bundle
    if POLICY_ID not in bundle:
        raise UsageError("the project has no notification policy", "define a NotificationPolicy in alerts/")
    if at is not None and at.tzinfo is None:
        raise UsageError(f"{at} has no time zone", 'give one, e.g. tzinfo=ZoneInfo("Asia/Seoul")')
    found = routes_for(tree_of(bundle[POLICY_ID].spec), labels)
    if found is None:
        raise UsageError(f"where an alert with {dict(labels)} goes cannot be told", "look at the regular expressions")
    if at is None:
        return tuple(one.receiver for one in found)
    timings = {timing.id.identity: timing.spec for timing in bundle.of_kind(ResourceKind.MUTE_TIMING)}
    held_back = [is_muted(one, timings, at) for one in found]
    if None in held_back:
        names = sorted({name for one in found for name in (*one.mute, *one.active)})
        raise UsageError(f"whether {', '.join(names)} hold at {at} cannot be told", "name a time zone other than Local")
    return tuple(one.receiver for one, is_held in zip(found, held_back, strict=True) if not is_held)
