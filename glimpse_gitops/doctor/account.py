"""Whether Grafana knows us, and lets us do what an apply does."""

from __future__ import annotations

from ..model.diagnosis import Diagnosis, Problem
from .observations import Missed, Observations, not_checked

REFUSED = "the credentials are refused"
"""How a reason begins that is a fault of the credentials themselves."""


def credentials(seen: Observations) -> Diagnosis:
    """Whether the token, or the user and password, are valid."""
    where = f"{seen.grafana.url}/api/org"
    if isinstance(seen.login, Missed):
        if not seen.login.reason.startswith(REFUSED):
            return not_checked(where, seen.login)
        said = seen.login.reason.removeprefix(REFUSED).lstrip(": ")
        if "expired" in said.lower():
            renewed = "make a new one for the service account (Administration → Service accounts), set GRAFANA_TOKEN"
            return Diagnosis(where, "refused", (Problem(f"the token has expired ({said})", renewed),))
        return Diagnosis(where, "refused", (Problem(f"{REFUSED}: {said}" if said else REFUSED, seen.login.next),))
    return Diagnosis(where, f"they are those of {seen.login}" if seen.login else "they are accepted")


def permissions(seen: Observations) -> Diagnosis:
    """Whether the account may do everything that an apply of the whole project needs."""
    where = f"{seen.grafana.url}/api/access-control/user/permissions"
    if isinstance(seen.lacks, Missed):
        return not_checked(where, seen.lacks)
    problems = tuple(
        Problem(
            f"the account may not {lack.what} ({lack.action})",
            f"give it the role {lack.role} or this permission",
        )
        for lack in seen.lacks
    )
    return Diagnosis(where, "the account may do what apply needs" if not problems else "not enough", problems)
