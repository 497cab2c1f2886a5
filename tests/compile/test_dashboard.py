"""Dashboards, from whatever an author builds one with to the JSON that Grafana would have saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from grafanalib import core

from glimpse_gitops.authoring import Dashboard, Folder, Prometheus, RawPanel, Row, Stat, Text, TimeSeries
from glimpse_gitops.compile.dashboard import CompiledDashboard, compile_dashboard, finish
from glimpse_gitops.compile.plain import Seen, to_plain
from glimpse_gitops.errors import ProjectError
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.project import Definition
from glimpse_gitops.model.settings import Settings
from glimpse_gitops.model.source_index import SourceIndex

ROOT = Path(__file__).parents[2]
SAVED = [
    json.loads(line)
    for line in (Path(__file__).parent / "saved_by_grafana.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Dashboards of plain grafanalib as they were sent to a Grafana 12.4, and by JSON pointer what it made of them: all of
it that says anything, without the keys that it merely carried along."""

prometheus = Prometheus(uid="prom", name="Prometheus", url="http://prometheus:9090", is_default=True)
PROM = {"type": "prometheus", "uid": "prom"}

DASHBOARD_DEFAULTS = ("__inputs", "gnetId", "hideControls", "id", "rows", "sharedCrosshair", "style", "version")
PANEL_DEFAULTS: dict[str, Any] = {
    "fieldConfig": {"defaults": {}, "overrides": []},
    "links": [],
    "options": {},
    "targets": [],
    "title": "",
    "transformations": [],
    "transparent": False,
}
"""What a Grafana 12.4 takes out of a panel when it gives it back."""


def compiled(value: Any, schema_version: int = 42, folder: str = "") -> CompiledDashboard:
    """The dashboard of a variable `overview`."""
    definition = Definition(value, Origin("dashboards/overview.py", 3, variable="overview"))
    return compile_dashboard(
        definition, Settings("owner", "project", folder=folder), SourceIndex(), schema_version, [prometheus]
    )


def of_grafanalib(**fields: Any) -> core.Dashboard:
    """A dashboard as plain grafanalib makes it, with a data source by its name and no refIds."""
    panel = core.TimeSeries(
        title="Requests",
        dataSource="Prometheus",
        targets=[core.Target(expr="rate(a[5m])"), core.Target(expr="rate(b[5m])")],
    )
    return core.Dashboard(**{"title": "Plain", "uid": "plain", "panels": [panel], **fields})


