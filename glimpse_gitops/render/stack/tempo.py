"""Tempo's config: one process that keeps blocks on its disk, or many that share an object store."""

from __future__ import annotations

from typing import Any

from ...model.monitoring_stack import MonitoringStack
from .plan import CERTIFICATES, REPLICAS, Document, StackPlan, go_duration

HEALTH = 3201
"""The port of health and metrics where the main one asks for certificates."""

GRPC = 9095


def tempo(plan: StackPlan, *, secured: bool = False) -> Document:
    """One process. `secured`: it lets in who shows a certificate of the stack's own authority."""
    own = plan.stack.tempo
    tls = server_tls() if secured else None
    otlp = {"cert_file": tls["cert_file"], "key_file": tls["key_file"]} if tls else None
    security = {"tls": {**otlp, "client_ca_file": f"{CERTIFICATES}/ca.crt"}} if otlp else {}
    return {
        "server": {
            "http_listen_port": own.port,
            # Its parts talk to one another within the process.
            "grpc_listen_address": "127.0.0.1",
            "grpc_listen_port": GRPC,
            **({"http_tls_config": tls} if tls else {}),
        },
        **({"internal_server": {"enable": True, "http_listen_port": HEALTH}} if secured else {}),
        "distributor": {"receivers": {"otlp": {"protocols": {"grpc": {"endpoint": "0.0.0.0:4317", **security}}}}},
        "ingester": {"lifecycler": {"address": "127.0.0.1", "ring": {"kvstore": {"store": "inmemory"}}}},
        "compactor": _compactor(plan.stack),
        "storage": {
            "trace": {"backend": "local", "local": {"path": "/var/tempo/blocks"}, "wal": {"path": "/var/tempo/wal"}}
        },
        "usage_report": {"reporting_enabled": False},
    }


def tempo_distributed(plan: StackPlan) -> Document:
    """The config that all of Tempo's processes share; each is told by `-target` what it is."""
    own = plan.stack.tempo
    members = [f"{own.host}-{part}" for part in ("distributor", "ingester", "querier", "compactor")]
    ring = {"kvstore": {"store": "memberlist"}}
    return {
        "multitenancy_enabled": bool(plan.stack.tenants),
        "server": {"http_listen_port": own.port, "grpc_listen_port": GRPC},
        "memberlist": {"join_members": [f"{member}:7946" for member in members]},
        "distributor": {
            "receivers": {"otlp": {"protocols": {"grpc": {"endpoint": "0.0.0.0:4317"}}}},
            "ring": ring,
        },
        # A trace is kept when two of three ingesters have it: one may fail.
        "ingester": {"lifecycler": {"ring": {**ring, "replication_factor": REPLICAS}}},
        "querier": {"frontend_worker": {"frontend_address": f"{own.host}-query-frontend:{GRPC}"}},
        "compactor": {**_compactor(plan.stack), "ring": ring},
        "storage": {
            "trace": {
                "backend": "s3",
                "s3": {
                    "bucket": "${TEMPO_S3_BUCKET}",
                    "endpoint": "${S3_ENDPOINT}",
                    "access_key": "${S3_ACCESS_KEY}",
                    "secret_key": "${S3_SECRET_KEY}",
                },
                "wal": {"path": "/var/tempo/wal"},
            }
        },
        "usage_report": {"reporting_enabled": False},
    }


def server_tls() -> dict[str, str]:
    """Who asks must show a certificate that the stack's own authority has signed."""
    return {
        "cert_file": f"{CERTIFICATES}/server.crt",
        "key_file": f"{CERTIFICATES}/server.key",
        "client_auth_type": "RequireAndVerifyClientCert",
        "client_ca_file": f"{CERTIFICATES}/ca.crt",
    }


def _compactor(stack: MonitoringStack) -> dict[str, Any]:
    return {"compaction": {"block_retention": go_duration(stack.tempo.retention)}}
