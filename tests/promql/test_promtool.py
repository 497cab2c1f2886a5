"""The label flow and the bounds against Prometheus itself: promtool says which series a query really returns."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from glimpse_gitops.promql.analysis import analyse
from glimpse_gitops.promql.flow import Presence
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.world import world_of

from .database import Database, random_catalogue, random_database
from .generator import Generator

SEED = int(os.environ.get("PROMQL_SEED", "20260821"))
DATABASES, QUERIES_EACH = 8, 40
STEP, STEPS = 15, 60

_ANSWER = re.compile(r'expr: ("(?:[^"\\]|\\.)*"), time: 15m(.*?)(?=\n    expr: |\Z)', re.DOTALL)
_SERIES = re.compile(r'([a-zA-Z_:][\w:]*)?\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\} [-+\w.]+')
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')

needs_promtool = pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")


def input_series(database: Database) -> list[dict[str, str]]:
    """The database in promtool's notation, one value a scrape."""
    series = []
    for stored in database.series:
        values = {int(time // STEP): value for time, value in stored.samples}
        labels = ",".join(f'{name}="{value}"' for name, value in stored.labels.items() if name != "__name__")
        series.append(
            {
                "series": f"{stored.labels['__name__']}{{{labels}}}",
                "values": " ".join(repr(values[step]) if step in values else "_" for step in range(STEPS + 1)),
            }
        )
    return series


def results_of(queries: list[str], database: Database, file: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """What promtool gives for each query that it can evaluate, as the labels of its series.

    It only tells results that are not as expected, so each query expects what no database holds.
    """
    series = input_series(database)
    never = [{"labels": "never_there", "value": 12345}]
    tests: list[dict[str, Any]] = [
        {
            "interval": f"{STEP}s",
            "input_series": series,
            "promql_expr_test": [{"expr": query, "eval_time": "15m", "exp_samples": never}],
        }
        for query in queries
    ]
    file.write_text(yaml.safe_dump({"rule_files": [], "evaluation_interval": "1m", "tests": tests}, width=10**6))
    run = subprocess.run(["promtool", "test", "rules", str(file)], capture_output=True, text=True, check=False)
    for answer in _ANSWER.finditer(run.stdout + run.stderr):
        if "got:" in answer[2]:
            got = answer[2].partition("got:")[2].partition("\n\n")[0]
            yield json.loads(answer[1]), [_labels(found) for found in _SERIES.finditer(got)]


def _labels(found: re.Match[str]) -> dict[str, str]:
    named = {"__name__": found[1]} if found[1] else {}
    return {**named, **dict(_LABEL.findall(found[2]))}


@needs_promtool
def test_what_prometheus_returns_lies_within_what_was_foretold(tmp_path: Path) -> None:
    random = Random(SEED)
    evaluated = returned = 0
    for _ in range(DATABASES):
        database = random_database(random)
        world = world_of(random_catalogue(random, database))
        queries = [Generator(random).vector(random.randint(1, 4)) for _ in range(QUERIES_EACH)]
        for query, series in results_of(queries, database, tmp_path / "queries.yml"):
            analysis = analyse(parse(query), world)
            flow = analysis.flow
            assert flow is not None
            assert len(series) <= analysis.count.series, query
            for labels in series:
                assert flow.must <= labels.keys(), (query, labels)
                assert all(flow.presence(name) is not Presence.CANNOT for name in labels), (query, labels)
            evaluated += 1
            returned += len(series)
    assert evaluated > DATABASES * QUERIES_EACH / 2, "promtool should be able to evaluate most of the queries"
    assert returned > evaluated / 2, "and they should return something"
