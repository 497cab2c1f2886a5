"""All rules, one file each. A rule that is not in this table does not run."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from .alert_instances import AlertInstances
from .bad_uid import BadUid
from .broken_rule import BrokenRule
from .broken_yaml import BrokenYaml
from .delta_on_counter import DeltaOnCounter
from .empty_destination_label import EmptyDestinationLabel
from .grid_overlap import GridOverlap
from .hard_coded_datasource import HardCodedDatasource
from .invalid_regex import InvalidRegex
from .label_gone import LabelGone
from .missing_capture_group import MissingCaptureGroup
from .missing_for import MissingFor
from .missing_severity import MissingSeverity
from .missing_summary import MissingSummary
from .missing_unit import MissingUnit
from .negative_offset import NegativeOffset
from .never_matches import NeverMatches
from .no_condition import NoCondition
from .no_datasource_variable import NoDatasourceVariable
from .not_a_rule_file import NotARuleFile
from .over_time_on_counter import OverTimeOnCounter
from .panel_series import PanelSeries
from .parser_disagreement import ParserDisagreement
from .quantile_of_raw_buckets import QuantileOfRawBuckets
from .quantile_out_of_range import QuantileOutOfRange
from .quantile_without_le import QuantileWithoutLe
from .rate_of_rate import RateOfRate
from .rate_on_gauge import RateOnGauge
from .ratio_out_of_range import RatioOutOfRange
from .regex_in_equality import RegexInEquality
from .suppression_without_reason import SuppressionWithoutReason
from .syntax_error import SyntaxErrors
from .template_label_dropped import TemplateLabelDropped
from .too_complex import TooComplex
from .type_error import TypeErrors
from .unbounded_label import UnboundedLabel
from .unknown_function import UnknownFunction
from .unknown_label import UnknownLabel
from .unknown_metric import UnknownMetric
from .unknown_mute_timing import UnknownMuteTiming
from .unknown_receiver import UnknownReceiver
from .unknown_rule_id import UnknownRuleId
from .unknown_severity import UnknownSeverity
from .unknown_unit import UnknownUnit
from .unknown_value import UnknownValue
from .unknown_variable import UnknownVariable
from .unused_suppression import UnusedSuppression

RULES: tuple[Rule[Any], ...] = (
    SyntaxErrors(),
    TypeErrors(),
    ParserDisagreement(),
    UnknownFunction(),
    InvalidRegex(),
    TooComplex(),
    RateOnGauge(),
    DeltaOnCounter(),
    OverTimeOnCounter(),
    RateOfRate(),
    QuantileWithoutLe(),
    QuantileOfRawBuckets(),
    QuantileOutOfRange(),
    UnknownLabel(),
    UnknownValue(),
    LabelGone(),
    RegexInEquality(),
    NeverMatches(),
    MissingCaptureGroup(),
    NegativeOffset(),
    RatioOutOfRange(),
    EmptyDestinationLabel(),
    PanelSeries(),
    AlertInstances(),
    UnboundedLabel(),
    MissingFor(),
    MissingSeverity(),
    MissingSummary(),
    NoCondition(),
    TemplateLabelDropped(),
    UnknownSeverity(),
    BadUid(),
    UnknownUnit(),
    NoDatasourceVariable(),
    HardCodedDatasource(),
    UnknownVariable(),
    GridOverlap(),
    MissingUnit(),
    UnknownReceiver(),
    UnknownMuteTiming(),
    UnknownMetric(),
    BrokenYaml(),
    BrokenRule(),
    NotARuleFile(),
    UnusedSuppression(),
    SuppressionWithoutReason(),
    UnknownRuleId(),
)
"""By family and number: queries, cardinality, alerts, dashboards, routing, across files, rule files, suppressions."""
