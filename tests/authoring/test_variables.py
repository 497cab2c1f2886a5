"""Template variables."""

from __future__ import annotations

import pytest

from glimpse_gitops.authoring import (
    ConstantVariable,
    CustomVariable,
    DatasourceVariable,
    FilterVariable,
    IntervalVariable,
    LabelValues,
    Prometheus,
    QueryVariable,
    Tempo,
    TextVariable,
)

prometheus = Prometheus(uid="prometheus", url="http://prometheus:9090")
metrics = DatasourceVariable(prometheus, label="Metrics")


def test_queries_of_a_data_source_variable_go_to_the_chosen_one() -> None:
    target = metrics.query("up", "{{job}}", instant=True).to_json_data()

    assert target["datasource"] == {"type": "prometheus", "uid": "${prometheus}"}
    assert (target["expr"], target["legendFormat"], target["instant"]) == ("up", "{{job}}", True)


def test_a_data_source_variable_starts_with_its_data_source() -> None:
    variable = DatasourceVariable(prometheus, name="ds", regex="/prod/", hide=True).to_json_data()

    assert (variable["type"], variable["name"], variable["query"]) == ("datasource", "ds", "prometheus")
    assert variable["current"] == {"text": "Prometheus", "value": "prometheus"}
    assert (variable["regex"], variable["hide"]) == ("/prod/", 2)


def test_label_values_are_asked_for_in_the_words_of_prometheus() -> None:
    variable = LabelValues(name="instance", metric='up{job=~"$job"}', datasource=metrics).to_json_data()

    assert variable["query"]["query"] == variable["definition"] == 'label_values(up{job=~"$job"}, instance)'
    assert variable["query"]["qryType"] == 1
    assert variable["datasource"] == {"type": "prometheus", "uid": "${prometheus}"}


def test_a_variable_may_have_another_name_than_its_label() -> None:
    assert (
        LabelValues(name="host", of="instance", metric="up", datasource=metrics).query == "label_values(up, instance)"
    )


def test_all_values_are_chosen_at_first_where_all_are_offered() -> None:
    many = LabelValues(name="job", metric="up", datasource=metrics, multi=True, include_all=True, all_value=".+")
    one = LabelValues(name="job", metric="up", datasource=metrics, include_all=True)
    none = LabelValues(name="job", metric="up", datasource=metrics)

    assert many.to_json_data()["current"] == {"text": ["All"], "value": ["$__all"]}
    assert many.to_json_data()["allValue"] == ".+"
    assert one.to_json_data()["current"] == {"text": "All", "value": "$__all"}
    assert none.to_json_data()["current"] == {}


def test_other_data_sources_get_their_query_as_it_is() -> None:
    tempo = Tempo(uid="tempo", url="http://tempo:3200")
    variable = QueryVariable(name="service", query="tags", datasource=tempo, refresh="on time range change")

    assert variable.to_json_data()["query"] == "tags"
    assert variable.to_json_data()["refresh"] == 2


def test_a_comma_in_a_value_does_not_part_it() -> None:
    variable = CustomVariable(name="city", values=["Seoul, KR", "Busan"], chosen="Busan").to_json_data()

    assert variable["query"] == "Seoul\\, KR,Busan"
    assert variable["current"] == {"text": "Busan", "value": "Busan"}


def test_several_fixed_values_can_be_chosen() -> None:
    variable = CustomVariable(name="env", values=["prod", "dev"], multi=True, include_all=True).to_json_data()

    assert variable["current"] == {"text": ["All"], "value": ["$__all"]}


def test_the_first_interval_is_chosen() -> None:
    variable = IntervalVariable(name="window", values=["1m", "5m"]).to_json_data()

    assert (variable["query"], variable["current"]["value"]) == ("1m,5m", "1m")


def test_a_constant_is_hidden_and_a_text_is_not() -> None:
    assert ConstantVariable(name="cluster", value="a").to_json_data()["hide"] == 2
    assert TextVariable(name="filter", value="x").to_json_data() == {
        "type": "textbox",
        "name": "filter",
        "label": "",
        "query": "x",
    }


def test_filters_are_set_at_first() -> None:
    variable = FilterVariable(name="filters", datasource=metrics, filters=[("job", "=", "api")]).to_json_data()

    assert variable["filters"] == [{"key": "job", "operator": "=", "value": "api"}]


@pytest.mark.parametrize("kind", [CustomVariable, IntervalVariable])
def test_a_choice_between_nothing_is_refused(kind: type[CustomVariable | IntervalVariable]) -> None:
    with pytest.raises(ValueError, match='variable "x" needs at least one value'):
        kind(name="x", values=[])
