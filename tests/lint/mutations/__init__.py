"""Faults that are planted into valid projects: rule id → what plants it.

Every rule whose findings are errors or warnings has one here: `tests/house/test_mutations.py` demands it.
`tests/lint/test_mutations.py` calls it with 100 seeds: the rule must find what was planted, and nothing in the same
text without it. Each module has a table of its own, which is taken into this one; a mutation returns the text with the
fault and without it, in a language of `sample_project.findings_in`.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    alerts,
    cardinality,
    comparisons,
    dashboards,
    histograms,
    labels,
    matching,
    rates,
    recordings,
    routing,
    syntax,
    templates,
)
from .planted import Mutation

MUTATIONS: Mapping[str, Mutation] = {
    **syntax.MUTATIONS,
    **rates.MUTATIONS,
    **histograms.MUTATIONS,
    **comparisons.MUTATIONS,
    **matching.MUTATIONS,
    **labels.MUTATIONS,
    **cardinality.MUTATIONS,
    **templates.MUTATIONS,
    **alerts.MUTATIONS,
    **recordings.MUTATIONS,
    **routing.MUTATIONS,
    **dashboards.MUTATIONS,
}
