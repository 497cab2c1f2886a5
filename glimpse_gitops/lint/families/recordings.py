"""Rules of recording rules: the rows of the ids RR…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.conflicting_record import ConflictingRecord
from ..rules.duplicate_record import DuplicateRecord
from ..rules.record_before_its_source import RecordBeforeItsSource
from ..rules.record_hides_metric import RecordHidesMetric
from ..rules.record_level_mismatch import RecordLevelMismatch
from ..rules.record_operation_mismatch import RecordOperationMismatch
from ..rules.record_overwrites_label import RecordOverwritesLabel
from ..rules.record_range_mismatch import RecordRangeMismatch
from ..rules.record_without_level import RecordWithoutLevel
from ..rules.recording_cycle import RecordingCycle
from ..rules.unused_recording import UnusedRecording

RR: tuple[Rule[Any], ...] = (
    RecordWithoutLevel(),
    DuplicateRecord(),
    RecordBeforeItsSource(),
    RecordingCycle(),
    UnusedRecording(),
    RecordOverwritesLabel(),
    RecordHidesMetric(),
    RecordLevelMismatch(),
    RecordRangeMismatch(),
    RecordOperationMismatch(),
    ConflictingRecord(),
)
