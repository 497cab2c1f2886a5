"""Which rules run, with which options, and what becomes of their findings at each path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ..model.finding import Finding, Severity
from ..model.lint_choices import NO_CHOICES, LintChoices
from .config import LintConfig, Scope
from .limits import PROFILES
from .options import with_options
from .path_match import matches
from .rule import Rule
from .rule_names import ids_named
from .rule_table import RULES
from .rules.removed_dependency import RemovedDependency

Rules = Sequence[Rule[Any]]

MAY_BE_ERRORS = frozenset({"CD401", "CD402"})
"""Rules of a lower severity some of whose findings are errors: those that are far beyond a limit."""


@dataclass(frozen=True)
class Selection:
    """The rules of one run."""

    rules: tuple[Rule[Any], ...]
    """All that run anywhere, with their options set."""
    config: LintConfig = field(default_factory=LintConfig)
    choices: LintChoices = NO_CHOICES
    is_given: bool = False
    """The rules were named one by one, and run whatever the settings say."""

    @cached_property
    def locked(self) -> frozenset[str]:
        """The ids that nothing silences."""
        asked = ids_named((*self.config.locked, *self.choices.locked))
        return asked | {rule.id for rule in RULES if rule.locked}

    @cached_property
    def ran(self) -> frozenset[str]:
        """The ids of the rules."""
        return frozenset(rule.id for rule in self.rules)

    def errors_only(self) -> Selection:
        """The rules that can find an error: a third of the work, for a gate that nothing else stops at."""
        scopes = (self.config.everywhere, *self.config.paths)
        raised = {rule for scope in scopes for rule, severity in scope.severity.items() if severity is Severity.ERROR}
        kept = [
            rule
            for rule in self.rules
            if rule.severity is Severity.ERROR or rule.id in raised or rule.id in MAY_BE_ERRORS
        ]
        return replace(self, rules=tuple(kept))

    def decided(self, finding: Finding) -> Finding | None:
        """The finding with the severity that it has at its path; None where its rule is off there."""
        if finding.rule in self.ran and finding.rule not in self._running_at(finding.origin.path):
            return None
        severity = self.severity_of(finding.rule, finding.origin.path)
        return finding if severity in (None, finding.severity) else replace(finding, severity=severity)

    def severity_of(self, rule: str, path: str) -> Severity | None:
        """What the settings say of a rule at a path; None where they say nothing."""
        for scope in reversed(self._scopes_at(path)):
            if rule in scope.severity:
                return scope.severity[rule]
        return None

    def _running_at(self, path: str) -> frozenset[str]:
        scopes = self._scopes_at(path)
        key = tuple(map(id, scopes))
        if key not in self._answers:
            own = self.ran if self.is_given else running(scopes, self.choices)
            self._answers[key] = own
        return self._answers[key]

    @cached_property
    def _answers(self) -> dict[tuple[int, ...], frozenset[str]]:
        return {}

    def _scopes_at(self, path: str) -> tuple[Scope, ...]:
        if not self.config.paths:
            return (self.config.everywhere,)
        return (self.config.everywhere, *(one for one in self.config.paths if matches(path, one.match)))


def selection_of(config: LintConfig, choices: LintChoices = NO_CHOICES, rules: Rules | None = None) -> Selection:
    """The rules that run somewhere, or exactly those that are given."""
    options = _options(config, choices)
    if rules is not None:
        off = ids_named((*config.everywhere.ignore, *choices.ignore), rules)
        chosen = tuple(_set(rule, options) for rule in rules if rule.id not in off)
        return Selection(chosen, config, choices, is_given=True)
    ids = running((config.everywhere,), choices)
    for scope in config.paths:
        ids |= running((config.everywhere, scope), choices)
    running_now = [rule for rule in RULES if rule.id in ids and (choices.online or not rule.online)]
    return Selection(tuple(_set(rule, options) for rule in running_now), config, choices)


def _options(config: LintConfig, choices: LintChoices) -> Mapping[str, Mapping[str, Any]]:
    """The options of the settings, with the series that the call says are no longer recorded."""
    if not choices.removed:
        return config.options
    given = config.options.get(RemovedDependency.id, {})
    removed = (*given.get("removed", ()), *choices.removed)
    return {**config.options, RemovedDependency.id: {**given, "removed": removed}}


def running(scopes: Sequence[Scope], choices: LintChoices = NO_CHOICES) -> frozenset[str]:
    """The ids of the rules that run where all of the scopes count, the later ones winning.

    A rule that the call selects by its own id or name runs although the settings ignore it.
    """
    profile = choices.profile or next((one.profile for one in reversed(scopes) if one.profile), "recommended")
    ids = ids_named(choices.select) if choices.select else rules_of(profile, online=choices.online)
    exactly = {rule.id for rule in RULES if rule.id in choices.select or rule.name in choices.select}
    for scope in scopes:
        if not choices.select:
            ids = (ids_named(scope.select) or ids) | ids_named(scope.enable)
        ids -= ids_named(scope.ignore) - exactly
    return ids - ids_named(choices.ignore)


def rules_of(profile: str, *, online: bool = False) -> frozenset[str]:
    """The ids of the rules of a profile; those that go by what a server says only where one was asked."""
    chosen = PROFILES[: PROFILES.index(profile) + 1]
    return frozenset(rule.id for rule in RULES if rule.profile in chosen and (online or not rule.online))


DEFAULT: Rules = tuple(rule for rule in RULES if rule.id in rules_of("recommended"))
"""What runs unless somebody says otherwise."""


def _set(rule: Rule[Any], options: Mapping[str, Mapping[str, Any]]) -> Rule[Any]:
    return with_options(rule, options.get(rule.id, {}))
