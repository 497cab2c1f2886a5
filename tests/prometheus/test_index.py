"""The index calls, and what they make of answers that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from glimpse_gitops.errors import RefusedError, UnreachableError
from glimpse_gitops.prometheus.index import Index


def index(answer: Callable[[str], Any]) -> Index:
    return Index(lambda path, params: answer(path), "http://prometheus", 0)


def refusing(status: int) -> Callable[[str], Any]:
    def answer(path: str) -> Any:
        raise RefusedError("no", status=status)

    return answer


def success(data: Any) -> Callable[[str], Any]:
    return lambda path: {"status": "success", "data": data}


@pytest.mark.parametrize("answer", [None, [], "hello", {"database": "ok"}, {"status": "error"}])
def test_what_answers_otherwise_is_no_prometheus(answer: Any) -> None:
    with pytest.raises(UnreachableError, match="is no Prometheus"):
        index(lambda path: answer).version()


def test_a_server_without_build_information_is_no_prometheus() -> None:
    with pytest.raises(UnreachableError, match="is no Prometheus"):
        index(refusing(404)).version()
    with pytest.raises(RefusedError):
        index(refusing(400)).version()


def test_servers_that_scrape_nothing_or_count_nothing_are_no_fault() -> None:
    assert index(refusing(404)).scrape_intervals() == {}
    assert index(refusing(404)).head_series() is None
    with pytest.raises(RefusedError):
        index(refusing(422)).head_series()


def test_the_interval_of_most_targets_is_that_of_their_job() -> None:
    told = [("app", "30s"), ("app", "15s"), ("app", "15s"), ("node", "1m"), ("node", "30s"), ("", "5s")]
    targets = [{"labels": {"job": job}, "scrapeInterval": interval} for job, interval in told]
    found = index(success({"activeTargets": targets})).scrape_intervals()
    assert found == {"app": "15s", "node": "30s"}


def test_a_type_on_which_targets_disagree_is_not_known() -> None:
    told = {"a": [{"type": "counter"}, {"type": "counter"}], "b": [{"type": "counter"}, {"type": "gauge"}], "c": []}
    assert index(success(told)).types() == {"a": "counter"}


@pytest.mark.parametrize(
    ("label", "segment"), [("job", "job"), ("_x1", "_x1"), ("http.status", "U__http_2e_status"), ("a_é", "U__a___e9_")]
)
def test_a_label_becomes_one_segment_of_the_path(label: str, segment: str) -> None:
    paths: list[str] = []

    def ask(path: str, params: Mapping[str, str]) -> Any:
        paths.append(path)
        return {"status": "success", "data": []}

    assert Index(ask, "", 0).values("up", label, 5) == []
    assert paths == [f"api/v1/label/{segment}/values"]
