"""Data sources."""

from __future__ import annotations

from glimpse_gitops.compile.datasource import compile_datasource
from glimpse_gitops.model.datasource import Prometheus
from glimpse_gitops.model.resource import ResourceId, ResourceKind
from glimpse_gitops.model.secret import env

from ..definitions import defined


def test_a_data_source_is_what_grafana_takes_with_its_secrets_by_reference() -> None:
    source = Prometheus(
        uid="prom",
        url="http://localhost:9090",
        is_default=True,
        basic_auth_user="reader",
        secure_json_data={"basicAuthPassword": env("PROM_PASSWORD")},
    )
    resource = compile_datasource(defined(source))
    assert resource.id == ResourceId(ResourceKind.DATASOURCE, "prom")
    assert resource.spec == {
        "uid": "prom",
        "name": "Prometheus",
        "type": "prometheus",
        "url": "http://localhost:9090",
        "access": "proxy",
        "isDefault": True,
        "basicAuth": True,
        "basicAuthUser": "reader",
        "jsonData": {"httpMethod": "POST", "manageAlerts": False, "timeInterval": "15s"},
        "secureJsonData": {"basicAuthPassword": "[REDACTED]"},
    }
    assert resource.secrets == {"/secureJsonData/basicAuthPassword": env("PROM_PASSWORD")}
