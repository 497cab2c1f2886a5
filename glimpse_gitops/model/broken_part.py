"""Parts of files from elsewhere that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .origin import Origin


@dataclass(frozen=True)
class BrokenPart:
    """A part of a file that could not be read."""

    kind: Literal["yaml", "rule", "other"]
    """`yaml`: no YAML; `rule`: no rule or group that Prometheus takes; `other`: a file that holds something else."""
    message: str
    origin: Origin
    object: str = ""
    hint: str = ""
    nested: bool = False
    """It is a key that nobody knows, with a list or a mapping behind it."""
