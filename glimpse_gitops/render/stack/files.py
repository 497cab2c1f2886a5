"""Every file of a monitoring stack, by its path in the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ...model.artifact import Artifact
from ..prometheus_rules import MADE_BY_BUILD
from ..yaml_text import yaml_text
from .alloy import alloy
from .collector import collector
from .compose import compose, compose_tls
from .loki import OVERRIDES, loki, loki_tenants, tenant_limits
from .plan import MOUNTED, Document, StackPlan
from .prometheus import client, federation, prometheus
from .promtail import promtail
from .scale import compose_scaled
from .tempo import tempo, tempo_distributed

COMPOSE = "docker-compose.monitoring.yml"

STACK_FILES: Mapping[str, Callable[[StackPlan], Document | str]] = {
    COMPOSE: compose,
    "stack/otel-collector.yml": collector,
    "stack/prometheus.yml": partial(prometheus, path="stack/prometheus.yml"),
    "stack/tempo.yml": tempo,
    "stack/loki.yml": loki,
    "stack/promtail.yml": promtail,
    "stack/config.alloy": alloy,
    "stack/tls/docker-compose.yml": compose_tls,
    "stack/tls/otel-collector.yml": partial(collector, secured=True),
    "stack/tls/prometheus.yml": partial(prometheus, path="stack/tls/prometheus.yml", secured=True),
    "stack/tls/promtool.yml": lambda plan: client("private/"),
    "stack/tls/tempo.yml": partial(tempo, secured=True),
    "stack/tls/loki.yml": partial(loki, secured=True),
    "stack/tls/promtail.yml": partial(promtail, secured=True),
    "stack/tls/config.alloy": partial(alloy, secured=True),
    "stack/scale/docker-compose.yml": compose_scaled,
    "stack/scale/prometheus-federation.yml": federation,
    "stack/scale/tempo-distributed.yml": tempo_distributed,
    "stack/scale/loki-multi-tenant.yml": partial(loki_tenants, runtime_config=f"{MOUNTED}/{OVERRIDES}"),
    OVERRIDES: tenant_limits,
    "stack/scale/otel-collector.yml": partial(collector, tenancy=True),
    "stack/scale/promtail.yml": partial(promtail, tenancy=True),
    "stack/scale/config.alloy": partial(alloy, tenancy=True),
}
"""Path → renderer. Beside these, `stack/scale/prometheus-<n>.yml` for each of the stack's shards."""


def stack_files(plan: StackPlan, source: str) -> tuple[Artifact, ...]:
    """All files of the stack that the module `source` declares."""
    made = {path: render(plan) for path, render in STACK_FILES.items()}
    for shard in range(plan.stack.federation.shards):
        path = f"stack/scale/prometheus-{shard}.yml"
        made[path] = prometheus(plan, path, shard=shard)
    return tuple(Artifact(path, _headed(path, content, source)) for path, content in made.items())


def _headed(path: str, content: Document | str, source: str) -> str:
    said = f"Made from {source} {MADE_BY_BUILD}: edit that file, not this one."
    if isinstance(content, str):
        return f"// {said}\n{content}"
    return f"# {said}\n{yaml_text(dict(content))}"
