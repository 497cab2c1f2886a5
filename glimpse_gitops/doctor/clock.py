"""Whether all clocks tell the same time as ours."""

from __future__ import annotations

from ..model.diagnosis import Diagnosis, Problem
from .observations import Missed, Observations, Server, not_checked

NOTICED = 5.0
"""Seconds from which rates and links between traces and logs begin to suffer."""
WRONG = 30.0
"""Seconds from which alerts and tokens do: a minute of `for` is half gone."""


def clock(seen: Observations) -> Diagnosis:
    """The header `Date` of each program's answer, against the clock of this machine."""
    timed = [server for server in seen.servers if server.skew is not None and server.state != "absent"]
    if not timed:
        return not_checked("the header Date of each answer", Missed("nothing answered"))
    problems = tuple(_problem(server) for server in timed if _skew(server) > NOTICED)
    worst = max(timed, key=_skew)
    names = ", ".join(server.product for server in timed)
    summary = f"{names}: at most {_skew(worst):,.0f} s from the clock of this machine"
    return Diagnosis("the header Date of each answer", summary, problems)


def _skew(server: Server) -> float:
    """The least that its clock is off."""
    return max(0.0, abs(server.skew or 0.0) - server.doubt)


def _problem(server: Server) -> Problem:
    way = "ahead of" if (server.skew or 0) > 0 else "behind"
    return Problem(
        f"the clock of {server.product} at {server.url} is {_skew(server):,.0f} s {way} this machine's",
        "synchronise both machines by NTP (timedatectl, chronyc tracking)",
        serious=_skew(server) > WRONG,
    )
