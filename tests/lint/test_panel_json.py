"""Whether a panel shows the names of its series."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.lint.panel_json import names_series

ONE = [{"refId": "A", "expr": "sum(up)"}]
TWO = [*ONE, {"refId": "B", "expr": "count(up)"}]


@pytest.mark.parametrize(
    "panel",
    [
        {"type": "timeseries", "targets": ONE},
        {"type": "stat", "targets": TWO},
        {"type": "stat", "targets": ONE, "options": {"textMode": "value_and_name"}},
        {"type": "table", "targets": ONE},
        {"type": "table", "transform": "timeseries_to_rows", "targets": ONE},
    ],
)
def test_graphs_tables_and_several_numbers_have_names(panel: dict[str, Any]) -> None:
    assert names_series(panel, one_series=True)


@pytest.mark.parametrize(
    "panel",
    [
        {"type": "singlestat", "targets": ONE},
        {"type": "stat", "targets": ONE, "options": {"textMode": "auto"}},
        {"type": "gauge", "targets": [ONE[0], {**TWO[1], "hide": True}]},
    ],
)
def test_one_number_has_none_and_several_of_one_query_have(panel: dict[str, Any]) -> None:
    assert not names_series(panel, one_series=True)
    assert names_series(panel, one_series=False)


def test_a_table_that_is_put_together_anew_has_none() -> None:
    panel = {"type": "table", "targets": ONE, "transformations": [{"id": "reduce"}, {"id": "organize"}]}
    assert not names_series(panel, one_series=False)
