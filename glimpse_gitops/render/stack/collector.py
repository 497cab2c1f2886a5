"""The OpenTelemetry Collector's config: OTLP in, masked, in batches, out to Prometheus, Tempo and Loki."""

from __future__ import annotations

from typing import Any

from ...model.masking import Masking
from ...model.monitoring_stack import MonitoringStack
from .plan import CERTIFICATES, Document, StackPlan, go_duration

TENANT_HEADER = "X-Scope-OrgID"


def collector(plan: StackPlan, *, secured: bool = False, tenancy: bool = False) -> Document:
    """`secured`: TLS and passwords in, TLS with the collector's certificate out. `tenancy`: the tenant goes along."""
    stack = plan.stack
    own = stack.collector
    before = ["memory_limiter", "redaction", "transform/texts"]
    units = ["transform/units"] if plan.currencies else []
    extensions: dict[str, Any] = {"health_check": {"endpoint": f"0.0.0.0:{own.health}"}}
    if secured:
        extensions["basicauth/server"] = {"htpasswd": {"file": f"{CERTIFICATES}/htpasswd"}}
    return {
        "extensions": extensions,
        "receivers": {"otlp": {"protocols": _protocols(stack, secured)}},
        "processors": _processors(plan),
        "exporters": _exporters(stack, secured, tenancy),
        "service": {
            "extensions": list(extensions),
            "telemetry": {"metrics": {"readers": [_own_metrics(stack)]}},
            "pipelines": {
                "metrics": _pipeline([*before, *units, "batch"], "prometheus"),
                "traces": _pipeline([*before, "batch"], "otlp/tempo"),
                "logs": _pipeline([*before, "transform/job", "batch"], "otlphttp/loki"),
            },
        },
    }


def _protocols(stack: MonitoringStack, secured: bool) -> dict[str, Any]:
    security = {"tls": _server_tls(), "auth": {"authenticator": "basicauth/server"}} if secured else {}
    return {
        "grpc": {"endpoint": f"0.0.0.0:{stack.collector.otlp_grpc}", **security},
        "http": {"endpoint": f"0.0.0.0:{stack.collector.otlp_http}", **security},
    }


def _processors(plan: StackPlan) -> dict[str, Any]:
    own, masking = plan.stack.collector, plan.stack.masking
    units = {"transform/units": {"error_mode": "ignore", "metric_statements": _units(plan)}} if plan.currencies else {}
    return {
        # The limit is below that of the container: the collector refuses data before it is killed.
        "memory_limiter": {
            "check_interval": "1s",
            "limit_mib": own.memory_mb * 4 // 5,
            "spike_limit_mib": own.memory_mb // 5,
        },
        "redaction": {
            "allow_all_keys": True,
            "blocked_key_patterns": [_literal(key) for key in masking.keys],
            "blocked_values": [_literal(pattern) for pattern in masking.values.values()],
            "redact_all_types": True,
            "summary": "silent",
        },
        # What cannot be masked is not sent.
        "transform/texts": {
            "error_mode": "propagate",
            # Each context on its own: a span without events would be passed over by the statements of events.
            "trace_statements": [
                _masked(masking, "span.name", "span.status.message", "span.trace_state"),
                _masked(masking, "spanevent.name"),
            ],
            "log_statements": [_masked(masking, "log.event_name"), *_masked_bodies(masking)],
        },
        **units,
        "transform/job": {
            "error_mode": "ignore",
            "log_statements": ['set(resource.attributes["job"], resource.attributes["service.name"])'],
        },
        "batch": {
            "send_batch_size": own.batch_size,
            "send_batch_max_size": 2 * own.batch_size,
            "timeout": go_duration(own.batch_timeout),
        },
    }


def _masked_bodies(masking: Masking) -> list[dict[str, list[str]]]:
    """Statements for lines of JSON: the value goes, its name stays."""
    before, value = masking.field
    if not before:
        return []
    pattern = _quoted(f"({before}){value}")
    return [{"statements": [f'replace_pattern(log.body, "{pattern}", "$${{1}}****") where IsString(log.body)']}]


def _masked(masking: Masking, *fields: str) -> dict[str, list[str]]:
    """Statements for what is no attribute: names, and what spans say of their failure."""
    patterns = [_quoted(pattern) for pattern in masking.values.values()]
    return {"statements": [f'replace_pattern({one}, "{pattern}", "****")' for one in fields for pattern in patterns]}


def _units(plan: StackPlan) -> list[str]:
    """Prometheus would put a unit such as KRW behind a name that ends in it already, since that is in small letters."""
    return [
        f'set(metric.unit, "") where metric.name == "{name}" and metric.unit == "{unit}"'
        for name, unit in plan.currencies
    ]


def _exporters(stack: MonitoringStack, secured: bool, tenancy: bool) -> dict[str, Any]:
    headers = {"headers": {TENANT_HEADER: stack.own_tenant.name}} if tenancy else {}
    security: dict[str, Any] = {"tls": _server_tls(), "auth": {"authenticator": "basicauth/server"}} if secured else {}
    outwards = {"tls": _client_tls()} if secured else {}
    loki = stack.loki.secure_url if secured else stack.loki.url
    return {
        # The labels `job` and `instance` come from service.name and service.instance.id; every other attribute of the
        # resource is on `target_info` alone, or each of them would be on each series.
        "prometheus": {
            "endpoint": f"0.0.0.0:{stack.collector.port}",
            "enable_open_metrics": True,
            "without_scope_info": True,
            "resource_to_telemetry_conversion": {"enabled": False},
            "metric_expiration": "5m",
            **security,
        },
        "otlp/tempo": {
            "endpoint": f"{stack.tempo.host}:4317",
            "tls": _client_tls() if secured else {"insecure": True},
            **headers,
        },
        "otlphttp/loki": {"endpoint": f"{loki}/otlp", **outwards, **headers},
    }


def _own_metrics(stack: MonitoringStack) -> dict[str, Any]:
    exporter = {"host": "0.0.0.0", "port": stack.collector.own_metrics}
    return {"pull": {"exporter": {"prometheus": exporter}}}


def _pipeline(processors: list[str], exporter: str) -> dict[str, list[str]]:
    return {"receivers": ["otlp"], "processors": processors, "exporters": [exporter]}


def _server_tls() -> dict[str, str]:
    return {"cert_file": f"{CERTIFICATES}/server.crt", "key_file": f"{CERTIFICATES}/server.key", "min_version": "1.2"}


def _client_tls() -> dict[str, str]:
    """The certificate serves as the client's too: Tempo and Loki let nobody in without one."""
    return {"ca_file": f"{CERTIFICATES}/ca.crt", **_server_tls()}


def _literal(pattern: str) -> str:
    """The collector takes a dollar for the start of a variable."""
    return pattern.replace("$", "$$")


def _quoted(pattern: str) -> str:
    return _literal(pattern).replace("\\", "\\\\").replace('"', '\\"')
