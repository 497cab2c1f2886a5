"""All rules, one file each. A rule that is not in this table does not run."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from .broken_rule import BrokenRule
from .broken_yaml import BrokenYaml
from .invalid_regex import InvalidRegex
from .missing_for import MissingFor
from .missing_severity import MissingSeverity
from .missing_summary import MissingSummary
from .not_a_rule_file import NotARuleFile
from .suppression_without_reason import SuppressionWithoutReason
from .syntax_error import SyntaxErrors
from .too_complex import TooComplex
from .type_error import TypeErrors
from .unknown_function import UnknownFunction
from .unknown_label import UnknownLabel
from .unknown_metric import UnknownMetric
from .unknown_rule_id import UnknownRuleId
from .unknown_severity import UnknownSeverity
from .unknown_value import UnknownValue
from .unused_suppression import UnusedSuppression

RULES: tuple[Rule[Any], ...] = (
    SyntaxErrors(),
    TypeErrors(),
    UnknownFunction(),
    InvalidRegex(),
    TooComplex(),
    UnknownLabel(),
    UnknownValue(),
    MissingFor(),
    MissingSeverity(),
    MissingSummary(),
    UnknownSeverity(),
    UnknownMetric(),
    BrokenYaml(),
    BrokenRule(),
    NotARuleFile(),
    UnusedSuppression(),
    SuppressionWithoutReason(),
    UnknownRuleId(),
)
"""In the order of their ids' families."""
