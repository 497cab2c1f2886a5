"""From all faults that rules reported to the findings that are told: suppressed, graded, told once, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..model.finding import Finding
from ..model.ignored import IgnoreFault
from ..model.source_index import SourceIndex
from .asides import Asides, Needed
from .config_values import ConfigFault
from .fingerprint import fingerprint_of
from .passage import Passage
from .selection import Rules, Selection
from .subjects import ConfigSubject, Subject
from .suppress import subject_of, suppress, suppressions_at, suppressions_in_files, suppressions_named
from .suppression import Reported
from .toml_lines import place_of

Run = Callable[[Rules, Iterable[Subject]], Iterable[Reported]]
"""Holds rules against subjects."""


@dataclass(frozen=True)
class Concluded:
    """What is told."""

    findings: tuple[Finding, ...]
    needed: tuple[Needed, ...] = ()
    """Which entries of `.glimpse.toml` silenced what."""


def concluded(
    run: Run, subjects: Iterable[Subject], sources: SourceIndex, asides: Asides, selection: Selection
) -> Concluded:
    """Run the rules of a selection on subjects, then on what suppresses their findings and on the settings.

    Subjects are taken one after the other, and those without findings are let go.
    """
    suppressions = suppressions_in_files(asides.comments, sources)
    paths: set[str] = set()

    def noted() -> Iterator[Subject]:
        for subject in subjects:
            suppressions.extend(suppressions_at(subject))
            if asides.ignored:
                paths.add(subject.home.path)
            yield subject

    reported = list(run(selection.rules, noted()))
    named = list(suppressions_named(asides.ignored, paths))
    suppressions += named
    today = selection.choices.today
    left = suppress(reported, suppressions, today=today, locked=selection.locked)
    needed = sorted({(one.origin.path, one.origin.line, rule) for one in named for rule in one.used})
    for one in named:
        place = (one.origin.path, one.origin.line)
        one.used.update(rule for path, line, rule in asides.needed if (path, line) == place)
    told = [subject_of(one, selection.ran, selection.locked, today) for one in suppressions]
    left += run(selection.rules, [*told, *_settings_subjects(asides, selection)])
    found = [_marked(one.finding) for one in left]
    decided = [one for one in map(selection.decided, found) if one is not None]
    return Concluded(tuple(sorted(_merged(decided), key=lambda finding: finding.sort_key)), tuple(needed))


def _marked(finding: Finding) -> Finding:
    return finding if finding.fingerprint else finding.marked(fingerprint_of(finding))


def _settings_subjects(asides: Asides, selection: Selection) -> list[Subject]:
    faults = [_config_subject(one, asides.settings_text) for one in selection.config.faults]
    return [*faults, *(_ignore_subject(one) for one in asides.ignore_faults)]


def _config_subject(fault: ConfigFault, text: str) -> ConfigSubject:
    place = place_of(text, ("tool", "glimpse-gitops", *fault.keys), "pyproject.toml")
    key = ".".join(fault.keys)
    return ConfigSubject(object=key, place=place, passage=Passage(key, place), message=fault.message, hint=fault.hint)


def _ignore_subject(fault: IgnoreFault) -> ConfigSubject:
    passage = Passage("", fault.origin)
    return ConfigSubject(object="", place=fault.origin, passage=passage, message=fault.message, hint=fault.hint)


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those at one and the same token told once: a constant may be part of many queries."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        shared = finding.span is not None and finding.origin.exact
        key = (finding.rule, finding.message, finding.origin, "" if shared else finding.object)
        groups.setdefault(key, []).append(finding)
    return [_told_once(group) for group in groups.values()]


def _told_once(group: list[Finding]) -> Finding:
    objects = list(dict.fromkeys(finding.object for finding in group))
    if len(objects) == 1:
        return group[0]
    fingerprint = min(finding.fingerprint for finding in group)
    return replace(group[0], object=f"{objects[0]}, and {len(objects) - 1} more", fingerprint=fingerprint)
