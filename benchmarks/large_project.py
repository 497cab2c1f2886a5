"""A project of many dashboards and rules, made by loops: `python -m benchmarks.large_project FOLDER` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

DASHBOARDS, PANELS, GROUPS, RULES = 1000, 20, 100, 10

_SETTINGS = """
[tool.glimpse-gitops]
owner = "bench"
project = "bench"
folder = "bench"
datasource = "prometheus"
"""

_STACK = """
from glimpse_gitops.authoring import Folder, Prometheus

prometheus = Prometheus(uid="prometheus", url="http://localhost:9090")
home = Folder("bench", "Bench")
"""

_DASHBOARDS = """
from glimpse_gitops.authoring import Dashboard, Stat, Table, TimeSeries
from stack.everything import prometheus


def queries(number, count):
    rate = f'sum by (route) (rate(requests_{{number}}_total{{{{job="api", code=~"5.."}}}}[$__rate_interval]))'
    return [prometheus.query(f"{{rate}} * {{i + 1}}", legend="{{{{route}}}}") for i in range(count)]


def panels():
    shown = [TimeSeries(title=f"Rate {{i}}", targets=queries(i, 2), unit="reqps") for i in range({series})]
    shown += [Stat(title=f"Now {{i}}", targets=queries(i, 1), unit="reqps") for i in range({stats})]
    return shown + [Table(title=f"Each {{i}}", targets=queries(i, 1), unit="reqps") for i in range({tables})]


boards = [Dashboard(uid=f"board-{{n}}", title=f"Board {{n}}", panels=panels()) for n in range({dashboards})]
"""

_ALERTS = """
from glimpse_gitops.authoring import AlertRule, RuleGroup


def rule(group, number):
    return AlertRule(
        f"Errors{{group}}x{{number}}",
        expr=f"sum by (route) (rate(errors_{{number}}_total[5m])) > {{group}}",
        for_="5m",
        labels={{"severity": "warning"}},
        annotations={{"summary": "Route {{{{ $labels.route }}}} has errors"}},
    )


groups = [RuleGroup(f"group-{{n}}", rules=[rule(n, i) for i in range({rules})]) for n in range({groups})]
"""


def write_project(root: Path, dashboards: int = DASHBOARDS, groups: int = GROUPS) -> None:
    """Write a project of dashboards with 20 panels and of rule groups with 10 rules into the folder `root`."""
    series, stats, tables = PANELS * 12 // 20, PANELS * 6 // 20, PANELS * 2 // 20
    modules = {
        "pyproject.toml": _SETTINGS,
        "stack/everything.py": _STACK,
        "dashboards/many.py": _DASHBOARDS.format(series=series, stats=stats, tables=tables, dashboards=dashboards),
        "alerts/many.py": _ALERTS.format(rules=RULES, groups=groups),
    }
    for path, text in modules.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.lstrip(), encoding="utf-8")


if __name__ == "__main__":
    write_project(Path(sys.argv[1]))
