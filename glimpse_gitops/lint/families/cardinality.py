"""Rules of how many series there are: the rows of the ids CD…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.alert_instances import AlertInstances
from ..rules.count_values import CountValues
from ..rules.dashboard_cost import DashboardCost
from ..rules.exploding_join import ExplodingJoin
from ..rules.federated_raw_series import FederatedRawSeries
from ..rules.many_label_values import ManyLabelValues
from ..rules.many_recorded_series import ManyRecordedSeries
from ..rules.many_series import ManySeries
from ..rules.panel_series import PanelSeries
from ..rules.query_samples import QuerySamples
from ..rules.recording_series import RecordingSeries
from ..rules.recording_without_gain import RecordingWithoutGain
from ..rules.too_many_samples_at_once import TooManySamplesAtOnce
from ..rules.unbounded_label import UnboundedLabel
from ..rules.value_in_label import ValueInLabel

CD: tuple[Rule[Any], ...] = (
    PanelSeries(),
    AlertInstances(),
    UnboundedLabel(),
    CountValues(),
    RecordingSeries(),
    RecordingWithoutGain(),
    ManyLabelValues(),
    QuerySamples(),
    ExplodingJoin(),
    ValueInLabel(),
    DashboardCost(),
    ManyRecordedSeries(),
    TooManySamplesAtOnce(),
    ManySeries(),
    FederatedRawSeries(),
)
