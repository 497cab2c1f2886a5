"""The compose file of the whole stack, and what the variant with TLS changes in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...model.monitoring_stack import Container, MonitoringStack
from . import loki as loki_config
from . import tempo as tempo_config
from .plan import MOUNTED, Document, StackPlan
from .prometheus import flags
from .promtail import LOGS

NETWORK = "monitoring"
"""The network's name within the file; `MonitoringStack.network` is the one that Docker shows."""

_TOOLS = "/tools"
_TLS = "stack/tls"
_PAIR = ("server.crt", "server.key")
_CERTIFICATES = ("ca.crt", *_PAIR)


def compose(plan: StackPlan) -> Document:
    """Every program of the stack. Nothing is published beyond this machine, and no container is privileged."""
    stack = plan.stack
    services = {
        "health-tools": _health_tools(stack),
        stack.collector.host: _collector(plan),
        stack.prometheus.host: _prometheus(plan),
        stack.tempo.host: _tempo(stack),
        stack.loki.host: _loki(stack),
        stack.promtail.host: _promtail(stack),
        stack.alloy.host: _alloy(stack),
        stack.grafana.host: _grafana(stack),
    }
    names = ("health-tools", "prometheus-data", "tempo-data", "loki-data", "positions", "alloy-data", "grafana-data")
    return {
        "services": services,
        "networks": {NETWORK: {"name": stack.network}},
        "volumes": {name: {"name": f"{stack.name}-{name}"} for name in names},
    }


def service(
    stack: MonitoringStack,
    container: Container,
    *,
    volumes: Sequence[str] = (),
    ports: Mapping[int, int] | None = None,
    after: Sequence[Container] = (),
    **more: Any,
) -> dict[str, Any]:
    """What all have in common. `ports`: those of this machine → those of the container."""
    bind = f"[{stack.bind}]" if ":" in stack.bind else stack.bind
    published = {container.published: container.port} if container.published else {}
    published |= ports or {}
    tools = {"health-tools": {"condition": "service_completed_successfully"}}
    healthy = {one.host: {"condition": "service_healthy"} for one in after}
    return {
        "image": container.image,
        "container_name": stack.container_name(container),
        "restart": "unless-stopped",
        "networks": [NETWORK],
        **({"ports": [f"{bind}:{ours}:{theirs}" for ours, theirs in published.items()]} if published else {}),
        **more,
        "volumes": [*volumes, f"health-tools:{_TOOLS}:ro"],
        "depends_on": tools | healthy,
        "read_only": True,
        "tmpfs": ["/tmp"],
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "mem_limit": f"{container.memory_mb}m",
        "cpus": container.cpus,
        "pids_limit": 512,
        "logging": {"driver": "json-file", "options": {"max-size": "10m", "max-file": "3"}},
    }


def mounted(path: str) -> str:
    """A file or folder of the project, read-only, where `MOUNTED` has it."""
    return f"./{path}:{MOUNTED}/{path}:ro"


def probe(url: str) -> dict[str, Any]:
    """A health check from inside, for images that come without a shell too. Certificates are not looked at."""
    wget = [f"{_TOOLS}/busybox", "wget", "--no-check-certificate", "-q", "-O", "/dev/null", url]
    return healthcheck(wget)


def healthcheck(command: Sequence[str]) -> dict[str, Any]:
    """A health check by a program of the container."""
    times = {"interval": "15s", "timeout": "5s", "retries": 5, "start_period": "30s"}
    return {"healthcheck": {"test": ["CMD", *command], **times}}


def _health_tools(stack: MonitoringStack) -> dict[str, Any]:
    """Runs once: it puts one static program where the others' health checks find it."""
    return {
        "image": stack.probe_image,
        "container_name": f"{stack.name}-health-tools",
        "restart": "no",
        "network_mode": "none",
        "command": ["cp", "-f", "/bin/busybox", f"{_TOOLS}/busybox"],
        "volumes": [f"health-tools:{_TOOLS}"],
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "mem_limit": "32m",
        "cpus": 0.5,
        "pids_limit": 16,
    }


def _collector(plan: StackPlan) -> dict[str, Any]:
    own = plan.stack.collector
    path = "stack/otel-collector.yml"
    return service(
        plan.stack,
        own,
        command=[f"--config={MOUNTED}/{path}"],
        ports={port: port for port in (own.otlp_grpc, own.otlp_http, own.health)},
        volumes=[mounted(path)],
        after=[plan.stack.tempo, plan.stack.loki],
        # Go frees memory before the limit is reached.
        environment={"GOMEMLIMIT": f"{own.memory_mb * 4 // 5}MiB"},
        **probe(f"http://127.0.0.1:{own.health}/health"),
    )


def _prometheus(plan: StackPlan) -> dict[str, Any]:
    own = plan.stack.prometheus
    path = "stack/prometheus.yml"
    return service(
        plan.stack,
        own,
        command=flags(plan.stack, f"{MOUNTED}/{path}"),
        # Folders of rules as a whole: a build replaces the files in them, and a reload then reads the new ones.
        volumes=[mounted(path), *(mounted(folder) for folder in plan.rule_folders), "prometheus-data:/prometheus"],
        **probe(f"http://127.0.0.1:{own.port}/-/healthy"),
    )


def _tempo(stack: MonitoringStack) -> dict[str, Any]:
    path = "stack/tempo.yml"
    return service(
        stack,
        stack.tempo,
        command=[f"-config.file={MOUNTED}/{path}"],
        volumes=[mounted(path), "tempo-data:/var/tempo"],
        **probe(f"http://127.0.0.1:{stack.tempo.port}/ready"),
    )


