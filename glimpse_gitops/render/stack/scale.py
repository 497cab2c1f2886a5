"""The compose file of what has grown past one process: several Prometheus and one above them, Tempo in its parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...model.monitoring_stack import MonitoringStack, Store
from . import compose
from .compose import NETWORK, mounted, probe, service
from .loki import OVERRIDES
from .plan import MOUNTED, REPLICAS, Document, StackPlan
from .prometheus import flags

_FOLDER = "stack/scale"
_S3 = ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY")
_INGESTERS = tuple(f"ingester-{number}" for number in range(REPLICAS))
_TEMPO_PARTS = ("distributor", *_INGESTERS, "querier", "query-frontend", "compactor")


def compose_scaled(plan: StackPlan) -> Document:
    """The stores in their many processes. The object store is one that is there already, named by the environment."""
    stack = plan.stack
    services: dict[str, Any] = {"health-tools": compose.compose(plan)["services"]["health-tools"]}
    for shard in range(stack.federation.shards):
        services[f"{stack.prometheus.host}-{shard}"] = _shard(plan, shard)
    services[stack.prometheus.host] = _central(plan)
    for part in _TEMPO_PARTS:
        services[f"{stack.tempo.host}-{part}"] = _tempo(stack, part)
    for replica in range(REPLICAS):
        services[f"{stack.loki.host}-{replica}"] = _loki(stack, replica)
    with_disks = (stack.prometheus.host, f"{stack.tempo.host}-ingester", stack.loki.host)
    volumes = ["health-tools", *(f"{name}-data" for name in services if name.startswith(with_disks))]
    return {
        "services": services,
        "networks": {NETWORK: {"name": stack.network}},
        "volumes": {name: {"name": f"{stack.name}-{name}"} for name in volumes},
    }


def _shard(plan: StackPlan, shard: int) -> dict[str, Any]:
    own = _named(plan.stack.prometheus, f"{plan.stack.prometheus.host}-{shard}", published=0)
    path = f"{_FOLDER}/prometheus-{shard}.yml"
    folders = [mounted(folder) for folder in plan.rule_folders]
    return _prometheus(plan.stack, own, path, folders)


def _central(plan: StackPlan) -> dict[str, Any]:
    return _prometheus(plan.stack, plan.stack.prometheus, f"{_FOLDER}/prometheus-federation.yml", [])


def _prometheus(stack: MonitoringStack, own: Store, path: str, folders: list[str]) -> dict[str, Any]:
    return service(
        stack,
        own,
        command=flags(stack, f"{MOUNTED}/{path}"),
        volumes=[mounted(path), *folders, f"{own.host}-data:/prometheus"],
        **probe(f"http://127.0.0.1:{own.port}/-/healthy"),
    )


def _tempo(stack: MonitoringStack, part: str) -> dict[str, Any]:
    host = f"{stack.tempo.host}-{part}"
    path = f"{_FOLDER}/tempo-distributed.yml"
    keeps = part.startswith("ingester")
    target = "ingester" if keeps else part
    aliases = [f"{stack.tempo.host}-{target}"]
    if part == "distributor":
        aliases.append(stack.tempo.host)
    return {
        **service(
            stack,
            _named(stack.tempo, host, published=stack.tempo.published if part == "query-frontend" else 0),
            command=[f"-config.file={MOUNTED}/{path}", f"-target={target}", "-config.expand-env=true"],
            environment=_required("TEMPO_S3_BUCKET", *_S3),
            volumes=[mounted(path), *([f"{host}-data:/var/tempo"] if keeps else [])],
            **probe(f"http://127.0.0.1:{stack.tempo.port}/ready"),
        ),
        "hostname": host,
        "networks": {NETWORK: {"aliases": aliases}},
        # Every part makes the folder of the write-ahead log; only ingesters keep anything there.
        "tmpfs": ["/tmp"] if keeps else ["/tmp", "/var/tempo"],
    }


def _loki(stack: MonitoringStack, replica: int) -> dict[str, Any]:
    """One of several that do everything; writers and readers reach any of them by the name of one."""
    host = f"{stack.loki.host}-{replica}"
    path = f"{_FOLDER}/loki-multi-tenant.yml"
    return {
        **service(
            stack,
            _named(stack.loki, host, published=0 if replica else stack.loki.published),
            command=[f"-config.file={MOUNTED}/{path}", "-config.expand-env=true"],
            environment=_required("LOKI_S3_BUCKET", *_S3),
            volumes=[mounted(path), mounted(OVERRIDES), f"{host}-data:/loki"],
            **probe(f"http://127.0.0.1:{stack.loki.port}/ready"),
        ),
        "hostname": host,
        "networks": {NETWORK: {"aliases": [stack.loki.host]}},
    }


def _required(*names: str) -> dict[str, str]:
    return {name: f"${{{name}:?set {name}}}" for name in names}


def _named(store: Store, host: str, *, published: int) -> Store:
    return replace(store, host=host, published=published)
