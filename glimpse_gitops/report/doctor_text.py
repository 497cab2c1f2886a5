"""What the doctor found, for people: one line a check, its problems below it, each with the next step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..model.diagnosis import Diagnosis, Verdict

_WIDTH = max(len(verdict.value) for verdict in Verdict)
_COLOURS = {Verdict.OK: "32", Verdict.NOT_CHECKED: "2", Verdict.WARNING: "33", Verdict.FAILED: "31"}


def doctor_text(diagnoses: Sequence[Diagnosis], *, color: bool = False) -> str:
    """All checks, and a count at the end."""
    names = max((len(one.check) for one in diagnoses), default=0)
    lines = [line for one in diagnoses for line in _lines(one, names, color)]
    return "\n".join([*lines, "", summary(diagnoses)]) + "\n"


def summary(diagnoses: Sequence[Diagnosis]) -> str:
    """`1 failed, 2 warnings, 18 ok, 1 not checked.`"""
    counts = {verdict: sum(one.verdict is verdict for one in diagnoses) for verdict in Verdict}
    warnings = "warning" if counts[Verdict.WARNING] == 1 else "warnings"
    return (
        f"{counts[Verdict.FAILED]} failed, {counts[Verdict.WARNING]} {warnings}, "
        f"{counts[Verdict.OK]} ok, {counts[Verdict.NOT_CHECKED]} not checked."
    )


def _lines(one: Diagnosis, names: int, color: bool) -> list[str]:
    word = f"{one.verdict.value:<{_WIDTH}}"
    if color:
        word = f"\033[{_COLOURS[one.verdict]}m{word}\033[0m"
    indent = " " * (_WIDTH + 2 + names + 2)
    about = f"{one.looked_at}: {one.summary}" if one.checked else one.summary
    lines = [f"{word}  {one.check:<{names}}  {about}"]
    for next, problems in groupby(one.problems, lambda problem: problem.next):
        lines += [f"{indent}{'!' if problem.serious else '-'} {problem.message}" for problem in problems]
        lines.append(f"{indent}  next: {next}")
    if not one.checked and one.next:
        lines.append(f"{indent}next: {one.next}")
    return lines
