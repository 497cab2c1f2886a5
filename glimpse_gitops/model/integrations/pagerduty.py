"""PagerDuty, by its Events API v2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..secret import SecretRef, check_secret


@dataclass(frozen=True)
class PagerDuty:
    """PagerDuty. `integration_key` is the routing key of the service's Events API v2 integration."""

    TYPE: ClassVar[str] = "pagerduty"

    integration_key: SecretRef
    severity: str = ""
    """`critical`, `error`, `warning` or `info`, or a template that gives one; Grafana sends `critical` where empty."""
    class_: str = ""
    component: str = ""
    group: str = ""
    summary: str = ""
    source: str = ""
    client: str = ""
    client_url: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    disable_resolve_message: bool = False
    uid: str = ""
    """Grafana's uid; made of the contact point's name, the type and its place where empty."""

    def __post_init__(self) -> None:
        check_secret("PagerDuty", "integration_key", self.integration_key)

    def settings(self) -> dict[str, Any]:
        """Grafana's settings of this channel, secrets and settings by reference."""
        return {
            "integrationKey": self.integration_key,
            "severity": self.severity,
            "class": self.class_,
            "component": self.component,
            "group": self.group,
            "summary": self.summary,
            "source": self.source,
            "client": self.client,
            "client_url": self.client_url,
            "details": dict(self.details),
        }
