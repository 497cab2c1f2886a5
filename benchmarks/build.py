"""How long does a build take, against grafanalib's own `generate-dashboards` of the same dashboards?"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.processes import fastest

DASHBOARDS = 300

PROJECT = """
[tool.glimpse-gitops]
owner = "bench"
project = "bench"
"""

MODULE = """
from grafanalib.core import Dashboard, Stat, Table, Target, TimeSeries

def panel(kind, number, queries):
    expr = f"rate(requests_{number}[5m])"
    targets = [Target(expr=expr, legendFormat="{{route}}", refId="AB"[i]) for i in range(queries)]
    return kind(title=f"{kind.__name__} {number}", dataSource="Prometheus", targets=targets)

def dashboard(name):
    panels = [panel(TimeSeries, i, 2) for i in range(12)] + [panel(Stat, i, 1) for i in range(6)]
    return Dashboard(uid=name, title=name, panels=panels + [panel(Table, i, 1) for i in range(2)])
"""


def main() -> None:
    """Print the ratios of a first and of an unchanged build."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        names = [f"board-{number}" for number in range(DASHBOARDS)]
        _write_project(root, names)
        scripts = Path(sys.executable).parent
        theirs = [str(scripts / "generate-dashboards"), *(f"theirs/{name}.dashboard.py" for name in names)]
        ours = [str(scripts / "glimpse-gitops"), "build"]
        forget = ["sh", "-c", "rm -f dashboards/*.json"]
        fresh, _, generated = fastest(3, ours, forget, theirs, cwd=root)
        unchanged = fastest(4, ours, cwd=root)[0]
    sys.stdout.write(
        f"  {DASHBOARDS} dashboards of 20 panels: generate-dashboards takes {generated / fresh:.2f} times as long as a "
        f"first build, {generated / unchanged:.2f} times as long as an unchanged one\n"
        f"  ({generated:.2f} s, {fresh:.2f} s, {unchanged:.2f} s of processor time)\n"
    )


def _write_project(root: Path, names: list[str]) -> None:
    (root / "pyproject.toml").write_text(PROJECT)
    for folder in ("dashboards", "theirs"):
        (root / folder).mkdir()
    (root / "dashboards" / "many.py").write_text(
        MODULE + f"\nboards = [dashboard(f'board-{{number}}') for number in range({len(names)})]\n"
    )
    (root / "many.py").write_text(MODULE)
    for name in names:
        text = MODULE + f"\ndashboard = dashboard({name!r}).auto_panel_ids()\n"
        (root / "theirs" / f"{name}.dashboard.py").write_text(text)


if __name__ == "__main__":
    main()
