"""Data sources: declared here and written by `apply`, or existing ones that are only referred to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Literal

from .makes_queries import MakesQueries
from .secret import SecretRef, check_secret

PROMQL_TYPES = ("prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource")
"""The types of data source whose queries are PromQL."""


@dataclass(frozen=True)
class Datasource(MakesQueries):
    """A Grafana data source of any type. `json_data` and `secure_json_data` hold the keys of its plugin.

    `secure_json_data` takes `SecretRef`s only: Grafana never gives a stored secret back.
    """

    uid: str
    type: str
    name: str = ""
    url: str = ""
    access: Literal["proxy", "direct"] = "proxy"
    is_default: bool = False
    basic_auth_user: str = ""
    user: str = ""
    """The account, of databases such as PostgreSQL."""
    database: str = ""
    json_data: Mapping[str, Any] = field(default_factory=dict)
    secure_json_data: Mapping[str, SecretRef] = field(default_factory=dict)
    managed: bool = True
    """False for a data source that somebody else keeps: it is referred to, never read or written."""

    def __post_init__(self) -> None:
        for key, value in self.secure_json_data.items():
            check_secret(f'data source "{self.uid}"', f'secure_json_data["{key}"]', value)
        if not self.name:
            object.__setattr__(self, "name", self.type.capitalize() if self.managed else self.uid)

    @classmethod
    def existing(cls, uid: str, type: str = "prometheus") -> Datasource:
        """A data source that is there already and that somebody else keeps."""
        return Datasource(uid=uid, type=type, managed=False)

    @property
    def leads_to(self) -> tuple[Datasource, ...]:
        """The data sources that links of this one open."""
        given = (getattr(self, field.name) for field in fields(self))
        return tuple(value for value in given if isinstance(value, Datasource))

    @property
    def reference(self) -> dict[str, str]:
        """The object by which panels, targets and variables name their data source."""
        return {"type": self.type, "uid": self.uid}

    def _asked(self) -> Datasource:
        return self


@dataclass(frozen=True)
class Prometheus(Datasource):
    """A Prometheus, Mimir, Thanos or Cortex data source."""

    TYPE: ClassVar[str] = "prometheus"

    type: str = TYPE
    scrape_interval: str = "15s"
    """Grafana's `timeInterval`: it must be the scrape interval, or `$__rate_interval` is too short."""
    manage_alerts: bool = False
    """Whether Grafana lists the rules that Prometheus evaluates: off, since the same rules are pushed to Grafana."""
    exemplars_to: Datasource | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        data: dict[str, Any] = {
            "httpMethod": "POST",
            "manageAlerts": self.manage_alerts,
            "timeInterval": self.scrape_interval,
        }
        if self.exemplars_to is not None:
            data["exemplarTraceIdDestinations"] = [{"name": "trace_id", "datasourceUid": self.exemplars_to.uid}]
        object.__setattr__(self, "json_data", {**data, **self.json_data})


@dataclass(frozen=True)
class Loki(Datasource):
    """A Loki data source. `traces_to` makes links out of the trace ids that `trace_id_pattern` finds in a line."""

    TYPE: ClassVar[str] = "loki"

    type: str = TYPE
    max_lines: int = 1000
    traces_to: str = ""
    """The uid of the Tempo data source: by name, since Tempo itself points back here."""
    trace_id_pattern: str = r'"trace_?[iI]d":\s*"(\w+)"'

    def __post_init__(self) -> None:
        super().__post_init__()
        data: dict[str, Any] = {"maxLines": str(self.max_lines)}
        if self.traces_to:
            data["derivedFields"] = [
                {
                    "name": "trace",
                    "matcherRegex": self.trace_id_pattern,
                    "url": "${__value.raw}",
                    "datasourceUid": self.traces_to,
                    "urlDisplayLabel": "Trace",
                }
            ]
        object.__setattr__(self, "json_data", {**data, **self.json_data})


@dataclass(frozen=True)
class Tempo(Datasource):
    """A Tempo data source; `logs` and `metrics` are where a span leads to."""

    TYPE: ClassVar[str] = "tempo"

    type: str = TYPE
    logs: Datasource | None = None
    log_tags: Mapping[str, str] = field(default_factory=lambda: {"service.name": "service"})
    """Span attribute → label of the logs."""
    metrics: Datasource | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        data: dict[str, Any] = {"nodeGraph": {"enabled": True}}
        if self.logs is not None:
            data["tracesToLogsV2"] = {
                "datasourceUid": self.logs.uid,
                "spanStartTimeShift": "-1m",
                "spanEndTimeShift": "1m",
                "filterByTraceID": True,
                "filterBySpanID": False,
                "customQuery": False,
                "tags": [{"key": key, "value": value} for key, value in self.log_tags.items()],
            }
        if self.metrics is not None:
            data["serviceMap"] = {"datasourceUid": self.metrics.uid}
        object.__setattr__(self, "json_data", {**data, **self.json_data})
