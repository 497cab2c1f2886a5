"""`glimpse-gitops plan --all`"""

from __future__ import annotations

from pathlib import Path

from ..errors import UnreachableError
from ..model.plan_choices import PlanChoices
from ..report.matrix_json import matrix_json
from ..report.matrix_text import matrix_text
from ..workflow.connection import Connection
from ..workflow.matrix import matrix
from .json_answer import echo_document


def show_matrix(
    root: Path, connection: Connection, choices: PlanChoices, *, verbose: bool, exit_code: bool, output: str = "text"
) -> int:
    """Print the table; what could not be planned is an error at the end, after all the others were shown."""
    table = matrix(root, connection, choices)
    echo_document(matrix_json(table) if output == "json" else matrix_text(table, verbose=verbose))
    unknown = [column for column in table.columns if column.plan is None]
    if unknown:
        names = ", ".join(column.name for column in unknown)
        raise UnreachableError(f"not planned: {names}", next((one.next_step for one in unknown if one.next_step), ""))
    return 5 if exit_code and table.has_changes else 0
