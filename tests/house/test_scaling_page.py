"""The numbers of docs/scaling.md are those of the catalogue and the stack."""

from __future__ import annotations

import re
from pathlib import Path

from glimpse_gitops.files.loader import load_project
from glimpse_gitops.workflow.catalog_show import catalogue_rows

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")


def cell(row: str) -> float:
    """The number in the second cell of a row."""
    found = re.search(rf"^\| {re.escape(row)} \| ([\d,.]+)( k)? \|$", PAGE, re.MULTILINE)
    assert found, row
    return float(found[1].replace(",", "")) * (1000 if found[2] else 1)


def test_series_and_samples_are_what_the_catalogue_allows() -> None:
    rows, interval = catalogue_rows(ROOT)
    series = sum(row.series for row in rows)
    labels = {label.name: label.bound for label in load_project(ROOT).catalogue.target_labels}
    assert abs(cell("series") - series) < 1000
    assert abs(cell(f"samples a second, scraped every {interval:.0f} s") - series / interval) < 100
    processes = (labels["job"] or 0) * (labels["instance"] or 0)
    assert abs(cell("series of one process of the server") - series / processes) < 100


def test_the_table_multiplies_what_was_measured() -> None:
    rows = re.findall(r"^\| ([\d.]+) (k|million)[^|]*\| ([\d,]+) \| ([\d.]+) GiB", PAGE, re.MULTILINE)
    assert len(rows) == 4
    for amount, unit, processes, memory in rows:
        series = float(amount) * (1000 if unit == "k" else 1_000_000)
        assert abs(series / 4700 / float(processes.replace(",", "")) - 1) < 0.02
        assert abs(series * 10 / 1024**2 / float(memory) - 1) < 0.06


def test_the_limit_of_the_table_is_that_of_the_stack() -> None:
    [stack] = load_project(ROOT).stacks
    assert f"| {stack.value.prometheus.memory_mb // 1024} GiB, the limit in `stack/stack.py` |" in PAGE
