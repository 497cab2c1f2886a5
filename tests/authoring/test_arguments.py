"""Arguments of the wrong kind are refused where they stand: by panel, argument and what it takes."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.authoring import (
    AlertAnnotation,
    BarGauge,
    CustomVariable,
    DashboardLink,
    DataLink,
    DatasourceVariable,
    FilterVariable,
    IntervalVariable,
    LabelValues,
    Legend,
    Override,
    PanelLink,
    Prometheus,
    QueryAnnotation,
    QueryVariable,
    RawPanel,
    Row,
    Stat,
    Text,
    TextVariable,
    Threshold,
    TimeSeries,
    ValueMapping,
)
from glimpse_gitops.model.type_faults import type_faults

prometheus = Prometheus(uid="prometheus", url="http://prometheus:9090")
query = prometheus.query("up")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"targets": ["sum(up)"]}, r'targets\[0\] must be a query such as prometheus.query\("up"\), not str'),
        ({"targets": query}, r"targets must be a list \(each item: a query such as prometheus.query.*\), not Query"),
        ({"thresholds": [2.0]}, r"thresholds\[0\] must be Threshold\(2.0\) or the like, not float"),
        ({"thresholds": Threshold(2)}, r"thresholds must be a list \(each item: Threshold.*\), not Threshold"),
        ({"unit": 5}, "unit must be str, not int"),
        ({"width": "12"}, "width must be int, not str"),
        ({"datasource": "prometheus"}, "datasource must be Datasource or DatasourceVariable, not str"),
        ({"links": ["/d/there"]}, r"links\[0\] must be PanelLink\(…\) or the like, not str"),
        ({"legend": "table"}, "legend must be Legend, not str"),
        ({"stacking": "stacked"}, 'stacking must be "none" or "normal" or "percent", not "stacked"'),
        ({"log_base": 3}, 'log_base must be 2 or 10, not "3"'),
        ({"color_mode": "rainbow"}, 'color_mode must be "palette-classic" or .*, not "rainbow"'),
        ({"unit": 5, "decimals": "2"}, "unit must be str, not int; decimals must be int, not str|decimals .*; unit .*"),
    ],
)
def test_a_panel_names_itself_and_the_argument_that_is_wrong(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f'^panel "Up": (?:{message})$'):
        TimeSeries(title="Up", **given)


def wrong(kind: Any, **given: Any) -> Any:
    """What a type checker would refuse."""
    return lambda: kind(**given)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (wrong(ValueMapping, text="up", value=1), 'mapping "up": value must be a text such as "1", not int'),
        (wrong(Legend, mode="tabel"), 'legend: mode must be "list" or "table" or "hidden", not "tabel"'),
        (wrong(Legend, calcs=["avg"]), r'legend: calcs\[0\] must be .*, not "avg"'),
        (
            wrong(Override, fields="5xx", properties="red"),
            'override of "5xx": properties must be a dictionary, not str',
        ),
        (wrong(Row, title="Now", panels=Text(content="a")), r'row "Now": panels must be a list \(.*\), not Text'),
        (wrong(Stat, title="Up", graph="line"), 'panel "Up": graph must be "area" or "none", not "line"'),
        (wrong(BarGauge, title="Up", names="none"), 'panel "Up": names must be "auto" or .*, not "none"'),
        (wrong(Text, content=5), 'panel "": content must be str, not int'),
        (wrong(RawPanel, title="Up", type="geomap", options=[]), 'panel "Up": options must be a dictionary, not list'),
        (wrong(DataLink, title="a", url=5), 'link "a": url must be str, not int'),
        (wrong(PanelLink, title="a", url=5), 'link "a": url must be str, not int'),
        (wrong(DashboardLink, title="a", tags="b"), 'link "a": tags must be a list, not str'),
        (wrong(DatasourceVariable, datasource="prometheus"), "variable: datasource must be Datasource, not str"),
        (
            wrong(QueryVariable, name="job", query="up", datasource="p"),
            'variable "job": datasource must be a data source or its variable, not str',
        ),
        (
            wrong(LabelValues, name="job", metric="up", datasource=prometheus, sort="up"),
            'variable "job": sort must be .*, not "up"',
        ),
        (wrong(CustomVariable, name="a", values="b"), 'variable "a": values must be a list, not str'),
        (wrong(IntervalVariable, name="a", values=[5]), r'variable "a": values\[0\] must be str, not int'),
        (wrong(TextVariable, name="a", value=5), 'variable "a": value must be str, not int'),
        (wrong(FilterVariable, name="a", datasource="p"), 'variable "a": datasource must be .*, not str'),
        (wrong(QueryAnnotation, name="a", expr=5, datasource=prometheus), 'annotation "a": expr must be str, not int'),
        (wrong(AlertAnnotation, datasource="p"), 'annotation "Alerts": datasource must be .*, not str'),
    ],
)
def test_parts_of_a_dashboard_name_themselves_too(make: Any, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        make()


def test_classes_of_an_authors_own_may_add_what_they_like() -> None:
    class Ours(TimeSeries):
        team: NotThere  # type: ignore[name-defined]  # noqa: F821

    assert list(type_faults(Ours(title="Up", targets=[query], min=0, thresholds=(Threshold(1),)), "it")) == []
