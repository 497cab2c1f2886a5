"""Prometheus' config, that of its web server, and the flags that hold what the config cannot."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from ...model.duration import format_duration, parse_duration
from ...model.monitoring_stack import MonitoringStack
from .plan import USER, Document, StackPlan

EXPORTER = "otel-collector"
"""The job of the collector's exporter, as `up` has it; the series that it hands on keep their own job."""


def prometheus(plan: StackPlan, path: str, *, secured: bool = False, shard: int | None = None) -> Document:
    """The config that stands at `path`: rule files and certificates are named relative to it.

    `shard`: the number of this Prometheus among several that share the targets.
    """
    stack = plan.stack
    interval = stack.scrape_interval
    world: dict[str, Any] = {
        "scrape_interval": interval,
        "scrape_timeout": format_duration(min(10_000, parse_duration(interval))),
        "evaluation_interval": stack.evaluation_interval or interval,
    }
    if shard is not None:
        world["external_labels"] = {"stack": stack.name, "shard": str(shard)}
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    targets = [_exporter(stack, secured, shard), _own_metrics(stack), _itself(stack, secured)]
    return {"global": world, "rule_files": [up + file for file in plan.rule_files], "scrape_configs": targets}


def federation(plan: StackPlan) -> Document:
    """The config of the central Prometheus, which collects what the rules of the others have recorded."""
    stack = plan.stack
    interval = stack.scrape_interval
    hosts = [f"{stack.prometheus.host}-{shard}:{stack.prometheus.port}" for shard in range(stack.federation.shards)]
    return {
        "global": {
            "scrape_interval": interval,
            "scrape_timeout": format_duration(min(10_000, parse_duration(interval))),
            "evaluation_interval": stack.evaluation_interval or interval,
        },
        "scrape_configs": [
            {
                "job_name": "federate",
                # Job, instance and shard of the series are those that the others gave them.
                "honor_labels": True,
                "metrics_path": "/federate",
                "params": {"match[]": [f'{{__name__="{name}"}}' for name in plan.federated]},
                "static_configs": [{"targets": hosts}],
            }
        ],
    }


def web(password_hash: str) -> Document:
    """The config of Prometheus' web server: `--web.config.file`. The hash is bcrypt's."""
    return {
        "tls_server_config": {"cert_file": "server.crt", "key_file": "server.key", "min_version": "TLS12"},
        "basic_auth_users": {USER: password_hash},
    }


def client(folder: str) -> Document:
    """How promtool asks this Prometheus for its health: `--http.config.file`."""
    return _client(folder)


def flags(stack: MonitoringStack, config: str) -> list[str]:
    """The arguments of the container."""
    return [
        f"--config.file={config}",
        "--storage.tsdb.path=/prometheus",
        f"--storage.tsdb.retention.time={stack.prometheus.retention}",
        # Exemplars lead from a panel to the trace.
        "--enable-feature=exemplar-storage",
    ]


def _exporter(stack: MonitoringStack, secured: bool, shard: int | None) -> dict[str, Any]:
    job: dict[str, Any] = {
        "job_name": EXPORTER,
        # The exporter sets `job` and `instance` from what the service says of itself.
        "honor_labels": True,
        **(_secured() if secured else {}),
    }
    if shard is None:
        return {**job, "static_configs": [{"targets": [stack.collector.address]}]}
    # Several collectors answer to one name; each Prometheus takes those whose address falls to it.
    return {
        **job,
        "dns_sd_configs": [
            {"names": [stack.collector.host], "type": "A", "port": stack.collector.port},
        ],
        "relabel_configs": [
            {
                "source_labels": ["__address__"],
                "modulus": stack.federation.shards,
                "target_label": "__tmp_shard",
                "action": "hashmod",
            },
            {"source_labels": ["__tmp_shard"], "regex": str(shard), "action": "keep"},
        ],
    }


def _own_metrics(stack: MonitoringStack) -> dict[str, Any]:
    target = f"{stack.collector.host}:{stack.collector.own_metrics}"
    return {"job_name": "otel-collector-itself", "static_configs": [{"targets": [target]}]}


def _itself(stack: MonitoringStack, secured: bool) -> dict[str, Any]:
    target = {"targets": [f"localhost:{stack.prometheus.port}"]}
    return {"job_name": "prometheus", **(_secured() if secured else {}), "static_configs": [target]}


def _secured() -> dict[str, Any]:
    return {"scheme": "https", **_client("private/")}


def _client(folder: str) -> dict[str, Any]:
    return {
        "basic_auth": {"username": USER, "password_file": f"{folder}password"},
        "tls_config": {"ca_file": f"{folder}ca.crt"},
    }
