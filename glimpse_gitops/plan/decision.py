"""What a plan does to one object of the code: create, change, adopt, refuse, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..model.manifest import OwnedObject
from ..model.plan import Action, Cause, Change, Drift, FieldChange
from ..model.plan_choices import PlanChoices
from ..model.resource import Keeper, Resource
from .drift import Comparison, compare

KEEPERS: Mapping[Keeper, str] = {
    "file": "Grafana's provisioning files",
    "git-sync": "Grafana's Git Sync",
    "plugin": "a plugin",
    "terraform": "Terraform",
    "kubectl": "kubectl or another tool of the resource API",
    "converted": "an import of Prometheus rules",
}
"""Who else keeps a live object, in words."""


@dataclass(frozen=True)
class Decision:
    """What happens to one object; no change where it is as the code says, or differs by kept drift only."""

    change: Change | None = None
    drift: tuple[Drift, ...] = ()


def decide(
    code: Resource, live: Resource | None, entry: OwnedObject | None, rotated: Collection[str], choices: PlanChoices
) -> Decision:
    """The decision for one object; `entry` is its line in our manifest, `rotated` the secrets to be sent again."""
    if live is None:
        gone = (Drift(code.id, code.title, "", None, None),) if entry and entry.parts else ()
        return Decision(Change(Action.CREATE, code.id, code.title, None, code), gone)
    found = compare(live, code, entry)
    if not found.causes and not rotated:
        reason = "it is there already and equal: it becomes ours"
        return Decision(None if entry else Change(Action.ADOPT, code.id, code.title, live, code, reason=reason))
    overwrite = choices.overwrite_drift or entry is None
    if not rotated and not overwrite and not found.by(Cause.CODE, Cause.BOTH):
        return Decision(drift=found.drift())
    fields = found.fields(*Cause) if overwrite else found.fields(Cause.CODE, Cause.BOTH)
    fields += tuple(_rotation(code, pointer) for pointer in rotated)
    drift = () if overwrite else found.drift()

    def change(action: Action, reason: str = "", after: Resource = code) -> Decision:
        whole = code if after is not code else None
        return Decision(Change(action, code.id, code.title, live, after, fields, reason, whole), drift)

    if why := _refusal(live, entry, found, choices):
        return change(Action.REFUSE, why)
    if entry is None:
        return change(Action.UPDATE, "taken over with --adopt")
    return change(Action.UPDATE, after=found.merged if drift else code)


def _refusal(live: Resource, entry: OwnedObject | None, found: Comparison, choices: PlanChoices) -> str:
    """Why the object may not be written; empty where it may."""
    if live.stored_as and not choices.adopt:
        return f"somebody saved it in the newer schema {live.stored_as}, and writing would flatten it: --adopt does so"
    if live.keeper:
        return f"{KEEPERS[live.keeper]} keep this object: change it there, or take it out of the code"
    if entry is None and not choices.adopt:
        return "it is there already, differs and is not ours: --adopt takes it over"
    if found.by(Cause.BOTH) and not choices.overwrite_drift and not live.stored_as:
        who = f" by {live.edited_by}" if live.edited_by else ""
        return (
            f"changed in the code, and in Grafana too{who}: take over what is there into the code, "
            "or let the code win with --overwrite-drift"
        )
    return ""


def _rotation(code: Resource, pointer: str) -> FieldChange:
    """A secret that was rotated, in words; its values are not known and would not be shown."""
    parts = pointer.strip("/").split("/")
    where = parts[-1]
    if parts[0] == "integrations":
        where = f"channel {code.spec['integrations'][int(parts[1])]['type']}, {parts[-1]}"
    return FieldChange(where, "[secret]", f"[secret from {code.secrets[pointer]!s}]")
