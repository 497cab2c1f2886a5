"""Annotations."""

from __future__ import annotations

from glimpse_gitops.authoring import AlertAnnotation, Prometheus, QueryAnnotation

prometheus = Prometheus(uid="prometheus", url="http://prometheus:9090")


def test_alerts_of_grafana_come_from_its_built_in_annotation() -> None:
    annotation = AlertAnnotation(name="Alerts").to_json_data()

    assert (annotation["builtIn"], annotation["type"], annotation["hide"]) == (1, "dashboard", False)
    assert annotation["datasource"] == {"type": "grafana", "uid": "-- Grafana --"}


def test_alerts_of_prometheus_come_from_its_series() -> None:
    annotation = AlertAnnotation(datasource=prometheus, matchers='job="api"').to_json_data()

    assert annotation["target"]["expr"] == 'ALERTS{alertstate="firing", job="api"}'
    assert annotation["titleFormat"] == "{{alertname}}"
    assert "builtIn" not in annotation


def test_events_come_from_any_query() -> None:
    annotation = QueryAnnotation(
        name="Deploys", expr="changes(build_info[5m]) > 0", datasource=prometheus, step="5m", enabled=False
    ).to_json_data()

    assert annotation["target"] == {"expr": "changes(build_info[5m]) > 0", "interval": "5m", "refId": "Anno"}
    assert annotation["enable"] is False