def _loki(stack: MonitoringStack) -> dict[str, Any]:
    path = "stack/loki.yml"
    return service(
        stack,
        stack.loki,
        command=[f"-config.file={MOUNTED}/{path}"],
        volumes=[mounted(path), "loki-data:/loki"],
        **probe(f"http://127.0.0.1:{stack.loki.port}/ready"),
    )


def _promtail(stack: MonitoringStack) -> dict[str, Any]:
    path = "stack/promtail.yml"
    return service(
        stack,
        stack.promtail,
        command=[f"-config.file={MOUNTED}/{path}"],
        volumes=[mounted(path), f"${{LOG_FOLDER:-./logs}}:{LOGS}:ro", "positions:/positions"],
        after=[stack.loki],
        **probe(f"http://127.0.0.1:{stack.promtail.port}/ready"),
    )


def _alloy(stack: MonitoringStack) -> dict[str, Any]:
    """In a profile of its own: two programs that read the same files would send each line twice."""
    path = "stack/config.alloy"
    listen = f"--server.http.listen-addr=127.0.0.1:{stack.alloy.port}"
    return service(
        stack,
        stack.alloy,
        profiles=["alloy"],
        command=["run", listen, "--storage.path=/data", "--disable-reporting", f"{MOUNTED}/{path}"],
        volumes=[mounted(path), f"${{LOG_FOLDER:-./logs}}:{LOGS}:ro", "alloy-data:/data"],
        after=[stack.loki],
        **probe(f"http://127.0.0.1:{stack.alloy.port}/-/ready"),
    )


def _grafana(stack: MonitoringStack) -> dict[str, Any]:
    """Provisioned with nothing: `glimpse-gitops apply` fills it."""
    secret = stack.grafana_password.name
    local = stack.local_password if stack.is_local else ""
    password = f"${{{secret}:-{local}}}" if local else f"${{{secret}:?set {secret}}}"
    return service(
        stack,
        stack.grafana,
        environment={
            "GF_SECURITY_ADMIN_USER": stack.grafana_user,
            "GF_SECURITY_ADMIN_PASSWORD": password,
            "GF_ANALYTICS_REPORTING_ENABLED": "false",
            "GF_ANALYTICS_CHECK_FOR_UPDATES": "false",
            "GF_LOG_MODE": "console",
        },
        volumes=["grafana-data:/var/lib/grafana"],
        after=[stack.prometheus],
        **probe(f"http://127.0.0.1:{stack.grafana.port}/api/health"),
    )


def compose_tls(plan: StackPlan) -> Document:
    """What is laid over the compose file: configs with TLS, the certificates, and health checks that work with them."""
    stack = plan.stack
    asks = ["promtool", "check", "healthy", f"--url=https://localhost:{stack.prometheus.port}"]
    asks.append(f"--http.config.file={MOUNTED}/{_TLS}/promtool.yml")
    web = f"--web.config.file={MOUNTED}/{_TLS}/private/prometheus-web.yml"
    argument = "-config.file="
    return {
        "services": {
            stack.collector.host: _over("otel-collector.yml", ["--config={}"], _secrets(*_CERTIFICATES, "htpasswd")),
            stack.prometheus.host: {
                **_over(
                    "prometheus.yml",
                    [*flags(stack, "{}"), web],
                    [f"{_TLS}/promtool.yml", *_secrets(*_CERTIFICATES, "password", "prometheus-web.yml")],
                ),
                **healthcheck(asks),
            },
            stack.tempo.host: {
                **_over("tempo.yml", [argument + "{}"]),
                **probe(f"http://127.0.0.1:{tempo_config.HEALTH}/ready"),
            },
            stack.loki.host: {
                **_over("loki.yml", [argument + "{}"]),
                **probe(f"http://127.0.0.1:{loki_config.HEALTH}/ready"),
            },
            stack.promtail.host: _over("promtail.yml", [argument + "{}"]),
            stack.alloy.host: _over(
                "config.alloy",
                [*_alloy(stack)["command"][:-1], "{}"],
            ),
            stack.grafana.host: {
                "volumes": [mounted(file) for file in _secrets(*_PAIR)],
                "environment": {
                    "GF_SERVER_PROTOCOL": "https",
                    "GF_SERVER_CERT_FILE": f"{MOUNTED}/{_TLS}/private/server.crt",
                    "GF_SERVER_CERT_KEY": f"{MOUNTED}/{_TLS}/private/server.key",
                    "GF_SECURITY_COOKIE_SECURE": "true",
                },
                **probe(f"https://127.0.0.1:{stack.grafana.port}/api/health"),
            },
        }
    }


def _over(config: str, command: Sequence[str], beside: Sequence[str] = ()) -> dict[str, Any]:
    """Another config for a program, `{}` in its command being the path, and what it reads beside it."""
    files = [f"{_TLS}/{config}", *(beside or _secrets(*_CERTIFICATES))]
    path = f"{MOUNTED}/{_TLS}/{config}"
    return {"command": [part.replace("{}", path) for part in command], "volumes": [mounted(file) for file in files]}


def _secrets(*names: str) -> list[str]:
    """Files that `certs` makes, each by itself: the users of containers may not enter the folder, nor need the rest."""
    return [f"{_TLS}/private/{name}" for name in names]
