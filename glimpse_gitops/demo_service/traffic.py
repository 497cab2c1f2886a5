"""How much traffic there is at a time of day."""

from __future__ import annotations

import math
from datetime import datetime

PEAK_HOUR = 22
"""When most people look at profiles: late in the evening."""
MEAN = 40.0
"""Requests a second, over the day."""
SWING = 0.75
"""How far the evening rises above the mean, and the night falls below it."""


def requests_per_second(at: datetime) -> float:
    """A day's wave: the most at ten in the evening, the least at ten in the morning, never none."""
    hours = at.hour + at.minute / 60 + at.second / 3600
    return MEAN * (1 + SWING * math.cos((hours - PEAK_HOUR) / 24 * 2 * math.pi))
