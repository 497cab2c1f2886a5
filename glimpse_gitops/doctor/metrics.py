"""The catalogue against the metrics that are really there."""

from __future__ import annotations

from ..lint.drift import About, Drift
from ..model.diagnosis import Diagnosis, Problem
from ..report.count import counted
from .observations import Missed, Observations, not_checked

_EXPOSE = "look at the /metrics page of the program that has it, or correct the catalogue in metrics/"
_SIZE = "find out what puts so many values there, and drop or shorten them before they are stored"


def metrics(seen: Observations) -> Diagnosis:
    """Every declared metric is there, with the type that is declared."""
    return _judged(seen, (About.PRESENCE, About.TYPE), "all that is declared is there", _EXPOSE)


def labels(seen: Observations) -> Diagnosis:
    """Every metric has the labels that are declared, no other ones, and no values that are not declared."""
    return _judged(seen, (About.LABELS, About.VALUES), "with the labels that are declared", _EXPOSE)


def label_sizes(seen: Observations) -> Diagnosis:
    """No label has exploded: more values, or a metric more series, than twice what is declared."""
    return _judged(seen, (About.SIZE,), "within their bounds", _SIZE)


def _judged(seen: Observations, about: tuple[About, ...], fine: str, next: str) -> Diagnosis:
    where = f"{seen.prometheus.url}/api/v1/series"
    names = seen.declared.project.catalogue.series
    if isinstance(seen.drifts, Missed):
        return not_checked(where, seen.drifts)
    if not names:
        return not_checked(where, Missed("the project declares no metrics", "write a catalogue in metrics/"))
    found = [drift for drift in seen.drifts if drift.about in about and drift.metric in _known(seen)]
    problems = tuple(Problem(f"{drift.metric}: {drift.message}", next, _serious(drift)) for drift in found)
    return Diagnosis(where, f"{counted(len(names), 'series name')}{'' if problems else f': {fine}'}", problems)


def _known(seen: Observations) -> set[str]:
    catalogue = seen.declared.project.catalogue
    return {*catalogue.series, *(metric.name for metric in catalogue.metrics)}


def _serious(drift: Drift) -> bool:
    """Here, a label that is declared and missing is a fault: queries by it find nothing."""
    return drift.serious or drift.about is About.LABELS
