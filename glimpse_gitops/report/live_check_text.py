"""What panels and alerts did on a real Prometheus, as a table."""

from __future__ import annotations

from ..model.live_check import LiveCheck
from ..model.query_check import QueryCheck, QueryOutcome
from .count import counted

_HEADS = ("series", "bound", "value")


def live_check_text(check: LiveCheck) -> str:
    """One line a query: series, the most that the catalogue expects, the value of the first series."""
    rows = [(one.query.where, *_cells(one)) for one in check.queries]
    widths = [max(len(row[column]) for row in [("query", *_HEADS), *rows]) for column in range(3)]
    lines = [_line(("query", *_HEADS), widths), *(_line(row, widths) for row in rows), ""]
    lines += [f"{check.alert}: {state} {seconds:.1f} s after the errors began" for state, seconds in check.states]
    ran = [one for one in check.queries if one.outcome is not QueryOutcome.NOT_RUN]
    gave = sum(one.outcome is QueryOutcome.SERIES for one in ran)
    summary = f"{gave} of {counted(len(ran), 'query', 'queries')} {'returns' if gave == 1 else 'return'} data."
    return "\n".join([*lines, summary]) + "\n"


def _cells(check: QueryCheck) -> tuple[str, str, str]:
    if check.outcome is QueryOutcome.NOT_RUN:
        return "-", "", f"not run: {check.detail}"
    if check.outcome is QueryOutcome.ERROR:
        return "!", "", check.detail
    bound = f"≤ {check.bound:,.0f}" if check.bound is not None else ""
    return f"{check.series:,}", bound, _number(check.value)


def _number(text: str) -> str:
    try:
        return f"{float(text):,.4g}"
    except ValueError:
        return text


def _line(row: tuple[str, str, str, str], widths: list[int]) -> str:
    query, series, bound, value = row
    return f"{query:<{widths[0]}}  {series:>{widths[1]}}  {bound:>{widths[2]}}  {value}".rstrip()
