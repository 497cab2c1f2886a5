"""Who hears of the alerts of this repository, asked as its users would ask."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from glimpse_gitops.testing import receivers_of

ROOT = Path(__file__).parents[2]
SEOUL = ZoneInfo("Asia/Seoul")
NOON, NIGHT = datetime(2026, 11, 23, 12, tzinfo=SEOUL), datetime(2026, 11, 23, 3, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("labels", "receivers"),
    [
        ({"severity": "critical"}, ("glimpse-pagerduty", "glimpse-slack")),
        ({"severity": "warning"}, ("glimpse-slack",)),
        ({"severity": "critical", "area": "business"}, ("glimpse-webhook", "glimpse-pagerduty", "glimpse-slack")),
        ({}, ("glimpse-email",)),
    ],
)
def test_alerts_go_to_the_channels_of_their_severity(labels: dict[str, str], receivers: tuple[str, ...]) -> None:
    assert receivers_of(labels, project=ROOT) == receivers


def test_warnings_wake_nobody_and_critical_alerts_do() -> None:
    assert receivers_of({"severity": "warning"}, at=NOON, project=ROOT) == ("glimpse-slack",)
    assert receivers_of({"severity": "warning"}, at=NIGHT, project=ROOT) == ()
    assert receivers_of({"severity": "critical"}, at=NIGHT, project=ROOT) == ("glimpse-pagerduty", "glimpse-slack")
