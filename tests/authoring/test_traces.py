"""Panels for traces."""

from __future__ import annotations

from glimpse_gitops.authoring import DataLink, Tempo, TraceList, Traces

tempo = Tempo(uid="tempo", url="http://tempo:3200")


def test_a_trace_list_is_a_table_of_what_a_search_finds() -> None:
    drawn = TraceList(title="Slow", targets=[tempo.query("{ duration > 1s }", limit=5)]).to_json_data()

    assert drawn["type"] == "table"
    assert drawn["targets"][0].to_json_data()["query"] == "{ duration > 1s }"


def test_links_of_a_trace_list_stand_beside_tempos_own() -> None:
    config = TraceList(title="Slow", data_links=[DataLink("Logs", "/explore")]).to_json_data()["fieldConfig"]

    assert config["defaults"]["links"] is None
    assert config["overrides"] == [
        {
            "matcher": {"id": "byName", "options": "traceName"},
            "properties": [{"id": "links", "value": [{"title": "Logs", "url": "/explore"}]}],
        }
    ]


def test_one_trace_has_a_panel_of_its_own() -> None:
    assert Traces(title="Trace", targets=[tempo.query("$trace")]).to_json_data()["type"] == "traces"
