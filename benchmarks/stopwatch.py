"""One command of ours, run as a process of its own and timed from within: `python -m benchmarks.stopwatch apply --yes`.

The figures are the last line on stderr, as JSON; `figures` runs it and reads them.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parents[1]
_KINDS = (
    (r"/apis/dashboard[^/]*/.*/dashboards(\?|$)", "dashboard list or creation"),
    (r"/apis/dashboard|/api/dashboards", "one dashboard"),
    (r"/apis/folder|/api/folders", "folder"),
    (r"/rules$", "all rules"),
    (r"/rules/|rule-groups", "one rule group"),
)
"""Pattern of a path → what it is about; the first that fits."""


@dataclass(frozen=True)
class Figures:
    """All times in seconds."""

    wall: float
    building: float
    """Loading the modules and compiling them."""
    waiting: float
    """At least one request was under way, and nothing was being built."""
    processor: float
    megabytes: float
    """The most memory that it had."""
    requests: Mapping[str, int]
    """Kind → number."""

    @property
    def own(self) -> float:
        """Neither building nor waiting: comparing, checking, digests, reports, and the start of Python."""
        return max(0.0, self.wall - self.building - self.waiting)


def figures(arguments: Sequence[str], project: Path, environ: Mapping[str, str]) -> Figures:
    """Run `glimpse-gitops` with these arguments; a CalledProcessError where it fails."""
    command = [sys.executable, "-m", "benchmarks.stopwatch", *arguments, "--project", str(project)]
    done = subprocess.run(command, cwd=_HERE, env={**os.environ, **environ}, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    return Figures(**json.loads(done.stderr.splitlines()[-1]))


class _Watch:
    """How long something is under way, however many of it at once."""

    def __init__(self) -> None:
        self.lock, self.running, self.since, self.total = threading.Lock(), 0, 0.0, 0.0
        self.kinds: Counter[str] = Counter()

    def watched(self, function: Callable[..., Any], kind: Callable[..., str] | None = None) -> Callable[..., Any]:
        """The function, timed."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.lock:
                self.running += 1
                self.since = time.perf_counter() if self.running == 1 else self.since
                if kind is not None:
                    self.kinds[kind(*args, **kwargs)] += 1
            try:
                return function(*args, **kwargs)
            finally:
                with self.lock:
                    self.running -= 1
                    self.total += 0.0 if self.running else time.perf_counter() - self.since

        return timed


def _kind(session: Any, method: str, url: str, **kwargs: Any) -> str:
    named = next((name for pattern, name in _KINDS if re.search(pattern, url)), "other")
    return f"{method.upper()} {named}"


def main() -> int:
    """Run the command, then tell the figures."""
    start = time.perf_counter()
    from glimpse_gitops.cli.main import main as command
    from glimpse_gitops.http.session import Session
    from glimpse_gitops.workflow import plan

    building, requests = _Watch(), _Watch()
    for name in ("load_project", "compile_project"):
        setattr(plan, name, building.watched(getattr(plan, name)))
    Session.request = requests.watched(Session.request, _kind)  # type: ignore[method-assign]
    code = 0
    try:
        command()
    except SystemExit as end:
        code = int(end.code or 0)
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = Figures(
        time.perf_counter() - start,
        building.total,
        requests.total,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        dict(sorted(requests.kinds.items())),
    )
    sys.stderr.write(json.dumps(asdict(told)) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
