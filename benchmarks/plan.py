"""How many requests does an unchanged plan send, and what is its own share of the time?"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.testing import SandboxedGrafana

DASHBOARDS, GROUPS = 300, 30

PROJECT = """
[tool.glimpse-gitops]
owner = "bench"
project = "bench"
folder = "bench"
datasource = "prometheus"
"""

MODULE = f"""
from glimpse_gitops.authoring import AlertRule, Dashboard, Folder, RuleGroup, Stat, Prometheus
prometheus = Prometheus(uid="prometheus", url="http://localhost:9090")
home = Folder("bench", "Bench")
def panels():
    return [Stat(title=f"Panel {{i}}", targets=[prometheus.query(f"sum(rate(requests_{{i}}[5m]))")]) for i in range(20)]
boards = [Dashboard(uid=f"board-{{n}}", title=f"Board {{n}}", panels=panels()) for n in range({DASHBOARDS})]
def rule(n, i):
    return AlertRule(f"Rule{{n}}x{{i}}", expr=f"up == {{i}}", labels={{"severity": "x"}})
groups = [RuleGroup(f"group-{{n}}", rules=[rule(n, i) for i in range(10)]) for n in range({GROUPS})]
"""


def main() -> None:
    """Print requests by method and seconds, for each version."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "pyproject.toml").write_text(PROJECT)
        (root / "dashboards").mkdir()
        (root / "dashboards" / "many.py").write_text(MODULE)
        for version in ("12.4", "11.6"):
            with SandboxServer(version=version) as server:
                first = _measured_apply(server, root)
                again = _measured_apply(server, root)
            sys.stdout.write(f"  {version}, {DASHBOARDS} dashboards and {GROUPS * 10} rules: first apply {first}\n")
            sys.stdout.write(f"  {version}, the same again, unchanged: {again}\n")


def _measured_apply(server: SandboxServer, root: Path) -> str:
    server.requests.clear()
    start, own = time.perf_counter(), time.process_time()
    SandboxedGrafana(server).apply(root)
    counts = Counter(request.method for request in server.requests)
    named = ", ".join(f"{count} {method}" for method, count in sorted(counts.items()))
    return f"{time.perf_counter() - start:.1f} s ({time.process_time() - own:.1f} s of processor), {named}"


if __name__ == "__main__":
    main()
