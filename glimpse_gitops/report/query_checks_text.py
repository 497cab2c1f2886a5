"""What a plan's queries give, one line a query that needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.query_check import QueryCheck, QueryOutcome
from .count import counted


def query_check_lines(checks: Sequence[QueryCheck], *, verbose: bool = False) -> list[str]:
    """What fails, gives nothing, gives more than its bound or was not run; the rest as one number."""
    fine = [one for one in checks if _is_as_expected(one)]
    shown = [one for one in checks if verbose or one not in fine]
    lines = [f"{one.query.where}: {_said(one)}" for one in shown]
    if fine and not verbose:
        gives = "gives" if len(fine) == 1 else "give"
        lines.append(f"{len(fine)} of {counted(len(checks), 'query', 'queries')} {gives} what is expected")
    return lines


def _is_as_expected(check: QueryCheck) -> bool:
    """An alert rule is best when it finds nothing, a panel when it finds something."""
    return check.outcome is (QueryOutcome.NO_DATA if check.query.alerts else QueryOutcome.SERIES) and (
        not check.exceeds_bound
    )


def _said(check: QueryCheck) -> str:
    bound = f", of at most {check.bound:,.0f}" if check.bound is not None else ""
    match check.outcome:
        case QueryOutcome.SERIES:
            over = "; the catalogue promises less" if check.exceeds_bound else ""
            what = "would alert now" if check.query.alerts else "series"
            return f"{check.series:,} {what}{bound}{over}"
        case QueryOutcome.NO_DATA:
            return "nothing now, so it would not alert" if check.query.alerts else "no data now"
        case QueryOutcome.ERROR:
            return f"error: {check.detail}"
        case QueryOutcome.NOT_RUN:
            return f"not run: {check.detail}"
