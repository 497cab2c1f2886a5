"""Everything that the checks judge: what was seen of each program, and why something was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..lint.drift import Drift
from ..model.diagnosis import Diagnosis
from ..model.grafana_status import LiveDatasource, LiveRule
from ..model.project import Project
from ..model.prometheus_status import HeadStatistics, LoadedRule, Target
from ..model.resource import Bundle
from ..plan.permissions import Lack


@dataclass(frozen=True)
class Missed:
    """Something that was not seen, and why."""

    reason: str
    next: str = ""


@dataclass(frozen=True)
class Server:
    """One program: where it was looked for, and what it says."""

    name: str
    """`prometheus`: also the name of the check whether it answers."""
    product: str
    """`Prometheus`."""
    url: str
    option: str
    """The option that names it: `--prometheus`."""
    named: bool = False
    """Whether somebody named it, by option or environment: then it has to be there."""
    state: Literal["up", "sick", "absent"] = "absent"
    """`absent` where nothing answers, or something else does; `sick` where it says that it does not work."""
    said: str = ""
    """What it says of itself, or why it could not be asked."""
    next: str = ""
    time: datetime | None = None
    """Its clock when it answered."""
    skew: float | None = None
    """Seconds that its clock is ahead of ours."""
    doubt: float = 0.0
    """Seconds that the skew may be off: its clock tells whole seconds, and the answer took a while."""
    elsewhere: str = ""
    """Where it does answer, when it does not at `url`."""

    @property
    def missed(self) -> Missed:
        """Why what it would tell was not seen."""
        if self.state == "absent" and not self.named:
            return Missed(f"no {self.product} at {self.url}")
        return Missed(f"{self.product} could not be asked", f"see the check {self.name}")


@dataclass(frozen=True)
class Declared:
    """What the project says how things are to be."""

    project: Project
    bundle: Bundle
    """Compiled for the Grafana that answers; for the newest where none does."""


@dataclass(frozen=True)
class Observations:
    """What was seen. Each part is `Missed` where it could not be."""

    declared: Declared
    collector: Server
    prometheus: Server
    loki: Server
    tempo: Server
    grafana: Server
    targets: tuple[Target, ...] | Missed
    rules: tuple[LoadedRule, ...] | Missed
    """Those of Prometheus."""
    drifts: tuple[Drift, ...] | Missed
    """Where the catalogue and the metrics of Prometheus differ."""
    head: HeadStatistics | Missed
    buckets: Mapping[str, int] | Missed
    """Classic histogram → the number of its buckets, for those of the catalogue and the largest others."""
    retentions: Mapping[str, int | Missed]
    """`prometheus`, `loki`, `tempo` → milliseconds that it keeps data; 0 for ever."""
    login: str | Missed
    """Who Grafana takes us for."""
    lacks: tuple[Lack, ...] | Missed
    """What an apply would need, and the account may not do."""
    datasources: tuple[LiveDatasource, ...] | Missed
    live_rules: tuple[LiveRule, ...] | Missed
    """The rules of Grafana."""
    log_labels: frozenset[str] | Missed
    """The labels that Loki's streams have."""

    @property
    def servers(self) -> tuple[Server, ...]:
        """Every program that is looked for."""
        return (self.collector, self.prometheus, self.loki, self.tempo, self.grafana)


def not_checked(looked_at: str, missed: Missed) -> Diagnosis:
    """The diagnosis of what was not seen."""
    return Diagnosis(looked_at, missed.reason, checked=False, next=missed.next)
