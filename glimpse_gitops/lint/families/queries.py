"""Rules of PromQL expressions: the rows of the ids PQ…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.aggregated_quantile import AggregatedQuantile
from ..rules.always_true import AlwaysTrue
from ..rules.average_of_ratios import AverageOfRatios
from ..rules.beyond_retention import BeyondRetention
from ..rules.bucket_sum_without_le import BucketSumWithoutLe
from ..rules.delta_on_counter import DeltaOnCounter
from ..rules.empty_destination_label import EmptyDestinationLabel
from ..rules.empty_grouping import EmptyGrouping
from ..rules.feature_flag import FeatureFlag
from ..rules.foreign_dialect import ForeignDialect
from ..rules.identical_operands import IdenticalOperands
from ..rules.info_metric_misuse import InfoMetricMisuse
from ..rules.invalid_regex import InvalidRegex
from ..rules.irate_in_rule import IrateInRule
from ..rules.label_gone import LabelGone
from ..rules.label_replace_without_source import LabelReplaceWithoutSource
from ..rules.large_literal import LargeLiteral
from ..rules.many_to_many import ManyToMany
from ..rules.milliseconds_as_seconds import MillisecondsAsSeconds
from ..rules.missing_capture_group import MissingCaptureGroup
from ..rules.missing_matcher import MissingMatcher
from ..rules.nameless_selector import NamelessSelector
from ..rules.nan_in_aggregation import NanInAggregation
from ..rules.needless_regex import NeedlessRegex
from ..rules.needs_newer_prometheus import NeedsNewerPrometheus
from ..rules.negative_offset import NegativeOffset
from ..rules.never_matches import NeverMatches
from ..rules.never_true import NeverTrue
from ..rules.not_formatted import NotFormatted
from ..rules.over_time_on_counter import OverTimeOnCounter
from ..rules.parameter_out_of_range import ParameterOutOfRange
from ..rules.parser_disagreement import ParserDisagreement
from ..rules.pattern_matches_all import PatternMatchesAll
from ..rules.per_series_ratio import PerSeriesRatio
from ..rules.percent_against_share import PercentAgainstShare
from ..rules.percent_scale import PercentScale
from ..rules.perhaps_many_to_many import PerhapsManyToMany
from ..rules.quantile_of_raw_buckets import QuantileOfRawBuckets
from ..rules.quantile_without_le import QuantileWithoutLe
from ..rules.range_barely_long_enough import RangeBarelyLongEnough
from ..rules.range_too_short import RangeTooShort
from ..rules.rate_of_rate import RateOfRate
from ..rules.rate_of_sum import RateOfSum
from ..rules.rate_on_gauge import RateOnGauge
from ..rules.ratio_of_itself import RatioOfItself
from ..rules.raw_counter import RawCounter
from ..rules.redundant_anchors import RedundantAnchors
from ..rules.regex_in_equality import RegexInEquality
from ..rules.repeated_label import RepeatedLabel
from ..rules.repeated_matcher import RepeatedMatcher
from ..rules.selects_nothing import SelectsNothing
from ..rules.single_scrape_alert import SingleScrapeAlert
from ..rules.sort_over_time import SortOverTime
from ..rules.subquery_in_rule import SubqueryInRule
from ..rules.subquery_step_too_short import SubqueryStepTooShort
from ..rules.syntax_error import SyntaxErrors
from ..rules.too_complex import TooComplex
from ..rules.type_error import TypeErrors
from ..rules.unescaped_dot import UnescapedDot
from ..rules.unit_mismatch import UnitMismatch
from ..rules.unknown_function import UnknownFunction
from ..rules.unknown_label import UnknownLabel
from ..rules.unknown_value import UnknownValue
from ..rules.unlabelled_default import UnlabelledDefault
from ..rules.unrendered_template import UnrenderedTemplate
from ..rules.use_recording_rule import UseRecordingRule
from ..rules.value_out_of_range import ValueOutOfRange

PQ: tuple[Rule[Any], ...] = (
    SyntaxErrors(),
    TypeErrors(),
    ParserDisagreement(),
    UnknownFunction(),
    FeatureFlag(),
    ForeignDialect(),
    UnrenderedTemplate(),
    NotFormatted(),
    InvalidRegex(),
    RepeatedLabel(),
    TooComplex(),
    LargeLiteral(),
    NeedsNewerPrometheus(),
    RepeatedMatcher(),
    EmptyGrouping(),
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
    AverageOfRatios(),
    NamelessSelector(),
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
    SubqueryInRule(),
    BeyondRetention(),
    NeedlessRegex(),
    InfoMetricMisuse(),
    SingleScrapeAlert(),
    SortOverTime(),
    MillisecondsAsSeconds(),
    UnitMismatch(),
    UseRecordingRule(),
    ValueOutOfRange(),
    RangeBarelyLongEnough(),
    SubqueryStepTooShort(),
    MissingMatcher(),
    PerhapsManyToMany(),
    PercentScale(),
    AlwaysTrue(),
    EmptyDestinationLabel(),
    LabelReplaceWithoutSource(),
    RedundantAnchors(),
    PatternMatchesAll(),
    UnescapedDot(),
    SelectsNothing(),
    RatioOfItself(),
)
