"""Our evaluation of the policy tree agrees with Alertmanager's own (`amtool config routes test`) on random trees."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glimpse_gitops.model.label import quoted
from glimpse_gitops.routing.destinations import routes_for
from glimpse_gitops.routing.tree import tree_of

AMTOOL = shutil.which("amtool")

pytestmark = pytest.mark.skipif(AMTOOL is None, reason="amtool (Debian: prometheus-alertmanager) is not installed")

NAMES = st.sampled_from(["a", "b", "severity", "alertname"])
VALUES = st.sampled_from(["", "x", "y", "xx", "critical", "prod-1", "Prod-12", "한국", "a.b", "a|b", 'q"q', "b\\s"])
PATTERNS = st.sampled_from(
    [
        "", "x", "x|y", ".*", ".+", "x+", "x?", "[^x]*", "crit.*", "(?i)prod-[0-9]+", r"prod-\d{1,2}", r"a\.b", "a.b",
        r"\pL+", "^x$", "(x|y)(x|y)?", "(?:crit)ical", r"[[:alpha:]]*", "x|", r"\bx\b", r"\Qa|b\E",
    ]
)  # fmt: skip
MATCHERS = st.one_of(
    st.tuples(NAMES, st.sampled_from(["=", "!="]), VALUES),
    st.tuples(NAMES, st.sampled_from(["=~", "!~"]), PATTERNS),
)
GROUPINGS = st.sampled_from([[], ["..."], ["alertname"], ["alertname", "a"]])
LABELS = st.dictionaries(NAMES, VALUES.filter(bool), max_size=4)


def routes(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """Routes as Grafana stores them, without names for their receivers yet."""
    deeper = st.lists(routes(depth - 1), max_size=3) if depth else st.just([])
    return st.fixed_dictionaries(
        {
            "object_matchers": st.lists(MATCHERS.map(list), max_size=2),
            "continue": st.booleans(),
            "group_by": GROUPINGS,
            "own_receiver": st.booleans(),
            "routes": deeper,
        }
    )


TREES = st.lists(routes(2), min_size=1, max_size=4).map(lambda some: {"own_receiver": True, "routes": some})


def named(route: Mapping[str, Any], numbers: count[int]) -> dict[str, Any]:
    """Each route with a receiver of its own, save for those that inherit theirs."""
    receiver = {"receiver": f"r{next(numbers)}"} if route["own_receiver"] else {}
    rest = {key: value for key, value in route.items() if key not in ("own_receiver", "routes")}
    return {**rest, **receiver, "routes": [named(child, numbers) for child in route["routes"]]}


def for_alertmanager(route: Mapping[str, Any]) -> dict[str, Any]:
    """A route in the words of Alertmanager's own configuration."""
    matchers = [f"{name}{op}{quoted(value)}" for name, op, value in route.get("object_matchers", ())]
    rest = {key: value for key, value in route.items() if key not in ("object_matchers", "routes")}
    return {**rest, "matchers": matchers, "routes": [for_alertmanager(child) for child in route["routes"]]}


def receivers_in(route: Mapping[str, Any]) -> list[str]:
    own = [route["receiver"]] if "receiver" in route else []
    return [*own, *(name for child in route["routes"] for name in receivers_in(child))]


def asked_of_amtool(spec: Mapping[str, Any], labels: Mapping[str, str], folder: Path) -> list[str]:
    """The receivers, in amtool's order. JSON is YAML."""
    config = {"route": for_alertmanager(spec), "receivers": [{"name": name} for name in receivers_in(spec)]}
    file = folder / "alertmanager.yml"
    file.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    said = [f"{name}={quoted(value)}" for name, value in labels.items()]
    command = [str(AMTOOL), "config", "routes", "test", f"--config.file={file}", *said]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split(",")


def agree(spec: Mapping[str, Any], labels: Mapping[str, str], folder: Path) -> None:
    found = routes_for(tree_of(spec), labels)
    assert found is not None
    assert [one.receiver for one in found] == asked_of_amtool(spec, labels, folder)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, labels=LABELS)
def test_random_trees_give_the_receivers_that_alertmanager_names(
    tree: Mapping[str, Any], labels: Mapping[str, str], tmp_path: Path
) -> None:
    agree(named(tree, count()), labels, tmp_path)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(matcher=MATCHERS, labels=LABELS)
def test_each_matcher_takes_what_alertmanager_takes(
    matcher: tuple[str, str, str], labels: Mapping[str, str], tmp_path: Path
) -> None:
    taken = {"receiver": "taken", "object_matchers": [list(matcher)], "routes": []}
    agree({"receiver": "default", "routes": [taken]}, labels, tmp_path)
