"""The Go templates of an alert, read once: their faults, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from ..gotemplate.dialect import GRAFANA, PROMETHEUS, PROMETHEUS_OR_VMALERT, Dialect
from ..gotemplate.fault import TemplateFault
from ..gotemplate.meaning import Failure, Meaning, read
from ..gotemplate.parser import parse
from .passage import Passage
from .rule import Fault
from .subjects import AlertRuleSubject

_TEXTS = 32_768
"""Texts that are remembered: as many as a file of a megabyte can have, each of which ten rules ask for in turn."""


@lru_cache(maxsize=_TEXTS)
def _read(text: str, engine: Literal["prometheus", "vmalert", "grafana"]) -> tuple[TemplateFault | None, Meaning]:
    parsed = parse(text)
    return parsed.fault, read(parsed.tree, _DIALECTS[engine])


_DIALECTS: Mapping[str, Dialect] = {
    "prometheus": PROMETHEUS,
    "vmalert": PROMETHEUS_OR_VMALERT,
    "grafana": GRAFANA,
}


def _engine_of(subject: AlertRuleSubject) -> Literal["prometheus", "vmalert", "grafana"]:
    return "vmalert" if subject.elsewhere and subject.engine == "prometheus" else subject.engine


def template_faults(subject: AlertRuleSubject) -> Iterator[tuple[Passage, TemplateFault]]:
    """The texts that are no template, each with its fault."""
    for passage in subject.texts:
        fault, _ = _read(passage.value, _engine_of(subject))
        if fault is not None:
            yield passage, fault


def meanings(subject: AlertRuleSubject) -> Iterator[tuple[Passage, Meaning]]:
    """The texts that are templates, each with what it refers to."""
    for passage in subject.texts:
        fault, meaning = _read(passage.value, _engine_of(subject))
        if fault is None:
            yield passage, meaning


def failing(subject: AlertRuleSubject, why: Failure) -> Iterator[Fault]:
    """What fails for one reason when the texts are filled in."""
    for passage, meaning in meanings(subject):
        for one in meaning.failing:
            if one.why == why:
                yield Fault(one.message, one.hint, one.span, passage)
