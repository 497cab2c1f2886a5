"""Rules that compare parts of a project: the rows of the ids XF…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.alert_not_routed import AlertNotRouted
from ..rules.alert_without_panel import AlertWithoutPanel
from ..rules.half_panel_link import HalfPanelLink
from ..rules.invalid_metric import InvalidMetric
from ..rules.recorded_not_deployed import RecordedNotDeployed
from ..rules.removed_dependency import RemovedDependency
from ..rules.severity_order import SeverityOrder
from ..rules.unknown_linked_panel import UnknownLinkedPanel
from ..rules.unknown_metric import UnknownMetric
from ..rules.untested_alert import UntestedAlert
from ..rules.unused_metric import UnusedMetric

XF: tuple[Rule[Any], ...] = (
    UnknownMetric(),
    AlertWithoutPanel(),
    UntestedAlert(),
    RecordedNotDeployed(),
    AlertNotRouted(),
    SeverityOrder(),
    HalfPanelLink(),
    UnusedMetric(),
    RemovedDependency(),
    InvalidMetric(),
    UnknownLinkedPanel(),
)
