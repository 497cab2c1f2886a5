"""Alerts that are to fire as long as alerting works: their silence is what is noticed."""

from __future__ import annotations

import re

from ..model.rule_group import AlertRule

_NAMES = re.compile(r"watchdog|dead.?man|heartbeat|canary|always.?firing", re.IGNORECASE)


def is_watchdog(rule: AlertRule) -> bool:
    """Whether the alert is one by its name."""
    return _NAMES.search(rule.name) is not None
