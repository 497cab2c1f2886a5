"""Saved plans: what `plan --out` writes and `apply FILE` reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError

FORMAT = 1
_KIND = "glimpse-gitops plan"


@dataclass(frozen=True)
class PlanFile:
    """A plan as it was reviewed: where it goes, what was chosen, what is done to each object."""

    url: str
    org: int
    owner: str
    project: str
    environment: str
    choices: Mapping[str, Any]
    """The fields of `PlanChoices`."""
    fingerprints: Mapping[str, str]
    plan: Mapping[str, Any]
    """For people and other programs: what `plan -o json` shows."""


def write_plan_file(path: Path, saved: PlanFile) -> None:
    """Write `saved`; no secret is in it. Raises UsageError where the file cannot be written."""
    data = {"kind": _KIND, "format": FORMAT, **vars(saved)}
    try:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"the plan cannot be written to {path}: {error.strerror}") from None


def read_plan_file(path: Path) -> PlanFile:
    """The plan in the file at `path`; a UsageError where it is none that this version can read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"the plan {path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{path} is no saved plan: it is not JSON", "make one with `plan --out FILE`") from None
    if not isinstance(data, dict) or data.get("kind") != _KIND:
        raise UsageError(f"{path} is no saved plan", "make one with `plan --out FILE`")
    if data.get("format") != FORMAT:
        raise UsageError(
            f"the plan {path} was saved in a format that this version cannot read", "make it again with this version"
        )
    try:
        saved = PlanFile(**{key: value for key, value in data.items() if key not in ("kind", "format")})
    except TypeError:
        saved = None
    if saved is None or not _is_whole(saved):
        raise UsageError(f"the plan {path} is damaged", "make it again with `plan --out FILE`")
    return saved


def _is_whole(saved: PlanFile) -> bool:
    texts = (saved.url, saved.owner, saved.project, saved.environment)
    tables = (saved.choices, saved.fingerprints, saved.plan)
    return all(isinstance(one, str) for one in texts) and all(isinstance(one, dict) for one in tables)
