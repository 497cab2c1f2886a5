"""The processor time of whole processes."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Sequence
from pathlib import Path


def processor_seconds(command: Sequence[str], cwd: Path | None = None) -> float:
    """User and system time of one run; unlike the time on the wall it hardly depends on what else runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def fastest(runs: int, *commands: Sequence[str], cwd: Path | None = None) -> list[float]:
    """The least processor time of each command, over `runs` rounds in which they take turns."""
    rounds = [[processor_seconds(command, cwd) for command in commands] for _ in range(runs)]
    return [min(times) for times in zip(*rounds, strict=True)]