def values(tree: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a tree that holds no other, by its JSON pointer."""
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            yield from values(value, f"{pointer}/{key}")
    elif isinstance(tree, list) and tree:
        for position, value in enumerate(tree):
            yield from values(value, f"{pointer}/{position}")
    else:
        yield pointer, tree


def what_grafana_would_take_out(dashboard: dict[str, Any]) -> list[str]:
    """Nulls, and the defaults that its clean-up of a dashboard removes."""
    found = [pointer for pointer, value in values(dashboard) if value is None]
    found += [key for key in DASHBOARD_DEFAULTS if key in dashboard]
    for panel in dashboard["panels"]:
        for one in (panel, *panel.get("panels", [])):
            found += [f"{one['title']}: {key}" for key, value in PANEL_DEFAULTS.items() if one.get(key, "-") == value]
    return found


@pytest.mark.parametrize("case", SAVED, ids=[case["name"] for case in SAVED])
def test_plain_grafanalib_becomes_what_grafana_makes_of_it(case: dict[str, Any]) -> None:
    dashboard = to_plain(case["sent"], Seen())
    finish(dashboard, 42, [prometheus])

    ours = dict(values(dashboard))
    assert {pointer: ours.get(pointer) for pointer in case["kept"]} == case["kept"]
    assert what_grafana_would_take_out(dashboard) == []


@pytest.mark.parametrize("case", SAVED, ids=[case["name"] for case in SAVED])
@pytest.mark.parametrize("schema_version", [41, 42])
def test_finishing_twice_changes_nothing(case: dict[str, Any], schema_version: int) -> None:
    once = to_plain(case["sent"], Seen())
    finish(once, schema_version, [prometheus])
    twice = json.loads(json.dumps(once))
    finish(twice, schema_version, [prometheus])

    assert twice == once


def test_a_plain_grafanalib_dashboard_comes_out_modern() -> None:
    spec = compiled(of_grafanalib()).spec

    (panel,) = spec["panels"]
    assert spec["schemaVersion"] == 42
    assert panel["datasource"] == PROM
    assert [(target["refId"], target["datasource"], target["range"]) for target in panel["targets"]] == [
        ("A", PROM, True),
        ("B", PROM, True),
    ]
    assert panel["gridPos"] == {"h": 8, "w": 24, "x": 0, "y": 0}
    assert not {"maxDataPoints", "editable", "error", "span", "height"} & set(panel)
    assert spec["annotations"]["list"][0]["builtIn"] == 1


def test_rows_of_grafanalib_become_row_panels() -> None:
    rows = [core.Row(title="Traffic", panels=[core.TimeSeries(title="Requests"), core.TimeSeries(title="Errors")])]

    panels = compiled(of_grafanalib(panels=[], rows=rows)).spec["panels"]

    assert [(panel["title"], panel["gridPos"]["w"]) for panel in panels] == [
        ("Traffic", 24),
        ("Requests", 12),
        ("Errors", 12),
    ]


def test_what_grafanalib_prints_does_not_reach_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    compiled(of_grafanalib(rows=[core.Row(panels=[core.TimeSeries(title="Up")])]))

    assert capsys.readouterr().out == ""


def test_builders_dictionaries_and_our_own_panels_mix() -> None:
    class Builder:
        """Builds the way grafana-foundation-sdk does."""

        def build(self) -> dict[str, Any]:
            return {"type": "stat", "title": "Built", "targets": [{"expr": "up", "refId": "A"}]}

    ours = Stat(title="Ours", targets=[prometheus.query("up")])
    raw = {"type": "text", "title": "Raw", "options": {"content": "x"}}

    dashboard = compiled({"uid": "mixed", "title": "Mixed", "panels": [Builder(), ours, raw]})

    assert [panel["title"] for panel in dashboard.spec["panels"]] == ["Built", "Ours", "Raw"]
    assert dashboard.panels[id(ours)] == dashboard.spec["panels"][1]["id"]
    assert dashboard.panels[id(raw)] == dashboard.spec["panels"][2]["id"]


def test_a_panel_object_is_found_in_rows_and_collapsed_rows() -> None:
    shown, folded = Text(title="Shown", content="a"), Text(title="Folded", content="b")

    dashboard = compiled(
        Dashboard(uid="x", title="X", rows=[Row("One", [shown]), Row("Two", [folded], collapsed=True)])
    )

    assert dashboard.panels[id(shown)] == dashboard.spec["panels"][1]["id"]
    assert dashboard.panels[id(folded)] == dashboard.spec["panels"][2]["panels"][0]["id"]


def test_a_dashboard_stands_in_its_folder_or_in_the_projects() -> None:
    own = Dashboard(uid="x", title="X", folder=Folder("own", "Own"))

    assert compiled(own, folder="default").folder_uid == "own"
    assert compiled(Dashboard(uid="x", title="X"), folder="default").folder_uid == "default"
    assert compiled(Dashboard(uid="x", title="X")).folder_uid == ""


def test_numbers_of_panels_may_be_fractions_or_whole() -> None:
    panel = TimeSeries(title="Up", min=0.5, max=2.0, targets=[prometheus.query("up")])

    defaults = compiled(Dashboard(uid="x", title="X", panels=[panel])).spec["panels"][0]["fieldConfig"]["defaults"]

    assert json.dumps([defaults["min"], defaults["max"]]) == "[0.5, 2]"


def test_a_panel_of_any_plugin_keeps_its_options() -> None:
    panel = RawPanel(type="geomap", title="Where", options={"view": {"id": "zero"}}, datasource=prometheus)

    (spec,) = compiled(Dashboard(uid="x", title="X", panels=[panel])).spec["panels"]

    assert (spec["type"], spec["options"], spec["datasource"]) == ("geomap", {"view": {"id": "zero"}}, PROM)


class Broken:
    """A dashboard whose own code fails."""

    title, panels = "Broken", ()

    def to_json_data(self) -> dict[str, Any]:
        raise RuntimeError("no panels today")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Broken(), "cannot be built: RuntimeError: no panels today"),
        ({"title": "X", "uid": "x", "panels": [{"tags": {"a"}}]}, "cannot be built: TypeError: a set has no order"),
        ({"uid": "x", "panels": []}, "has no title"),
        ({"title": " ", "uid": "x", "panels": []}, "has no title"),
        ({"title": "X", "panels": []}, '("X") has no uid'),
        ({"title": "X", "uid": "a b", "panels": []}, '"a b" is not a uid'),
        ({"title": "X", "uid": "x" * 41, "panels": []}, "is not a uid"),
        ({"title": "X", "uid": 7, "panels": []}, '"7" is not a uid'),
        ({"title": "X", "uid": "x", "panels": ["Up"]}, "builds to JSON that is no dashboard"),
    ],
)
def test_a_dashboard_that_cannot_be_compiled_is_named_with_its_place(value: Any, message: str) -> None:
    with pytest.raises(ProjectError) as caught:
        compiled(value)

    assert caught.value.message.startswith("dashboards/overview.py:3: dashboard overview")
    assert message in caught.value.message
    assert caught.value.hint


SCRIPT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from dashboards.glimpse_overview import overview
from glimpse_gitops.compile.dashboard import compile_dashboard
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.project import Definition
from glimpse_gitops.model.settings import Settings
from glimpse_gitops.model.source_index import SourceIndex
definition = Definition(overview, Origin("dashboards/glimpse_overview.py", variable="overview"))
print(json.dumps(compile_dashboard(definition, Settings("o", "p"), SourceIndex(), 42).spec))
"""


def test_the_same_bytes_come_out_on_every_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }

    assert len(outputs) == 1
    (output,) = outputs
    assert what_grafana_would_take_out(json.loads(output)) == []
