"""Who hears of an alert, for the tests of your own repository."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from ..files.project_root import find_root
from ..workflow import receivers


def receivers_of(
    labels: Mapping[str, str], *, at: datetime | None = None, project: Path | None = None
) -> tuple[str, ...]:
    """The names of the contact points that get an alert of these labels, in the order of the routes.

    With `at`, those that mute or active timings hold back at that instant are left out. `project` is the one around the
    working directory where None. Labels that Grafana adds (`alertname`, `grafana_folder`) count where you give them.
    """
    return receivers.receivers_of(find_root((project or Path.cwd()).resolve()), labels, at)
