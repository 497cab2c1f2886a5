"""Which series the queries of a project read: whatever they may read counts as used."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..promql.regex import label_matches
from ..promql.tree import Matcher, Selector
from ..promql.world import NAME
from .analysis import Analysis
from .subjects import AlertRuleSubject, ProjectSubject, QuerySubject


@dataclass(frozen=True)
class NamesRead:
    """Names of series that are read."""

    names: frozenset[str]
    patterns: tuple[tuple[Matcher, ...], ...]
    """Of selectors that name no series: their matchers on the name, any of which may be none."""
    texts: tuple[str, ...] = ()
    """Texts with queries inside, such as those of alerts."""

    def may_read(self, name: str) -> bool:
        """Whether some query reads the series, or may do so."""
        if name in self.names or any(name in text for text in self.texts):
            return True
        return any(all(_lets_pass(matcher, name) for matcher in matchers) for matchers in self.patterns)


def names_read(analyses: Iterable[Analysis], texts: Collection[str] = ()) -> NamesRead:
    """What the expressions read."""
    names: set[str] = set()
    patterns: dict[tuple[Matcher, ...], None] = {}
    for analysis in analyses:
        for selector in analysis.selectors:
            if selector.metric is not None:
                names.add(selector.metric)
            else:
                patterns[_about_the_name(selector)] = None
    return NamesRead(frozenset(names), tuple(patterns), tuple(texts))


def read_by(project: ProjectSubject, *, uses: Collection[str] = ()) -> NamesRead:
    """What the queries of a project read; `uses` are those of `QuerySubject.use` that count, all where it is empty."""
    analyses = [one.analysis for one in project.of(QuerySubject) if not uses or one.use in uses]
    texts = [] if uses else [text.value for alert in project.of(AlertRuleSubject) for text in alert.texts]
    return names_read(analyses, texts)


def _about_the_name(selector: Selector) -> tuple[Matcher, ...]:
    return tuple(one for one in selector.matchers if one.label is not None and one.label.value == NAME)


def _lets_pass(matcher: Matcher, name: str) -> bool:
    if matcher.op is None or matcher.value is None or matcher.value.variable:
        return True
    return label_matches(matcher.op.value, matcher.value.value, name) is not False
