"""Time zones that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


class UnknownTimeZone(Rule[DashboardSubject]):
    """A time zone that nobody knows.

    ## What it does
    Reports a `timezone` of a dashboard that is neither `browser`, `utc` or empty nor written like one of the time zone
    database, such as `Europe/Berlin`.

    ## Why is this bad?
    Grafana shows the times of another zone instead, and does not say so.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "timezone": "Seoul time", "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "timezone": "Asia/Seoul", "panels": []}
    ```
    """

    id = "DB345"
    name = "unknown-time-zone"
    severity = Severity.WARNING
    subject = DashboardSubject

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        zone = subject.json.get("timezone")
        if isinstance(zone, str) and zone and "$" not in zone and not _ZONE.fullmatch(zone):
            said = f'"{zone}" is no time zone'
            yield Fault(
                said, 'write "browser", "utc" or one such as "Europe/Berlin"', passage=subject.part("/timezone")
            )


_ZONE = re.compile(
    r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+|[A-Z]{2,5}(?:\d[A-Z]{3})?|[A-Z][a-z]+|browser|default|utc|GB-Eire|NZ-CHAT"
    r"|(?i:cet|eet|met|wet|est|mst|hst|gmt|ut|uct)"
)
"""Also the old names without a slash: `UTC`, `EST5EDT`, `Japan`; browsers take the short ones in small letters, too."""
