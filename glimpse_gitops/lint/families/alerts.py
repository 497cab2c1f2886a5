"""Rules of alerts and rule groups: the rows of the ids AL…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.absent_without_labels import AbsentWithoutLabels
from ..rules.alert_name import AlertName
from ..rules.bad_runbook_url import BadRunbookUrl
from ..rules.bad_template_comparison import BadTemplateComparison
from ..rules.bad_template_format import BadTemplateFormat
from ..rules.broken_link import BrokenLink
from ..rules.duplicate_alert import DuplicateAlert
from ..rules.empty_annotation import EmptyAnnotation
from ..rules.empty_group import EmptyGroup
from ..rules.external_label import ExternalLabel
from ..rules.for_below_interval import ForBelowInterval
from ..rules.for_between_evaluations import ForBetweenEvaluations
from ..rules.fragile_ratio import FragileRatio
from ..rules.large_group import LargeGroup
from ..rules.missing_description import MissingDescription
from ..rules.missing_for import MissingFor
from ..rules.missing_runbook import MissingRunbook
from ..rules.missing_severity import MissingSeverity
from ..rules.missing_summary import MissingSummary
from ..rules.misspelt_annotation import MisspeltAnnotation
from ..rules.misspelt_severity import MisspeltSeverity
from ..rules.no_condition import NoCondition
from ..rules.raw_value import RawValue
from ..rules.short_event_alert import ShortEventAlert
from ..rules.slow_recording import SlowRecording
from ..rules.template_label_dropped import TemplateLabelDropped
from ..rules.template_query_syntax import TemplateQuerySyntax
from ..rules.template_syntax import TemplateSyntax
from ..rules.topk_in_alert import TopkInAlert
from ..rules.unknown_severity import UnknownSeverity
from ..rules.unknown_template_field import UnknownTemplateField
from ..rules.unknown_template_function import UnknownTemplateFunction
from ..rules.unknown_template_variable import UnknownTemplateVariable
from ..rules.wrong_percentage import WrongPercentage
from ..rules.wrong_template_argument import WrongTemplateArgument

AL: tuple[Rule[Any], ...] = (
    MissingFor(),
    ForBelowInterval(),
    MissingSeverity(),
    MissingSummary(),
    MissingRunbook(),
    NoCondition(),
    TopkInAlert(),
    AbsentWithoutLabels(),
    TemplateSyntax(),
    TemplateLabelDropped(),
    UnknownTemplateFunction(),
    UnknownTemplateField(),
    RawValue(),
    DuplicateAlert(),
    AlertName(),
    ShortEventAlert(),
    ExternalLabel(),
    BrokenLink(),
    EmptyGroup(),
    MisspeltAnnotation(),
    UnknownSeverity(),
    UnknownTemplateVariable(),
    WrongTemplateArgument(),
    BadTemplateComparison(),
    BadTemplateFormat(),
    TemplateQuerySyntax(),
    ForBetweenEvaluations(),
    BadRunbookUrl(),
    MissingDescription(),
    EmptyAnnotation(),
    FragileRatio(),
    LargeGroup(),
    SlowRecording(),
    MisspeltSeverity(),
    WrongPercentage(),
)
