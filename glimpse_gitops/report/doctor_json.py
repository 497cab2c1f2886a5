"""What the doctor found, as JSON for machines; `docs/doctor.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..model.diagnosis import Diagnosis, Verdict

VERSION = 1


def doctor_json(diagnoses: Sequence[Diagnosis]) -> str:
    """One object, with a line break at its end."""
    data = {
        "version": VERSION,
        "checks": [
            {
                "check": one.check,
                "verdict": _key(one.verdict),
                "looked_at": one.looked_at,
                "summary": one.summary,
                "problems": [
                    {"message": problem.message, "next": problem.next, "serious": problem.serious}
                    for problem in one.problems
                ],
                "next": one.next,
            }
            for one in diagnoses
        ],
        "summary": {_key(verdict): sum(one.verdict is verdict for one in diagnoses) for verdict in Verdict},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _key(verdict: Verdict) -> str:
    return verdict.value.replace(" ", "_")
