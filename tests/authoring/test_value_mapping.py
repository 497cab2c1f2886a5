"""Value mappings."""

from __future__ import annotations

import pytest

from glimpse_gitops.authoring import ValueMapping


def test_a_mapping_that_maps_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match='mapping "high": give either value, or above and below'):
        ValueMapping("high")


def test_a_mapping_of_a_value_and_a_range_at_once_is_refused() -> None:
    with pytest.raises(ValueError, match="either"):
        ValueMapping("high", value="1", above=1)
