"""What is wrong with the service at the moment: ordered by `POST /faults`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Faults:
    """What goes wrong; nothing by default."""

    error_ratio: float = 0.0
    """The share of requests that is answered with a 5xx status, from 0 to 1."""
    latency_factor: float = 1.0
    """How many times slower answers are."""
    memory_growth: float = 0.0
    """Bytes a second by which the heap grows; it stays where it is once this is 0 again."""
    traffic_factor: float = 1.0
    """How many times more traffic there is."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1e12:
                raise ValueError(f"{field.name} must be a number from 0 on, not {value!r}")
        if self.error_ratio > 1:
            raise ValueError(f"error_ratio must be from 0 to 1, not {self.error_ratio!r}")


def faults_from(given: Any) -> Faults:
    """The faults of a JSON object; a ValueError names what is wrong with it."""
    if not isinstance(given, Mapping):
        raise ValueError("send a JSON object")
    known = {field.name for field in fields(Faults)}
    unknown = sorted(given.keys() - known)
    if unknown:
        raise ValueError(f'"{unknown[0]}" is no fault; there are {", ".join(sorted(known))}')
    return Faults(**given)


def as_json(faults: Faults) -> dict[str, float]:
    """All faults with their values."""
    return asdict(faults)
