"""The table of all rules. A rule without a row in `lint/families/` does not run."""

from __future__ import annotations

from typing import Any

from .families.across import XF
from .families.alerts import AL
from .families.cardinality import CD
from .families.dashboards import DB
from .families.files import RF
from .families.online import ON
from .families.queries import PQ
from .families.recordings import RR
from .families.routing import NP
from .families.suppressions import SP
from .rule import Rule

RULES: tuple[Rule[Any], ...] = (*PQ, *CD, *AL, *RR, *DB, *NP, *XF, *ON, *RF, *SP)
"""By family and number: queries, cardinality, alerts, recordings, dashboards, routing, across, servers, files, rest."""
