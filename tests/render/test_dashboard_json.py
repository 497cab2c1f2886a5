"""Dashboards as text: what the standard library would write, only faster."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.errors import ProjectError
from glimpse_gitops.render.dashboard_json import dashboard_json

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(st.dictionaries(st.text(), values, max_size=5))
def test_the_text_is_that_of_the_standard_library(dashboard: dict[str, Any]) -> None:
    assert dashboard_json(dashboard) == json.dumps(dashboard, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_json_does_not_know_is_refused(number: float) -> None:
    with pytest.raises(ProjectError, match='"Heap"'):
        dashboard_json({"title": "Heap", "panels": [{"max": number}]})
