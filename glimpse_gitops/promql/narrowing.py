"""Selectors that select some of what others select."""

from __future__ import annotations

from .canonical import same
from .tree import Matcher, Selector


def added_matchers(part: Selector, whole: Selector) -> tuple[Matcher, ...] | None:
    """The matchers that the first has and the second has not; None unless it selects some of the same samples by them.

    Both name one metric, have the same range and modifiers, and the first has all matchers of the second.
    """
    if part.metric is None or part.metric != whole.metric:
        return None
    wanted = {_key(matcher) for matcher in whole.matchers}
    if not wanted <= {_key(matcher) for matcher in part.matchers} or not same(_bare(part), _bare(whole)):
        return None
    return tuple(matcher for matcher in part.matchers if _key(matcher) not in wanted)


def _key(matcher: Matcher) -> tuple[str | None, ...]:
    return tuple(None if name is None else name.value for name in (matcher.label, matcher.op, matcher.value))


def _bare(node: Selector) -> Selector:
    """The selector with its range and modifiers, but without matchers."""
    return Selector(node.start, node.end, node.name, (), None, node.window, node.offset, node.at, node.smoothing)
