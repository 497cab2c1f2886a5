"""Rules of files from elsewhere: the rows of the ids RF…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.broken_rule import BrokenRule
from ..rules.broken_yaml import BrokenYaml
from ..rules.not_a_rule_file import NotARuleFile

RF: tuple[Rule[Any], ...] = (
    BrokenYaml(),
    BrokenRule(),
    NotARuleFile(),
)
