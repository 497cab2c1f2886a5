"""`plan --all`: the plan of every environment, side by side. Sends nothing but GET."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..errors import GlimpseError, SettingsError
from ..files.settings import load_settings
from ..model.matrix import Column, Matrix
from ..model.plan_choices import PlanChoices
from ..plan.matrix import matrix_of
from .connection import Connection
from .plan import planning


def matrix(root: Path, connection: Connection, choices: PlanChoices) -> Matrix:
    """One environment after the other; one that cannot be planned says why, and the others go on."""
    environments = load_settings(root).environments
    if not environments:
        raise SettingsError(
            "pyproject.toml declares no environment, so there is nothing to compare",
            "declare them as [tool.glimpse-gitops.environments.<name>], with their url",
        )
    each = [replace(connection, environment=name, own_credentials=True) for name in environments]
    columns = [_column(root, one, choices) for one in each]
    return matrix_of(columns, environments)


def _column(root: Path, connection: Connection, choices: PlanChoices) -> Column:
    try:
        with planning(root, connection, choices) as planned:
            titles = {id: resource.title for id, resource in planned.desired.items()}
            return Column(connection.environment, planned.plan, titles=titles)
    except GlimpseError as error:
        return Column(connection.environment, None, error.message, error.hint)
