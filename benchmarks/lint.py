"""What does linting cost, beside promql-parser's bare parse of the same expressions?

Run it as `python -m benchmarks.lint`. It makes 1,120 rule files of 9,520 rules, 118 of 1,003 and 100 dashboards of 40
panels, lints them as processes of their own: anew, from the cache, and after one file has changed. It prints the
processor time of each rule, its ratio to promql-parser, and where `pint` can be run, its processor time on the same
files beside it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import promql_parser

from .promql import QUERIES

FILES, FILES_OF_A_THOUSAND, GROUPS_OF = 1_120, 118, (8, 9)
"""Rule files, and the numbers of their rules in turn."""
DASHBOARDS, PANELS = 100, 40
LIMIT_RATIO = 25.0
"""Processor time of a rule at most, in parses of promql-parser."""
LIMIT_MEGABYTES = 400.0
LIMIT_THOUSAND = 1.0
"""Seconds for a thousand rules, the best of three runs."""
LIMIT_UNCHANGED = 0.5
"""Seconds of processor time for all rules, where no file has changed."""
LIMIT_DASHBOARD = 0.038
"""Seconds of processor time."""


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    processor: float
    wall: float
    megabytes: float


def main() -> int:
    """Prints the figures; 1 if a limit is broken."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        rules = _write_rules(root / "rules", FILES)
        thousand = _write_rules(root / "thousand", FILES_OF_A_THOUSAND)
        _write_rule(root / "one")
        _write_dashboards(root / "dashboards")
        start = cost([*_lint("one"), "--no-cache"], root)
        few = min((cost([*_lint("thousand"), "--no-cache"], root) for _ in range(3)), key=lambda one: one.wall)
        anew, again = (cost(_lint("rules"), root) for _ in range(2))
        changed = root / "rules" / "0000.yaml"
        changed.write_text(changed.read_text(encoding="utf-8").replace("5m", "6m"), encoding="utf-8")
        one = cost(_lint("rules"), root)
        boards = cost(_lint("dashboards"), root)
        lines = [f"{rules} rules in {FILES} files; one rule alone takes {start.processor:.2f} s"]
        lines.append(
            f"{thousand} rules: {few.processor:.2f} s of processor time, {few.wall:.2f} s (at most {LIMIT_THOUSAND})"
        )
        each = (anew.processor - start.processor) / rules
        ratio = each / _parse_time()
        lines.append(f"anew: {anew.processor:.2f} s of processor time, {anew.wall:.2f} s, {anew.megabytes:.0f} MB")
        lines.append(f"each rule: {each * 1e3:.2f} ms, {ratio:.1f} × promql-parser alone (at most {LIMIT_RATIO:.0f})")
        lines.append(
            f"unchanged: {again.processor:.2f} s of processor time, {again.wall:.2f} s (at most {LIMIT_UNCHANGED})"
        )
        lines.append(f"one file changed: {one.processor:.2f} s of processor time, {one.wall:.2f} s")
        board = (boards.processor - start.processor) / DASHBOARDS
        lines.append(f"each dashboard of {PANELS} panels: {board * 1e3:.1f} ms (at most {LIMIT_DASHBOARD * 1e3:.0f})")
        if pint := shutil.which("pint"):
            beside = cost([pint, "--offline", "-w", "2", "lint", "rules"], root)
            lines.append(
                f"pint: {beside.processor:.2f} s of processor time; ours is {anew.processor / beside.processor:.2f} ×"
            )
    sys.stdout.write("\n".join(lines) + "\n")
    broken = (
        ratio > LIMIT_RATIO,
        few.wall > LIMIT_THOUSAND,
        anew.megabytes > LIMIT_MEGABYTES,
        again.processor > LIMIT_UNCHANGED,
        board > LIMIT_DASHBOARD,
    )
    return int(any(broken))


def cost(command: Sequence[str], place: Path) -> Cost:
    """Run a command there, its output unread; it may end with any code."""
    start = time.perf_counter()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    child = os.posix_spawn(
        "/usr/bin/env",
        ["env", "-C", str(place), *command],
        {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1), (os.POSIX_SPAWN_DUP2, nowhere, 2)],
    )
    _, _, used = os.wait4(child, 0)
    os.close(nowhere)
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024)


def _lint(folder: str) -> list[str]:
    return [sys.executable, "-m", "glimpse_gitops", "lint", "-o", "compact", folder]


def _write_rules(folder: Path, files: int) -> int:
    folder.mkdir()
    made = 0
    for number in range(files):
        text = f"groups:\n  - name: group{number}\n    rules:\n"
        for _ in range(GROUPS_OF[number % len(GROUPS_OF)]):
            text += _rule(made)
            made += 1
        (folder / f"{number:04}.yaml").write_text(text, encoding="utf-8")
    return made


def _write_rule(folder: Path) -> None:
    folder.mkdir()
    (folder / "one.yaml").write_text(f"groups:\n  - name: one\n    rules:\n{_rule(0)}", encoding="utf-8")


def _rule(number: int) -> str:
    """An alert rule; every expression differs from all others, so that none is parsed for another."""
    expr = json.dumps(f"{QUERIES[number % len(QUERIES)]} and on () vector({number})")
    return f"""      - alert: Alert{number}
        expr: {expr}
        for: 5m
        labels: {{severity: warning}}
        annotations:
          summary: "Alert {number} fires for {{{{ $value }}}}"
          description: |
            What the expression says has held for five minutes.
"""


def _write_dashboards(folder: Path) -> None:
    folder.mkdir()
    for number in range(DASHBOARDS):
        panels = [_panel(number * PANELS + index, index) for index in range(PANELS)]
        board = {"uid": f"board-{number}", "title": f"Board {number}", "schemaVersion": 41, "panels": panels}
        (folder / f"{number}.json").write_text(json.dumps(board, indent=2), encoding="utf-8")


def _panel(number: int, index: int) -> dict[str, object]:
    expr = f"{QUERIES[number % len(QUERIES)]} and on () vector({number})"
    return {
        "id": index + 1,
        "type": "timeseries",
        "title": f"Panel {number}",
        "description": "A panel.",
        "datasource": {"type": "prometheus", "uid": "prometheus"},
        "gridPos": {"x": 12 * (index % 2), "y": 8 * (index // 2), "w": 12, "h": 8},
        "fieldConfig": {"defaults": {"unit": "short"}, "overrides": []},
        "targets": [{"refId": "A", "expr": expr, "legendFormat": "{{job}}"}],
    }


def _parse_time() -> float:
    """Seconds that promql-parser takes for one of the expressions, as a rule."""
    texts = [f"{query} and on () vector(1)" for query in QUERIES]
    times = []
    for _ in range(41):
        start = time.perf_counter()
        for text in texts:
            promql_parser.parse(text)
        times.append(time.perf_counter() - start)
    return median(times) / len(texts)


if __name__ == "__main__":
    sys.exit(main())
