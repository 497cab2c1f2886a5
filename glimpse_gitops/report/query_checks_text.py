"""What a plan's queries give, one line a query that needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.query_check import QueryCheck, QueryOutcome


def query_check_lines(checks: Sequence[QueryCheck], *, verbose: bool = False) -> list[str]:
    """What fails, gives nothing, gives more than its bound or was not run; the rest as one number."""
    fine = [one for one in checks if one.outcome is QueryOutcome.SERIES and not one.exceeds_bound]
    shown = [one for one in checks if verbose or one not in fine]
    lines = [f"{one.query.where}: {_said(one)}" for one in shown]
    if fine and not verbose:
        lines.append(f"{len(fine)} of {len(checks)} queries give what is expected")
    return lines


def _said(check: QueryCheck) -> str:
    bound = f", of at most {check.bound:,.0f}" if check.bound is not None else ""
    match check.outcome:
        case QueryOutcome.SERIES:
            over = "; the catalogue promises less" if check.exceeds_bound else ""
            return f"{check.series:,} series{bound}{over}"
        case QueryOutcome.NO_DATA:
            return "no data now"
        case QueryOutcome.ERROR:
            return f"error: {check.detail}"
        case QueryOutcome.NOT_RUN:
            return f"not run: {check.detail}"
