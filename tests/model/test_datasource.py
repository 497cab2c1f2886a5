"""Data sources."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.datasource import Datasource, Loki, Prometheus, Tempo
from glimpse_gitops.model.secret import env


def test_prometheus_tells_grafana_its_scrape_interval_and_keeps_its_own_alerts() -> None:
    assert Prometheus(uid="p", scrape_interval="30s").json_data == {
        "httpMethod": "POST",
        "manageAlerts": False,
        "timeInterval": "30s",
    }


def test_what_the_author_writes_in_json_data_wins() -> None:
    assert Prometheus(uid="p", json_data={"httpMethod": "GET"}).json_data["httpMethod"] == "GET"


def test_loki_and_tempo_point_at_each_other() -> None:
    loki = Loki(uid="logs", traces_to="spans")
    tempo = Tempo(uid="spans", logs=loki, metrics=Prometheus(uid="p"), log_tags={"service.name": "job"})
    assert loki.json_data["derivedFields"][0]["datasourceUid"] == "spans"
    assert tempo.json_data["tracesToLogsV2"]["datasourceUid"] == "logs"
    assert tempo.json_data["tracesToLogsV2"]["tags"] == [{"key": "service.name", "value": "job"}]
    assert tempo.json_data["serviceMap"] == {"datasourceUid": "p"}


def test_exemplars_lead_to_the_traces() -> None:
    links = Prometheus(uid="p", exemplars_to=Tempo(uid="spans")).json_data["exemplarTraceIdDestinations"]
    assert links == [{"name": "trace_id", "datasourceUid": "spans"}]


def test_a_data_source_of_somebody_else_is_only_referred_to() -> None:
    theirs = Datasource.existing("P1809F7CD0C75ACF3")
    assert not theirs.managed
    assert theirs.reference == {"type": "prometheus", "uid": "P1809F7CD0C75ACF3"}


def test_a_data_source_without_a_name_is_called_after_its_type() -> None:
    assert Loki(uid="x").name == "Loki"


def test_a_secret_in_the_clear_is_refused_without_showing_it() -> None:
    with pytest.raises(ValueError, match=r'secure_json_data\["password"\] is a secret: write env') as caught:
        Datasource(uid="x", type="loki", secure_json_data={"password": "CANARY"})  # type: ignore[dict-item]
    assert "CANARY" not in str(caught.value)
    assert Datasource(uid="x", type="loki", secure_json_data={"password": env("PW")}).secure_json_data
