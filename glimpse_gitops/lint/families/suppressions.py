"""Rules of suppressions and settings: the rows of the ids SP…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.expired_suppression import ExpiredSuppression
from ..rules.invalid_config import InvalidConfig
from ..rules.suppression_without_reason import SuppressionWithoutReason
from ..rules.unknown_rule_id import UnknownRuleId
from ..rules.unused_suppression import UnusedSuppression

SP: tuple[Rule[Any], ...] = (
    UnusedSuppression(),
    ExpiredSuppression(),
    SuppressionWithoutReason(),
    UnknownRuleId(),
    InvalidConfig(),
)
