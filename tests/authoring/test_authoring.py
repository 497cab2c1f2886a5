"""The one door that authors import from."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import pytest
from mypy import api

from glimpse_gitops import authoring

ROOT = Path(__file__).parents[2]

WRITTEN = (
    "catalogue", "contact_point", "datasource", "folder", "integrations.email", "integrations.pagerduty",
    "integrations.slack", "integrations.webhook", "label", "matcher", "metric", "mute_timing", "policy", "query",
    "rule_group", "secret", "setting", "template", "threshold",
)  # fmt: skip
"""The modules of the model that hold what authors write; the others hold what the tool passes on."""

NOT_WRITTEN = {"EmptyCatalogue", "Series"}
"""What else those modules hold."""

TYPOS = {
    "a unit that is no text": 'TimeSeries(title="Up", unit=5)',
    "a misspelt field": 'TimeSeries(title="Up", units="s")',
    "a word that Grafana does not know": 'TimeSeries(title="Up", stacking="normale")',
    "a severity that is not declared": 'severity("citrical")',
    "a panel where a title belongs": 'Dashboard(uid="x", title=TimeSeries(title="Up"))',
    "a threshold that is a number": 'Stat(title="Heap", thresholds=[1_000_000])',
    "a variable without a data source": 'LabelValues(name="job", metric="up")',
    "a folder by its name": 'Dashboard(uid="x", title="X", folder="glimpse")',
}


@pytest.mark.parametrize("name", WRITTEN)
def test_all_that_authors_write_is_in_one_place(name: str) -> None:
    module = import_module(f"glimpse_gitops.model.{name}")
    classes = {
        name
        for name, value in vars(module).items()
        if inspect.isclass(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }

    assert classes
    assert classes - NOT_WRITTEN <= set(authoring.__all__)


def test_everything_that_is_exported_exists_and_nothing_else_is_public() -> None:
    public = {
        name for name, value in vars(authoring).items() if not name.startswith("_") and not inspect.ismodule(value)
    }

    assert set(authoring.__all__) == public


def test_a_type_checker_finds_typos_before_anything_runs(tmp_path: Path) -> None:
    names = sorted({"TimeSeries", "Dashboard", "Stat", "LabelValues"})
    head = f"from glimpse_gitops.authoring import {', '.join(names)}\nfrom metrics.glimpse import severity\n"
    sample = tmp_path / "sample.py"
    sample.write_text(head + "\n".join(TYPOS.values()) + "\n", encoding="utf-8")

    output, problems, _ = api.run(["--config-file", str(ROOT / "pyproject.toml"), str(sample)])

    assert not problems
    lines = {int(line.split(":")[1]) for line in output.splitlines() if ": error:" in line}
    missed = [why for number, why in enumerate(TYPOS, start=3) if number not in lines]
    assert not missed, output


@pytest.mark.parametrize("name", ["Gauge", "GaugePanel"])
def test_the_metric_and_the_panel_have_names_of_their_own(name: str) -> None:
    assert getattr(authoring, name).__name__ == name
