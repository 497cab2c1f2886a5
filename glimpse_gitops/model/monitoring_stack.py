"""The monitoring stack: the programs that dashboards and alerts stand on, declared once for all of their files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address

from .duration import parse_duration
from .masking import Masking
from .secret import SecretRef, env

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_IMAGE = re.compile(r"[a-z0-9./_-]+(:[\w.-]+)?(@sha256:[0-9a-f]{64})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Container:
    """One program of the stack, in a container of its own."""

    host: str
    """Its name in the stack's network."""
    image: str
    """With a tag or a digest: what starts tomorrow is what was tried today."""
    port: int
    """Where it answers inside the network."""
    published: int = 0
    """The port of this machine that leads there; 0 for none."""
    memory_mb: int = 512
    """MiB that it may take before it is killed."""
    cpus: float = 1.0
    """Cores that it may use."""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.host):
            raise ValueError(f'"{self.host}" is no host name: write small letters, digits and hyphens')
        image = _IMAGE.fullmatch(self.image)
        if image is None or not (image[1] or image[2]) or self.image.endswith(":latest"):
            raise ValueError(f'{self.host}: image "{self.image}" is not pinned: write a version after a colon')
        for port in (self.port, self.published or 1):
            if not 0 < port < 65536:
                raise ValueError(f"{self.host}: {port} is no port: write a number from 1 to 65535")

    @property
    def address(self) -> str:
        """`prometheus:9090`."""
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """Where the other containers find it."""
        return f"http://{self.address}"

    @property
    def secure_url(self) -> str:
        """The same in the variant with TLS."""
        return f"https://{self.address}"


@dataclass(frozen=True, kw_only=True)
class Store(Container):
    """A program that keeps data: Prometheus, Tempo or Loki."""

    uid: str
    """The uid of its data source in Grafana."""
    retention: str
    """How long it keeps what it gets, e.g. `30d`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not parse_duration(self.retention):
            raise ValueError(f"{self.host}: a retention of 0 keeps nothing")


@dataclass(frozen=True, kw_only=True)
class OtelCollector(Container):
    """The OpenTelemetry Collector. `port` is that of its Prometheus exporter."""

    otlp_grpc: int = 4317
    otlp_http: int = 4318
    health: int = 13133
    own_metrics: int = 8888
    """The port of the metrics about itself."""
    batch_size: int = 1024
    """Spans, log records or data points that are sent together."""
    batch_timeout: str = "5s"
    """How long an incomplete batch waits for more."""

    def __post_init__(self) -> None:
        super().__post_init__()
        parse_duration(self.batch_timeout)


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """Whose logs and traces are kept apart from the others': the value of the header `X-Scope-OrgID`."""

    name: str
    log_retention: str = ""
    """How long its logs are kept; empty for Loki's own retention."""
    log_mb_per_second: int = 4
    """MB of logs that it may send in a second."""
    streams: int = 5000
    """Log streams that it may have at once."""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f'"{self.name}" is no tenant: write small letters, digits and hyphens')
        if self.log_retention:
            parse_duration(self.log_retention)


@dataclass(frozen=True, kw_only=True)
class Federation:
    """What a central Prometheus collects from several others."""

    series: Sequence[str] | None = None
    """Names of recording rules; None for all of the project's."""
    shards: int = 2
    """How many Prometheus share the targets."""

    def __post_init__(self) -> None:
        if self.shards < 1:
            raise ValueError(f"{self.shards} shards cannot scrape anything: write 1 or more")


@dataclass(frozen=True, kw_only=True)
class MonitoringStack:
    """The programs, and what they share. `build` makes the files of all of them from this.

    The linter takes the scrape interval and Prometheus' retention from here.
    """

    name: str
    """The first part of the network's name and of each container's."""
    scrape_interval: str
    collector: OtelCollector
    prometheus: Store
    tempo: Store
    loki: Store
    promtail: Container
    alloy: Container
    """What replaces Promtail, whose maintainers have ended it."""
    grafana: Container
    grafana_user: str = "admin"
    grafana_password: SecretRef = field(default_factory=lambda: env("GRAFANA_ADMIN_PASSWORD"))
    local_password: str = ""
    """Grafana's password where the secret is not set and `bind` is this machine alone. Empty to refuse to start."""
    probe_image: str = "busybox:1.37.0-musl"
    """The image whose static `busybox` asks for the health of programs that come without a shell."""
    bind: str = "127.0.0.1"
    """The address of this machine at which ports are published."""
    evaluation_interval: str = ""
    """How often Prometheus evaluates rules; empty for the scrape interval."""
    job: str = ""
    """The job of the log files; empty for the stack's name."""
    masking: Masking = field(default_factory=Masking)
    tenants: Sequence[Tenant] = ()
    """Who shares Loki and Tempo in `stack/scale/`, the first of them being this project; empty for it alone."""
    federation: Federation = field(default_factory=Federation)
    """How Prometheus grows, in `stack/scale/`."""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f'"{self.name}" is no name of a stack: write small letters, digits and hyphens')
        for duration in (self.scrape_interval, self.evaluation_interval or "1s"):
            if not parse_duration(duration):
                raise ValueError("an interval of 0 is none: write one such as 15s")
        hosts = [container.host for container in self.containers]
        if twice := sorted({host for host in hosts if hosts.count(host) > 1}):
            raise ValueError(f'two programs have the host "{twice[0]}"')
        ports = self.published_ports
        if shared := sorted({port for port in ports if ports.count(port) > 1}):
            raise ValueError(f"two programs are published at port {shared[0]}")
        if self.grafana_password.source != "env":
            raise ValueError("grafana_password: containers get it from the environment: write env(…)")

    @property
    def containers(self) -> tuple[Container, ...]:
        """Every program, Promtail and Alloy both."""
        return (self.collector, self.prometheus, self.tempo, self.loki, self.promtail, self.alloy, self.grafana)

    @property
    def published_ports(self) -> tuple[int, ...]:
        """The ports of this machine that the stack takes."""
        given = [container.published for container in self.containers if container.published]
        return (*given, self.collector.otlp_grpc, self.collector.otlp_http, self.collector.health)

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches what is published."""
        try:
            return ip_address(self.bind).is_loopback
        except ValueError:
            return self.bind == "localhost"

    @property
    def network(self) -> str:
        """The name of the containers' network."""
        return f"{self.name}-network"

    @property
    def log_job(self) -> str:
        """The label `job` of what Promtail and Alloy read."""
        return self.job or self.name

    @property
    def own_tenant(self) -> Tenant:
        """This project's own tenant."""
        return self.tenants[0] if self.tenants else Tenant(name=self.name)

    def container_name(self, container: Container) -> str:
        """`glimpse-prometheus`."""
        return f"{self.name}-{container.host}"
