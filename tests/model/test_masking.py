"""Patterns that Go reads as Python does."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.masking import Masking


def test_what_is_no_regular_expression_is_refused() -> None:
    with pytest.raises(ValueError, match="is no regular expression"):
        Masking(values={"plate": "[0-9"})


@pytest.mark.parametrize("pattern", ["(?<=a)b", "a(?=b)", "a(?!b)"])
def test_what_looks_around_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="looks around"):
        Masking(keys=[pattern])


def test_a_backtick_is_refused_since_alloy_ends_texts_with_it() -> None:
    with pytest.raises(ValueError, match="backtick"):
        Masking(values={"code": "`[^`]*`"})


def test_flags_stand_with_what_they_are_for_since_patterns_are_put_into_others() -> None:
    with pytest.raises(ValueError, match="sets flags for all of it"):
        Masking(keys=["(?i)email"])
