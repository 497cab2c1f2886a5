"""Every file of a stack, made from one declaration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from glimpse_gitops.model.monitoring_stack import Container, Federation, OtelCollector, Tenant
from glimpse_gitops.render.stack.files import STACK_FILES

from . import ROOT, documents, texts

SCHEMAS = Path(__file__).parent / "schemas"
SYSTEMS = {
    "otel-collector": ("stack/otel-collector.yml", "stack/tls/otel-collector.yml", "stack/scale/otel-collector.yml"),
    "tempo": ("stack/tempo.yml", "stack/tls/tempo.yml", "stack/scale/tempo-distributed.yml"),
    "loki": (
        "stack/loki.yml",
        "stack/tls/loki.yml",
        "stack/scale/loki-multi-tenant.yml",
        "stack/scale/loki-tenants.yml",
    ),
    "promtail": ("stack/promtail.yml", "stack/tls/promtail.yml", "stack/scale/promtail.yml"),
}


def schema(system: str) -> Any:
    return json.loads((SCHEMAS / f"{system}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("system", "path"), [(system, path) for system, paths in SYSTEMS.items() for path in paths])
def test_a_config_fits_its_programs_documentation(system: str, path: str) -> None:
    jsonschema.validate(documents()[path], schema(system))
    jsonschema.validate(yaml.safe_load((ROOT / path).read_text(encoding="utf-8")), schema(system))


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_schemas_refuse_a_key_that_the_program_does_not_know(system: str) -> None:
    given = documents()[SYSTEMS[system][0]]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**given, "retention": "7d"}, schema(system))


def test_every_file_says_what_it_is_made_from() -> None:
    for path, text in texts().items():
        comment = "//" if path.endswith(".alloy") else "#"
        assert text.startswith(f"{comment} Made from stack/shop.py by `glimpse-gitops build`"), path


def test_each_shard_has_a_file_of_its_own() -> None:
    paths = set(texts(federation=Federation(shards=3)))
    assert paths - set(STACK_FILES) == {f"stack/scale/prometheus-{shard}.yml" for shard in range(3)}


def test_a_port_is_the_same_in_every_file() -> None:
    collector = OtelCollector(host="collector", image="example/collector:1", port=9999, otlp_grpc=5317, health=5133)
    made = documents(collector=collector)
    protocols = made["stack/otel-collector.yml"]["receivers"]["otlp"]["protocols"]
    assert protocols["grpc"]["endpoint"] == "0.0.0.0:5317"
    jobs = {job["job_name"]: job for job in made["stack/prometheus.yml"]["scrape_configs"]}
    assert jobs["otel-collector"]["static_configs"] == [{"targets": ["collector:9999"]}]
    service = made["docker-compose.monitoring.yml"]["services"]["collector"]
    assert "127.0.0.1:5317:5317" in service["ports"]
    assert service["healthcheck"]["test"][-1] == "http://127.0.0.1:5133/health"


def test_retention_reaches_each_store_in_words_that_it_knows() -> None:
    made = documents()
    prometheus = made["docker-compose.monitoring.yml"]["services"]["prom"]["command"]
    assert "--storage.tsdb.retention.time=40d" in prometheus
    for path in SYSTEMS["tempo"]:
        assert made[path]["compactor"]["compaction"]["block_retention"] == "168h"
    for path in SYSTEMS["loki"][:3]:
        assert made[path]["limits_config"]["retention_period"] == "36h"
        assert made[path]["compactor"]["retention_enabled"] is True


def test_only_recorded_series_are_federated() -> None:
    job = documents()["stack/scale/prometheus-federation.yml"]["scrape_configs"][0]
    assert job["params"] == {"match[]": ['{__name__="job:requests:rate5m"}']}
    assert job["honor_labels"] is True
    assert job["static_configs"] == [{"targets": ["prom-0:9090", "prom-1:9090"]}]


def test_the_shards_take_every_target_once() -> None:
    made = documents()
    kept = []
    for shard in range(2):
        config = made[f"stack/scale/prometheus-{shard}.yml"]
        modulus, keep = config["scrape_configs"][0]["relabel_configs"]
        assert (modulus["action"], modulus["modulus"]) == ("hashmod", 2)
        kept.append(keep["regex"])
        assert config["global"]["external_labels"]["shard"] == str(shard)
    assert kept == ["0", "1"]


def test_a_tenant_is_named_by_everything_that_sends() -> None:
    tenants = (Tenant(name="shop", log_retention="2d", streams=7), Tenant(name="bank"))
    made = documents(tenants=tenants)
    exporters = made["stack/scale/otel-collector.yml"]["exporters"]
    assert exporters["otlphttp/loki"]["headers"] == exporters["otlp/tempo"]["headers"] == {"X-Scope-OrgID": "shop"}
    assert made["stack/scale/promtail.yml"]["clients"][0]["tenant_id"] == "shop"
    assert 'tenant_id = "shop"' in texts(tenants=tenants)["stack/scale/config.alloy"]
    limits = made["stack/scale/loki-tenants.yml"]["overrides"]
    assert limits["shop"]["retention_period"] == "48h"
    assert limits["shop"]["max_global_streams_per_user"] == 7
    assert limits["bank"]["retention_period"] == "36h"
    assert made["stack/scale/loki-multi-tenant.yml"]["auth_enabled"] is True
    assert made["stack/scale/tempo-distributed.yml"]["multitenancy_enabled"] is True


def test_promtail_and_alloy_do_the_same() -> None:
    made, alloy = documents(), texts()["stack/config.alloy"]
    stages = made["stack/promtail.yml"]["scrape_configs"][0]["pipeline_stages"]
    expressions = [stage["replace"]["expression"] for stage in stages if "replace" in stage]
    assert expressions
    assert all(f"expression = `{expression}`" in alloy for expression in expressions)
    in_alloy = [line.split()[0] for line in alloy.splitlines() if line.strip().startswith("stage.")]
    assert in_alloy == [f"stage.{name}" for stage in stages for name in stage]
    assert made["stack/promtail.yml"]["clients"][0]["url"] in alloy


def test_another_image_changes_the_compose_file_alone() -> None:
    before = texts()
    after = texts(grafana=Container(host="grafana", image="example/grafana:2", port=3000, published=3003))
    assert {path for path in before if before[path] != after[path]} == {"docker-compose.monitoring.yml"}
