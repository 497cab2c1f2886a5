"""All rules, one file each. A rule that is not in this table does not run."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from .aggregated_quantile import AggregatedQuantile
from .alert_instances import AlertInstances
from .alert_name import AlertName
from .all_matches_missing import AllMatchesMissing
from .always_muted import AlwaysMuted
from .always_true import AlwaysTrue
from .bad_mute_time import BadMuteTime
from .bad_runbook_url import BadRunbookUrl
from .bad_template_comparison import BadTemplateComparison
from .bad_template_format import BadTemplateFormat
from .bad_time_range import BadTimeRange
from .bad_uid import BadUid
from .broken_rule import BrokenRule
from .broken_yaml import BrokenYaml
from .bucket_sum_without_le import BucketSumWithoutLe
from .conflicting_record import ConflictingRecord
from .contact_point_template_syntax import ContactPointTemplateSyntax
from .contradictory_matchers import ContradictoryMatchers
from .count_values import CountValues
from .delta_on_counter import DeltaOnCounter
from .duplicate_alert import DuplicateAlert
from .duplicate_contact_name import DuplicateContactName
from .duplicate_panel_id import DuplicatePanelId
from .duplicate_panel_title import DuplicatePanelTitle
from .duplicate_record import DuplicateRecord
from .editable_dashboard import EditableDashboard
from .empty_annotation import EmptyAnnotation
from .empty_destination_label import EmptyDestinationLabel
from .empty_group import EmptyGroup
from .empty_mute_timing import EmptyMuteTiming
from .equals_on_several import EqualsOnSeveral
from .expired_suppression import ExpiredSuppression
from .feature_flag import FeatureFlag
from .fixed_rate_range import FixedRateRange
from .for_below_interval import ForBelowInterval
from .fragile_ratio import FragileRatio
from .frequent_refresh import FrequentRefresh
from .grid_overlap import GridOverlap
from .hard_coded_datasource import HardCodedDatasource
from .identical_operands import IdenticalOperands
from .info_metric_misuse import InfoMetricMisuse
from .instant_graph import InstantGraph
from .interval_as_rate_range import IntervalAsRateRange
from .invalid_config import InvalidConfig
from .invalid_regex import InvalidRegex
from .irate_in_rule import IrateInRule
from .label_gone import LabelGone
from .label_replace_without_source import LabelReplaceWithoutSource
from .many_recorded_series import ManyRecordedSeries
from .many_to_many import ManyToMany
from .migrated_panel_type import MigratedPanelType
from .missing_capture_group import MissingCaptureGroup
from .missing_description import MissingDescription
from .missing_for import MissingFor
from .missing_panel_description import MissingPanelDescription
from .missing_panel_title import MissingPanelTitle
from .missing_runbook import MissingRunbook
from .missing_severity import MissingSeverity
from .missing_summary import MissingSummary
from .missing_unit import MissingUnit
from .misspelt_annotation import MisspeltAnnotation
from .misspelt_severity import MisspeltSeverity
from .nan_in_aggregation import NanInAggregation
from .negative_offset import NegativeOffset
from .never_matches import NeverMatches
from .never_true import NeverTrue
from .no_condition import NoCondition
from .no_datasource_variable import NoDatasourceVariable
from .not_a_rule_file import NotARuleFile
from .notification_template_syntax import NotificationTemplateSyntax
from .only_hidden_queries import OnlyHiddenQueries
from .over_time_on_counter import OverTimeOnCounter
from .panel_series import PanelSeries
from .panel_without_query import PanelWithoutQuery
from .parameter_out_of_range import ParameterOutOfRange
from .parser_disagreement import ParserDisagreement
from .per_series_ratio import PerSeriesRatio
from .percent_against_share import PercentAgainstShare
from .plain_http import PlainHttp
from .quantile_of_raw_buckets import QuantileOfRawBuckets
from .quantile_without_le import QuantileWithoutLe
from .query_samples import QuerySamples
from .range_barely_long_enough import RangeBarelyLongEnough
from .range_too_short import RangeTooShort
from .rate_of_rate import RateOfRate
from .rate_of_sum import RateOfSum
from .rate_on_gauge import RateOnGauge
from .raw_counter import RawCounter
from .record_before_its_source import RecordBeforeItsSource
from .record_hides_metric import RecordHidesMetric
from .record_overwrites_label import RecordOverwritesLabel
from .record_range_mismatch import RecordRangeMismatch
from .record_without_level import RecordWithoutLevel
from .recording_cycle import RecordingCycle
from .recording_series import RecordingSeries
from .recording_without_gain import RecordingWithoutGain
from .refresh_below_minimum import RefreshBelowMinimum
from .regex_in_equality import RegexInEquality
from .removed_panel_type import RemovedPanelType
from .repeat_below_group_interval import RepeatBelowGroupInterval
from .repeated_label import RepeatedLabel
from .repeated_matcher import RepeatedMatcher
from .row_inside_row import RowInsideRow
from .second_policy import SecondPolicy
from .secret_in_clear import SecretInClear
from .secret_in_url import SecretInUrl
from .severity_order import SeverityOrder
from .slow_recording import SlowRecording
from .subquery_step_too_short import SubqueryStepTooShort
from .suppression_without_reason import SuppressionWithoutReason
from .syntax_error import SyntaxErrors
from .template_label_dropped import TemplateLabelDropped
from .template_query_syntax import TemplateQuerySyntax
from .template_syntax import TemplateSyntax
from .threshold_out_of_range import ThresholdOutOfRange
from .tls_verification_off import TlsVerificationOff
from .too_complex import TooComplex
from .too_many_panels import TooManyPanels
from .topk_in_alert import TopkInAlert
from .type_error import TypeErrors
from .unbounded_label import UnboundedLabel
from .unit_mismatch import UnitMismatch
from .unknown_function import UnknownFunction
from .unknown_label import UnknownLabel
from .unknown_metric import UnknownMetric
from .unknown_mute_timing import UnknownMuteTiming
from .unknown_notification_template import UnknownNotificationTemplate
from .unknown_receiver import UnknownReceiver
from .unknown_rule_id import UnknownRuleId
from .unknown_severity import UnknownSeverity
from .unknown_template_field import UnknownTemplateField
from .unknown_template_function import UnknownTemplateFunction
from .unknown_template_variable import UnknownTemplateVariable
from .unknown_unit import UnknownUnit
from .unknown_value import UnknownValue
from .unknown_variable import UnknownVariable
from .unlabelled_default import UnlabelledDefault
from .unreachable_route import UnreachableRoute
from .unused_suppression import UnusedSuppression
from .unused_variable import UnusedVariable
from .value_in_label import ValueInLabel
from .value_out_of_range import ValueOutOfRange
from .variable_cycle import VariableCycle
from .variable_never_refreshed import VariableNeverRefreshed
from .wrong_template_argument import WrongTemplateArgument

RULES: tuple[Rule[Any], ...] = (
    SyntaxErrors(),
    TypeErrors(),
    ParserDisagreement(),
    UnknownFunction(),
    FeatureFlag(),
    InvalidRegex(),
    RepeatedLabel(),
    TooComplex(),
    RepeatedMatcher(),
    RateOnGauge(),
    DeltaOnCounter(),
    RawCounter(),
    OverTimeOnCounter(),
    RangeTooShort(),
    RateOfSum(),
    RateOfRate(),
    IrateInRule(),
    QuantileWithoutLe(),
    QuantileOfRawBuckets(),
    ParameterOutOfRange(),
    BucketSumWithoutLe(),
    AggregatedQuantile(),
    UnknownLabel(),
    UnknownValue(),
    LabelGone(),
    RegexInEquality(),
    NeverMatches(),
    ManyToMany(),
    NeverTrue(),
    UnlabelledDefault(),
    IdenticalOperands(),
    MissingCaptureGroup(),
    PercentAgainstShare(),
    PerSeriesRatio(),
    NanInAggregation(),
    NegativeOffset(),
    InfoMetricMisuse(),
    UnitMismatch(),
    ValueOutOfRange(),
    RangeBarelyLongEnough(),
    SubqueryStepTooShort(),
    AlwaysTrue(),
    EmptyDestinationLabel(),
    LabelReplaceWithoutSource(),
    PanelSeries(),
    AlertInstances(),
    UnboundedLabel(),
    CountValues(),
    RecordingSeries(),
    RecordingWithoutGain(),
    QuerySamples(),
    ValueInLabel(),
    ManyRecordedSeries(),
    MissingFor(),
    MissingSeverity(),
    MissingSummary(),
    NoCondition(),
    TemplateLabelDropped(),
    UnknownSeverity(),
    TemplateSyntax(),
    UnknownTemplateFunction(),
    UnknownTemplateField(),
    UnknownTemplateVariable(),
    WrongTemplateArgument(),
    BadTemplateComparison(),
    BadTemplateFormat(),
    TemplateQuerySyntax(),
    ForBelowInterval(),
    MissingRunbook(),
    BadRunbookUrl(),
    MissingDescription(),
    EmptyAnnotation(),
    TopkInAlert(),
    FragileRatio(),
    MisspeltAnnotation(),
    MisspeltSeverity(),
    AlertName(),
    EmptyGroup(),
    SlowRecording(),
    DuplicateAlert(),
    RecordRangeMismatch(),
    RecordHidesMetric(),
    RecordWithoutLevel(),
    RecordOverwritesLabel(),
    DuplicateRecord(),
    ConflictingRecord(),
    RecordBeforeItsSource(),
    RecordingCycle(),
    BadUid(),
    UnknownUnit(),
    NoDatasourceVariable(),
    HardCodedDatasource(),
    UnknownVariable(),
    GridOverlap(),
    MissingUnit(),
    MissingPanelTitle(),
    MissingPanelDescription(),
    DuplicatePanelTitle(),
    IntervalAsRateRange(),
    FixedRateRange(),
    UnusedVariable(),
    VariableCycle(),
    EqualsOnSeveral(),
    DuplicatePanelId(),
    RowInsideRow(),
    TooManyPanels(),
    RefreshBelowMinimum(),
    FrequentRefresh(),
    BadTimeRange(),
    InstantGraph(),
    PanelWithoutQuery(),
    OnlyHiddenQueries(),
    RemovedPanelType(),
    MigratedPanelType(),
    ThresholdOutOfRange(),
    EditableDashboard(),
    AllMatchesMissing(),
    VariableNeverRefreshed(),
    UnknownReceiver(),
    UnknownMuteTiming(),
    UnreachableRoute(),
    ContradictoryMatchers(),
    SecretInClear(),
    SecretInUrl(),
    DuplicateContactName(),
    RepeatBelowGroupInterval(),
    NotificationTemplateSyntax(),
    ContactPointTemplateSyntax(),
    UnknownNotificationTemplate(),
    EmptyMuteTiming(),
    AlwaysMuted(),
    BadMuteTime(),
    PlainHttp(),
    TlsVerificationOff(),
    SecondPolicy(),
    UnknownMetric(),
    SeverityOrder(),
    BrokenYaml(),
    BrokenRule(),
    NotARuleFile(),
    UnusedSuppression(),
    ExpiredSuppression(),
    SuppressionWithoutReason(),
    UnknownRuleId(),
    InvalidConfig(),
)
"""By family and number: queries, cardinality, alerts, dashboards, routing, across files, rule files, suppressions."""
