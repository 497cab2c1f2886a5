"""Rules that go by what a server says, with `--online`: the rows of the ids ON…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.metric_gone import MetricGone
from ..rules.metric_not_there import MetricNotThere
from ..rules.recording_not_there import RecordingNotThere
from ..rules.refused_by_server import RefusedByServer
from ..rules.value_not_there import ValueNotThere

ON: tuple[Rule[Any], ...] = (
    MetricNotThere(),
    MetricGone(),
    RecordingNotThere(),
    ValueNotThere(),
    RefusedByServer(),
)
