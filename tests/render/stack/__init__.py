"""The files of the stack: those of this repository and those of a small stack of the tests' own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from glimpse_gitops.model.metric import Histogram
from glimpse_gitops.render.stack.files import stack_files
from glimpse_gitops.render.stack.plan import StackPlan

from ...definitions import monitoring_stack

ROOT = Path(__file__).parents[3]


def plan_of(**given: Any) -> StackPlan:
    """A plan of the tests' stack, with one rule file, one recorded series and a metric in won."""
    paid = Histogram("amount_krw", "What was paid.", unit="KRW")
    return StackPlan(monitoring_stack(**given), ("alerts/app.yml",), ("job:requests:rate5m",), (paid,))


def texts(**given: Any) -> dict[str, str]:
    """Path → text of every file of that stack."""
    return {file.path: file.text for file in stack_files(plan_of(**given), "stack/shop.py")}


def documents(**given: Any) -> dict[str, Any]:
    """Path → content of every YAML file of that stack."""
    return {path: yaml.safe_load(text) for path, text in texts(**given).items() if path.endswith(".yml")}
