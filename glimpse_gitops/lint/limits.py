"""What of the findings counts, as the settings say: it can be read without knowing a single rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model.finding import Severity
from ..model.settings import Settings
from .config_values import ConfigValues, Keys

PROFILES = ("minimal", "recommended", "strict")
"""Each has the rules of those before it, too."""

LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
FAIL_ON = tuple(LEVELS)


@dataclass(frozen=True)
class Limits:
    """What counts, and how much is told."""

    fail_on: Severity = Severity.ERROR
    max_findings: int | None = None
    baseline: str = ""
    """Path of the baseline file; empty for none."""


def limits_of(settings: Settings) -> Limits:
    """The limits in a project's settings; what is wrong with them `config_of` tells."""
    return read_limits(ConfigValues(), settings.lint, ("lint",))


def read_limits(values: ConfigValues, given: Mapping[str, Any], keys: Keys) -> Limits:
    """The limits of the section `given`."""
    fail_on = values.word(given, "fail-on", keys, FAIL_ON) or "error"
    return Limits(LEVELS[fail_on], values.number(given, "max-findings", keys), values.text(given, "baseline", keys))
