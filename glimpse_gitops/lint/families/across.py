"""Rules that compare parts of a project: the rows of the ids XF…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.alert_not_routed import AlertNotRouted
from ..rules.half_panel_link import HalfPanelLink
from ..rules.invalid_metric import InvalidMetric
from ..rules.severity_order import SeverityOrder
from ..rules.unknown_linked_panel import UnknownLinkedPanel
from ..rules.unknown_metric import UnknownMetric

XF: tuple[Rule[Any], ...] = (
    UnknownMetric(),
    AlertNotRouted(),
    SeverityOrder(),
    HalfPanelLink(),
    InvalidMetric(),
    UnknownLinkedPanel(),
)
