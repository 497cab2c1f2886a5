"""Grafana's units."""

from __future__ import annotations

import pytest
from grafanalib import formatunits

from glimpse_gitops.lint.units import OTHER_NAMES, UNITS, is_unit


def test_every_unit_of_grafanalib_is_known() -> None:
    units = {value for name, value in vars(formatunits).items() if name.isupper() and isinstance(value, str)}
    assert len(units) > 200
    assert units <= UNITS


def test_grafana_12_has_272_units() -> None:
    assert len(UNITS) == 272


@pytest.mark.parametrize("unit", ["suffix: won", "prefix:~", "si:mF", "time:YYYY", "count:x", "currency:₩", "bool:y/n"])
def test_forms_with_a_text_behind_the_colon_are_units(unit: str) -> None:
    assert is_unit(unit)
    assert not is_unit(unit.partition(":")[0] + ":")


def test_other_names_lead_to_units_and_are_none() -> None:
    assert set(OTHER_NAMES.values()) <= UNITS
    assert not [name for name in OTHER_NAMES if is_unit(name) and name not in ("min", "b")]
