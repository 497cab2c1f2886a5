"""The sandbox holds the recorded conversations and answers as the real servers did."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.sandbox import SandboxServer

from .replay.comparison import differences
from .replay.exceptions import EXCEPTIONS, Exchange
from .replay.recorder import Recorder
from .replay.scenarios import FILE_SCENARIOS, SCENARIOS, Scenario

HERE = Path(__file__).parent
RECORDINGS = {
    "11.6.2": ("11.6", SCENARIOS),
    "12.4.0": ("12.4", SCENARIOS),
    "12.4.0-sql": ("12.4-sql", SCENARIOS),
    "11.6.2-files": ("11.6", FILE_SCENARIOS),
    "12.4.0-files": ("12.4", FILE_SCENARIOS),
}


def _recorded(name: str) -> dict[Exchange, dict[str, Any]]:
    with gzip.open(HERE / "recordings" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {(line["scenario"], line["step"]): line for line in map(json.loads, lines)}


@contextmanager
def _server(version: str, scenarios: tuple[Scenario, ...]) -> Iterator[SandboxServer]:
    seed = HERE / "files" if scenarios is FILE_SCENARIOS else None
    with SandboxServer(version, seed=seed) as server:
        yield server


def _replayed(version: str, scenarios: tuple[Scenario, ...]) -> dict[Exchange, dict[str, Any]]:
    with _server(version, scenarios) as server:

        def evaluate(states: Mapping[str, str], values: Mapping[str, float]) -> None:
            for uid, state in states.items():
                server.set_alert_state(uid, state, values=values)

        recorder = Recorder(server.url, evaluate)
        for scenario in scenarios:
            recorder.begin(scenario.__name__)
            scenario(recorder)
    return {(line["scenario"], line["step"]): line for line in json.loads(json.dumps(recorder.lines))}


def _content_type(response: dict[str, Any]) -> str:
    return str(response["headers"].get("content-type", "")).partition(";")[0]


@cache
def _differing(name: str) -> dict[Exchange, list[str]]:
    version, scenarios = RECORDINGS[name]
    recorded, replayed = _recorded(name), _replayed(version, scenarios)
    found: dict[Exchange, list[str]] = {}
    for exchange, line in recorded.items():
        if exchange not in replayed:
            found[exchange] = ["was not reached"]
            continue
        real, here = line["response"], replayed[exchange]["response"]
        path = line["request"]["path"]
        faults = differences(real["body"], here["body"], path)
        if real["status"] != here["status"]:
            faults.insert(0, f"status: {real['status']} / {here['status']}")
        if _content_type(real) != _content_type(here):
            faults.insert(0, f"content type: {real['headers']} / {here['headers']}")
        if faults:
            found[exchange] = [f"{line['request']['method']} {path}", *faults]
    found.update({exchange: ["is not recorded"] for exchange in replayed.keys() - recorded.keys()})
    return found


@pytest.mark.parametrize("name", RECORDINGS)
def test_every_exchange_is_answered_as_the_real_server_did(name: str) -> None:
    unlisted = {exchange: faults for exchange, faults in _differing(name).items() if exchange not in EXCEPTIONS[name]}
    assert unlisted == {}


@pytest.mark.parametrize("name", RECORDINGS)
def test_the_list_of_exceptions_holds_nothing_that_has_become_equal(name: str) -> None:
    assert len(EXCEPTIONS[name]) < 10
    assert EXCEPTIONS[name].keys() <= _differing(name).keys()


def test_a_changed_answer_is_noticed() -> None:
    recorded = _recorded("12.4.0")[("folders", 2)]["response"]["body"]
    assert differences(recorded, {**recorded, "title": "other"}, "/api/folders") == [".title: 'Team A' / 'other'"]
    assert differences(recorded, {**recorded, "id": 1}, "/api/folders") == []
