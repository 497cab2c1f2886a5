"""What `adopt` did, or would do, as JSON."""

from __future__ import annotations

import json
from typing import Any

from ..model.adoption import NewModules, Regenerated, Revised
from ..model.resource import ResourceId
from .adoption_text import patch_of

VERSION = 1


def adoption_json(new: NewModules, changed: Revised, *, written: bool) -> str:
    """New files, followed changes as a patch, and what is left to people; with a line break at its end."""
    data = {
        "version": VERSION,
        "new_files": [file.path for file in new.files],
        "adopted": [_named(id) for id in new.adopted],
        "left_out": [{**_named(id), "why": why} for id, why in new.left_out.items()],
        "not_listed": [kind.name.lower() for kind in new.closed],
        "followed": [_named(id) for id in changed.followed],
        "changed_files": [change.path for change in changed.changes],
        "patch": patch_of((), changed.changes),
        "written": written,
        "by_hand": [_by_hand(one) for one in changed.regenerated],
        "secrets": [*new.secrets, *changed.secrets],
        "in_the_clear": list(new.clear),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _by_hand(one: Regenerated) -> dict[str, Any]:
    fields = [{"where": field.where, "before": field.before, "after": field.after} for field in one.fields]
    place = str(one.origin) if one.origin else ""
    return {**_named(one.id), "place": place, "why": one.why, "fields": fields, "source": one.source}


def _named(id: ResourceId) -> dict[str, str]:
    return {"kind": id.kind.name.lower(), "id": id.identity}
