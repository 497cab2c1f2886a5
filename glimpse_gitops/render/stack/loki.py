"""Loki's config: one process on its disk, or one of several tenants on an object store."""

from __future__ import annotations

from typing import Any

from ...model.monitoring_stack import MonitoringStack
from .plan import REPLICAS, Document, StackPlan, go_duration
from .tempo import server_tls

HEALTH = 3101
"""The port of health and metrics where the main one asks for certificates."""

OVERRIDES = "stack/scale/loki-tenants.yml"
"""The file of the limits of each tenant."""


def loki(plan: StackPlan, *, secured: bool = False) -> Document:
    """One process, one tenant. `secured`: it lets in who shows a certificate of the stack's own authority."""
    return {
        "auth_enabled": False,
        "server": _server(plan.stack) | ({"http_tls_config": server_tls()} if secured else {}),
        **({"internal_server": {"enable": True, "http_listen_port": HEALTH}} if secured else {}),
        "common": {
            "instance_addr": "127.0.0.1",
            "path_prefix": "/loki",
            "replication_factor": 1,
            "ring": {"kvstore": {"store": "inmemory"}},
            "storage": {"filesystem": {"chunks_directory": "/loki/chunks", "rules_directory": "/loki/rules"}},
        },
        "schema_config": _schema("filesystem"),
        "compactor": _compactor("filesystem"),
        "limits_config": _limits(plan.stack),
        "analytics": {"reporting_enabled": False},
    }


def loki_tenants(plan: StackPlan, runtime_config: str) -> Document:
    """Several tenants, told apart by the header `X-Scope-OrgID`; chunks and index go to an object store."""
    s3 = {
        "bucketnames": "${LOKI_S3_BUCKET}",
        "endpoint": "${S3_ENDPOINT}",
        "access_key_id": "${S3_ACCESS_KEY}",
        "secret_access_key": "${S3_SECRET_KEY}",
        "s3forcepathstyle": True,
    }
    return {
        "auth_enabled": True,
        "server": {"http_listen_port": plan.stack.loki.port, "grpc_listen_port": 9095},
        "common": {
            "path_prefix": "/loki",
            "replication_factor": REPLICAS,
            "ring": {"kvstore": {"store": "memberlist"}},
            "storage": {"s3": s3},
        },
        "memberlist": {"join_members": [f"{plan.stack.loki.host}:7946"]},
        "schema_config": _schema("s3"),
        "compactor": _compactor("s3"),
        "limits_config": _limits(plan.stack),
        "runtime_config": {"file": runtime_config, "period": "30s"},
        "analytics": {"reporting_enabled": False},
    }


def tenant_limits(plan: StackPlan) -> Document:
    """What each tenant may send, and how long its logs are kept. Loki reads it anew every half a minute."""
    stack = plan.stack
    return {
        "overrides": {
            tenant.name: {
                "ingestion_rate_mb": tenant.log_mb_per_second,
                "ingestion_burst_size_mb": 2 * tenant.log_mb_per_second,
                "max_global_streams_per_user": tenant.streams,
                "retention_period": go_duration(tenant.log_retention or stack.loki.retention),
            }
            for tenant in (stack.tenants or (stack.own_tenant,))
        }
    }


def _server(stack: MonitoringStack) -> dict[str, Any]:
    # Its parts talk to one another within the process.
    return {"http_listen_port": stack.loki.port, "grpc_listen_address": "127.0.0.1", "grpc_listen_port": 9095}


def _schema(store: str) -> dict[str, Any]:
    return {
        "configs": [
            {
                "from": "2024-01-01",
                "store": "tsdb",
                "object_store": store,
                "schema": "v13",
                "index": {"prefix": "index_", "period": "24h"},
            }
        ]
    }


def _compactor(store: str) -> dict[str, Any]:
    return {"working_directory": "/loki/compactor", "retention_enabled": True, "delete_request_store": store}


def _limits(stack: MonitoringStack) -> dict[str, Any]:
    attributes = {"action": "index_label", "attributes": ["job", "service.name"]}
    return {
        "retention_period": go_duration(stack.loki.retention),
        "allow_structured_metadata": True,
        # Logs that come by OTLP have the same label `job` as those that Promtail reads.
        "otlp_config": {"resource_attributes": {"attributes_config": [attributes]}},
    }
