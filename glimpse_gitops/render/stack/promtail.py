"""Promtail's config: log files to Loki, masked."""

from __future__ import annotations

from typing import Any

from ...model.masking import Masking
from .plan import CERTIFICATES, Document, StackPlan

LOGS = "/var/log/monitored"
"""Where the containers find the folder of log files."""

FIELDS = {"level": "level", "trace_id": "trace_id", "span_id": "span_id", "time": "time"}
"""What is taken from a line of JSON."""


def promtail(plan: StackPlan, *, secured: bool = False, tenancy: bool = False) -> Document:
    """Lines of JSON or plain text; `secured`: it shows Loki its certificate; `tenancy`: it names its tenant."""
    stack = plan.stack
    url = stack.loki.secure_url if secured else stack.loki.url
    push: dict[str, Any] = {"url": f"{url}/loki/api/v1/push"}
    if tenancy:
        push["tenant_id"] = stack.own_tenant.name
    if secured:
        push["tls_config"] = {
            "ca_file": f"{CERTIFICATES}/ca.crt",
            "cert_file": f"{CERTIFICATES}/server.crt",
            "key_file": f"{CERTIFICATES}/server.key",
        }
    return {
        "server": {
            "http_listen_address": "127.0.0.1",
            "http_listen_port": stack.promtail.port,
            "grpc_listen_port": 0,
            # A folder without log files is no illness: `/ready` would say so for as long as there are none.
            "health_check_target": False,
        },
        "positions": {"filename": "/positions/positions.yml"},
        "clients": [push],
        "scrape_configs": [
            {
                "job_name": "files",
                "static_configs": [{"targets": ["localhost"], "labels": _labels(plan)}],
                "pipeline_stages": _stages(plan),
            }
        ],
    }


def _labels(plan: StackPlan) -> dict[str, str]:
    return {"job": plan.stack.log_job, "__path__": f"{LOGS}/**/*.log"}


def masked_groups(masking: Masking) -> list[str]:
    """Patterns whose group is what makes way, for Promtail and Alloy alike."""
    before, value = masking.field
    return [*(f"({pattern})" for pattern in masking.values.values()), *([f"{before}({value})"] if before else [])]


def _stages(plan: StackPlan) -> list[dict[str, Any]]:
    """Masked first: nothing that later stages take from a line holds what must not leave."""
    masked = [{"replace": {"expression": pattern, "replace": "****"}} for pattern in masked_groups(plan.stack.masking)]
    return [
        *masked,
        {"json": {"expressions": dict(FIELDS)}},
        {"timestamp": {"source": "time", "format": "RFC3339Nano", "action_on_failure": "fudge"}},
        {"labels": {"level": None}},
        # A trace's id on a label would be one stream a request.
        {"structured_metadata": {"trace_id": None, "span_id": None}},
    ]
