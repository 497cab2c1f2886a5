"""The functions that a template may call, with what they take and return."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from .kinds import Kind

UNLIMITED: Final = 1_000


class Signature(NamedTuple):
    """What a function takes and returns."""

    takes: tuple[Kind, ...]
    """The kinds of its arguments; ANY for those that take several."""
    returns: Kind
    least: int = -1
    """The number of arguments at least, where that is not the number of kinds."""
    most: int = -1
    numeric: bool = False
    """It takes a number, or a text that is one."""

    @property
    def fewest(self) -> int:
        return len(self.takes) if self.least < 0 else self.least

    @property
    def limit(self) -> int:
        return len(self.takes) if self.most < 0 else self.most

    def kind_of(self, position: int) -> Kind:
        """The kind that it takes there."""
        return self.takes[position] if position < len(self.takes) else Kind.ANY


_ANY, _TEXT = Kind.ANY, Kind.TEXT
_TO_TEXT = Signature((_TEXT,), _TEXT)
_NUMBER_TO_TEXT = Signature((_ANY,), _TEXT, numeric=True)


def _several(returns: Kind, least: int, most: int = UNLIMITED) -> Signature:
    return Signature((), returns, least, most)


BUILT_IN: Final[Mapping[str, Signature]] = MappingProxyType(
    {
        "and": _several(_ANY, 1),
        "or": _several(_ANY, 1),
        "not": _several(Kind.BOOL, 1, 1),
        "len": _several(Kind.INT, 1, 1),
        "index": _several(_ANY, 1),
        "slice": _several(_ANY, 1, 4),
        "call": _several(_ANY, 1),
        "print": _several(_TEXT, 0),
        "println": _several(_TEXT, 0),
        "printf": Signature((_TEXT,), _TEXT, 1, UNLIMITED),
        "html": _several(_TEXT, 0),
        "js": _several(_TEXT, 0),
        "urlquery": _several(_TEXT, 0),
        "eq": _several(Kind.BOOL, 2),
        **dict.fromkeys(("ne", "lt", "le", "gt", "ge"), _several(Kind.BOOL, 2, 2)),
    }
)
"""Those of Go's own text/template."""

PROMETHEUS: Final[Mapping[str, Signature]] = MappingProxyType(
    {
        **BUILT_IN,
        "query": Signature((_TEXT,), Kind.SAMPLES),
        "first": Signature((Kind.SAMPLES,), Kind.SAMPLE),
        "label": Signature((_TEXT, Kind.SAMPLE), _TEXT),
        "value": Signature((Kind.SAMPLE,), Kind.VALUE),
        "strvalue": Signature((Kind.SAMPLE,), _TEXT),
        "sortByLabel": Signature((_TEXT, Kind.SAMPLES), Kind.SAMPLES),
        "args": _several(_ANY, 0),
        "reReplaceAll": Signature((_TEXT, _TEXT, _TEXT), _TEXT),
        "match": Signature((_TEXT, _TEXT), Kind.BOOL),
        **dict.fromkeys(("safeHtml", "title", "toUpper", "toLower", "graphLink", "tableLink"), _TO_TEXT),
        **dict.fromkeys(("stripPort", "stripDomain", "urlQueryEscape"), _TO_TEXT),
        **dict.fromkeys(("humanize", "humanize1024", "humanizeDuration"), _NUMBER_TO_TEXT),
        **dict.fromkeys(("humanizePercentage", "humanizeTimestamp"), _NUMBER_TO_TEXT),
        **dict.fromkeys(("toTime", "toDuration"), Signature((_ANY,), _ANY, numeric=True)),
        "now": Signature((), Kind.FLOAT),
        "pathPrefix": Signature((), _TEXT),
        "externalURL": Signature((), _TEXT),
        "parseDuration": Signature((_TEXT,), Kind.FLOAT),
    }
)
"""Those of alerting rules in Prometheus 3; consoles have `tmpl`, too."""

VMALERT: Final[Mapping[str, Signature]] = MappingProxyType(
    {
        **PROMETHEUS,
        **dict.fromkeys(("crlfEscape", "htmlEscape", "jsonEscape", "quotesEscape"), _TO_TEXT),
        **dict.fromkeys(("pathEscape", "queryEscape"), _TO_TEXT),
        "parseDurationTime": Signature((_TEXT,), _ANY),
        "externalURL": _several(_TEXT, 0),
        "pathPrefix": _several(_TEXT, 0),
    }
)
"""Those of VictoriaMetrics' vmalert, beside those of Prometheus."""

_LABELS_TO_LABELS = Signature((_ANY, _TEXT), _ANY)

GRAFANA: Final[Mapping[str, Signature]] = MappingProxyType(
    {
        **PROMETHEUS,
        **dict.fromkeys(("filterLabels", "filterLabelsRe"), _LABELS_TO_LABELS),
        **dict.fromkeys(("removeLabels", "removeLabelsRe"), _LABELS_TO_LABELS),
        "mergeLabelValues": Signature((_ANY,), _ANY),
    }
)
"""Those of Grafana's alert rules."""
