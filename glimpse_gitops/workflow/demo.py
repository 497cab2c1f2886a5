"""`demo`: an environment that stands in for the one of a real run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..compile.project import compile_project
from ..compile.target import GRAFANA_12
from ..files.loader import load_project


def stand_in_environment(root: Path, login: str, password: str) -> Mapping[str, str]:
    """Login to a sandbox, and a stand-in for every secret that the project takes from the environment.

    Real values are left out on purpose: a demonstration has no business with them.
    """
    bundle = compile_project(load_project(root), GRAFANA_12).bundle
    refs = {ref for resource in bundle.values() for ref in resource.secrets.values() if ref.source == "env"}
    stand_ins = {ref.name: f"http://127.0.0.1:9/{ref.name.lower()}" for ref in refs}
    return {**stand_ins, "GRAFANA_USER": login, "GRAFANA_PASSWORD": password}
