"""Variables are found in every spelling that Grafana knows."""

from __future__ import annotations

import pytest

from glimpse_gitops.lint.template_variables import variables_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("$job ${job:regex} [[job]] [[job:csv]] ${job.text}", ["job"] * 5),
        ("rate(x[$__rate_interval])", ["__rate_interval"]),
        ("${__from:date:YYYY-MM}", ["__from"]),
        ("$1 ${2} costs 5$ a$", []),
        (r"\$SYS", []),
        ("$job_name$instance", ["job_name", "instance"]),
        ("在$geofence的充电里程, 每100${unit}费用, [[job]]별 요청", ["geofence", "unit", "job"]),
    ],
)
def test_each_variable_is_found_with_the_place_of_its_name(text: str, names: list[str]) -> None:
    found = list(variables_in(text))
    assert [name for name, _ in found] == names
    assert all(text[start:end] == name for name, (start, end) in found)
