"""The table of metrics."""

from __future__ import annotations

import json
import math

from glimpse_gitops.report.catalogue_rows import CatalogueRow, LabelBound, as_json, text

ROWS = (
    CatalogueRow("id", "gauge", "", (LabelBound("user", math.inf, False),), math.inf, "lock file"),
    CatalogueRow(
        "hits_total", "counter", "hits", (LabelBound("code", 2, True), LabelBound("r", 60, False)), 120, "catalogue"
    ),
    CatalogueRow("up", "gauge", "", (), 1, "catalogue"),
)


def test_every_metric_has_a_line_with_its_labels_below() -> None:
    assert text(ROWS, 15) == (
        "metric      type     unit   series  samples/s\n"
        "id          gauge          unknown    unknown\n"
        "    user without limit (from the lock file)\n"
        "hits_total  counter  hits    ≤ 120          8\n"
        "    code 2, r ≤ 60\n"
        "up          gauge              ≤ 1      0.067\n"
        "    no labels\n"
        "\n"
        "3 metrics, ≤ 121 series, 8.1 samples/s, scraped every 15s; of 1 the number is not known\n"
    )


def test_an_empty_table_says_what_to_do() -> None:
    assert "catalog snapshot" in text((), 15)


def test_json_has_null_for_what_is_not_known() -> None:
    told = json.loads(as_json(ROWS, 15))
    assert told["scrape_interval_seconds"] == 15
    assert [row["series"] for row in told["metrics"]] == [None, 120, 1]
    assert told["metrics"][1]["labels"][0] == {"name": "code", "values": 2, "exact": True}
