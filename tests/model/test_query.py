"""Queries as targets of each data source."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.datasource import Datasource, Loki, Prometheus, Tempo

CASES: tuple[tuple[Datasource, dict[str, Any], dict[str, Any]], ...] = (
    (
        Prometheus(uid="p"),
        {},
        {
            "editorMode": "code",
            "expr": "q",
            "format": "time_series",
            "instant": False,
            "range": True,
            "legendFormat": "__auto",
        },
    ),
    (
        Prometheus(uid="p"),
        {"legend": "{{job}}", "instant": True, "format": "table", "interval": "1m", "exemplar": True},
        {
            "editorMode": "code",
            "expr": "q",
            "format": "table",
            "instant": True,
            "range": False,
            "legendFormat": "{{job}}",
            "interval": "1m",
            "exemplar": True,
        },
    ),
    (Loki(uid="l"), {"limit": 50}, {"editorMode": "code", "expr": "q", "queryType": "range", "maxLines": 50}),
    (Tempo(uid="t"), {}, {"query": "q", "queryType": "traceql", "limit": 20, "tableType": "traces"}),
    (Datasource(uid="o", type="other"), {"hide": True}, {"expr": "q", "hide": True}),
)


@pytest.mark.parametrize(("source", "options", "keys"), CASES)
def test_a_query_becomes_a_target_in_the_words_of_its_data_source(
    source: Datasource, options: dict[str, Any], keys: dict[str, Any]
) -> None:
    target = source.query("q", **options).to_json_data()
    assert target == {"datasource": {"type": source.type, "uid": source.uid}, "refId": "", **keys}


def test_an_argument_of_the_wrong_kind_is_refused_by_its_query() -> None:
    wrong: Any = {"format": "heat", "instant": "yes"}
    with pytest.raises(ValueError, match=r'query "up": instant must be bool, not str; format must be .*, not "heat"'):
        Prometheus(uid="p").query("up", **wrong)
