"""Who fills an alert's template in: Prometheus, vmalert or Grafana."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .functions import GRAFANA as GRAFANA_FUNCTIONS
from .functions import PROMETHEUS as PROMETHEUS_FUNCTIONS
from .functions import VMALERT as VMALERT_FUNCTIONS
from .functions import Signature
from .kinds import Kind


@dataclass(frozen=True)
class Dialect:
    """What templates find there."""

    name: str
    functions: Mapping[str, Signature]
    fields: Mapping[str, Kind]
    """The fields of the alert: `.Labels`."""
    variables: Mapping[str, Kind]
    """The variables that are set: `$labels`; `$` is the alert itself."""


PROMETHEUS: Final = Dialect(
    "Prometheus",
    PROMETHEUS_FUNCTIONS,
    {
        "Labels": Kind.LABELS,
        "ExternalLabels": Kind.EXTERNAL_LABELS,
        "ExternalURL": Kind.TEXT,
        "Value": Kind.VALUE,
    },
    {
        "": Kind.ALERT,
        "labels": Kind.LABELS,
        "externalLabels": Kind.EXTERNAL_LABELS,
        "externalURL": Kind.TEXT,
        "value": Kind.VALUE,
    },
)
_ONLY_IN_VMALERT = ("activeAt", "alertID", "expr", "for", "groupID", "isPartial", "type")
PROMETHEUS_OR_VMALERT: Final = Dialect(
    "Prometheus",
    VMALERT_FUNCTIONS,
    {**PROMETHEUS.fields, **{name[0].upper() + name[1:]: Kind.ANY for name in _ONLY_IN_VMALERT}},
    {**PROMETHEUS.variables, **dict.fromkeys(_ONLY_IN_VMALERT, Kind.ANY)},
)
"""For rule files of which nobody says whose they are: one form serves both."""
GRAFANA: Final = Dialect(
    "Grafana",
    GRAFANA_FUNCTIONS,
    {"Labels": Kind.LABELS, "Values": Kind.NODES, "Value": Kind.ANY},
    {"": Kind.ALERT, "labels": Kind.LABELS, "values": Kind.NODES, "value": Kind.ANY},
)
"""Its `$value` is a number or, with several queries and in 11.6, a text."""
