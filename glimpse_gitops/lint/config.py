"""`[tool.glimpse-gitops.lint]` of pyproject.toml, checked: which rules run where, how bad they are, what they are told.

Whatever is wrong in it is a `ConfigFault`, which becomes a finding (SP705); the rest of the section still counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.finding import Severity
from ..model.settings import Settings
from .config_values import ConfigFault, ConfigValues, Keys
from .limits import LEVELS, PROFILES, Limits, read_limits
from .nearest import did_you_mean
from .options import options_of
from .rule_names import id_of, rules_named, unknown_rule


@dataclass(frozen=True)
class Scope:
    """What is said of rules: for the whole project, or for some paths of it."""

    match: tuple[str, ...] = ()
    """Globs of paths, with `/`: `vendor/**`. Empty for the whole project."""
    profile: str = ""
    select: tuple[str, ...] = ()
    """Only these rules; empty: those of the profile."""
    enable: tuple[str, ...] = ()
    """Rules beside those of the profile."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Id → how bad its findings are."""


@dataclass(frozen=True)
class LintConfig:
    """The whole section."""

    everywhere: Scope = Scope()
    paths: tuple[Scope, ...] = ()
    """Later ones win."""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Id → option → value; names and types are right."""
    locked: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    faults: tuple[ConfigFault, ...] = ()


def config_of(settings: Settings) -> LintConfig:
    """The section of a project's settings, which may name `profile` and `ignore` outside of it as well."""
    reader = _Reader()
    given: Mapping[str, Any] = settings.lint
    keys: Keys = ("lint",)
    reader.known_keys(given, keys, _KEYS)
    everywhere = reader.scope({"profile": settings.profile, **given}, keys, reader.rules_table(given, keys))
    paths = [reader.path_scope(one, (*keys, "paths")) for one in reader.tables(given, "paths", keys)]
    limits = read_limits(reader, given, keys)
    return LintConfig(
        Scope(
            profile=everywhere.profile,
            select=everywhere.select,
            enable=everywhere.enable,
            ignore=(*settings.ignore, *everywhere.ignore),
            severity=everywhere.severity,
        ),
        tuple(paths),
        dict(reader.options),
        reader.rule_list(given, "locked", keys),
        limits,
        tuple(reader.faults),
    )


_PATH_KEYS = ("match", "profile", "select", "enable", "ignore", "severity")
_KEYS = (*_PATH_KEYS[1:], "rules", "paths", "locked", "fail-on", "max-findings", "baseline")


class _Reader(ConfigValues):
    """Reads what is said of rules."""

    def __init__(self) -> None:
        super().__init__()
        self.options: dict[str, dict[str, Any]] = {}

    def path_scope(self, given: Mapping[str, Any], keys: Keys) -> Scope:
        """What a table says of rules at some paths."""
        self.known_keys(given, keys, _PATH_KEYS)
        scope = self.scope(given, keys, {})
        if not scope.match:
            self.fault((*keys, "match"), "the table names no paths", 'write match = ["vendor/**"]')
        return scope

    def scope(self, given: Mapping[str, Any], keys: Keys, severity: Mapping[str, Severity]) -> Scope:
        """What a table says of rules."""
        return Scope(
            self.texts(given, "match", keys),
            self.word(given, "profile", keys, PROFILES),
            self.rule_list(given, "select", keys),
            self.rule_list(given, "enable", keys),
            self.rule_list(given, "ignore", keys),
            {**severity, **self.severities(given, keys)},
        )

    def rules_table(self, given: Mapping[str, Any], keys: Keys) -> dict[str, Severity]:
        """`rules.<ID>`: notes the options, returns the severities."""
        found: dict[str, Severity] = {}
        for word, table in self.table(given, "rules", keys).items():
            rules = rules_named(word)
            at = (*keys, "rules", word)
            if len(rules) != 1:
                self.fault(at, *unknown_rule(word))
            elif not isinstance(table, Mapping):
                self.fault(
                    at, f"the options of {word} must be a table", f"write [tool.glimpse-gitops.lint.rules.{word}]"
                )
            else:
                options = {option.name: option for option in options_of(rules[0])}
                for name, value in table.items():
                    if name == "severity":
                        found |= self.level(value, rules[0].id, (*at, name))
                    elif name not in options:
                        listed = ", ".join(["severity", *options])
                        hint = did_you_mean(name, options) or f"it has {listed}"
                        self.fault((*at, name), f'{rules[0].id} has no option "{name}"', hint)
                    elif not options[name].takes(value):
                        self.fault((*at, name), f"{name} must be {options[name].words}, not {value!r}")
                    else:
                        self.options.setdefault(rules[0].id, {})[name] = value
        return found

    def severities(self, given: Mapping[str, Any], keys: Keys) -> dict[str, Severity]:
        """`severity`: id or name → level."""
        found: dict[str, Severity] = {}
        for word, value in self.table(given, "severity", keys).items():
            at = (*keys, "severity", word)
            if rules := rules_named(word):
                for rule in rules:
                    found |= self.level(value, rule.id, at)
            else:
                self.fault(at, *unknown_rule(word))
        return found

    def level(self, value: object, rule: str, keys: Keys) -> dict[str, Severity]:
        if isinstance(value, str) and value in LEVELS:
            return {rule: LEVELS[value]}
        self.fault(keys, f"a severity is {' or '.join(LEVELS)}, not {value!r}", 'to turn a rule off, use "ignore"')
        return {}

    def rule_list(self, given: Mapping[str, Any], key: str, keys: Keys) -> tuple[str, ...]:
        words = self.texts(given, key, keys)
        for word in words:
            if not rules_named(word):
                self.fault((*keys, key), *unknown_rule(word))
        return tuple(id_of(word) for word in words)
