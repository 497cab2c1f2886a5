"""What kind of thing a value in an alert's template is, and which fields each kind has."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final


class Kind(Enum):
    """The words are those of messages."""

    ALERT = "the alert"
    LABELS = "the labels of the alert"
    EXTERNAL_LABELS = "the external labels"
    OTHER_LABELS = "labels"
    """Those of a query's sample."""
    TEXT = "a text"
    FLOAT = "a float"
    VALUE = "a number"
    """What a query returned: a float, or a native histogram."""
    INT = "an integer"
    BOOL = "true or false"
    SAMPLES = "the result of a query"
    SAMPLE = "a sample"
    NODES = "the values of the alert"
    """Grafana's: the value of each query and expression, by its letter."""
    NODE = "a query's value"
    ANY = "anything"


FIELDS: Final[Mapping[Kind, Mapping[str, Kind]]] = MappingProxyType(
    {
        Kind.SAMPLE: {"Labels": Kind.OTHER_LABELS, "Value": Kind.VALUE},
        Kind.NODE: {"Labels": Kind.OTHER_LABELS, "Value": Kind.FLOAT},
        Kind.TEXT: {},
        Kind.FLOAT: {},
        Kind.INT: {},
        Kind.BOOL: {},
        Kind.SAMPLES: {},
    }
)
"""The fields of the kinds that have these and no others. What the alert has depends on who fills its template in."""

ELEMENTS: Final[Mapping[Kind, Kind]] = MappingProxyType(
    {
        Kind.LABELS: Kind.TEXT,
        Kind.EXTERNAL_LABELS: Kind.TEXT,
        Kind.OTHER_LABELS: Kind.TEXT,
        Kind.SAMPLES: Kind.SAMPLE,
        Kind.NODES: Kind.NODE,
    }
)
"""What `range` and `index` find in a kind, and in the maps a field."""

MAPS: Final = frozenset({Kind.LABELS, Kind.EXTERNAL_LABELS, Kind.OTHER_LABELS, Kind.NODES})
"""The kinds in which every field may be."""

NUMBERS: Final = frozenset({Kind.FLOAT, Kind.INT, Kind.VALUE})
