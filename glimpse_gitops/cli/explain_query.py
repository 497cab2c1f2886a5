"""`glimpse-gitops explain-query`"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from ..report import query_tree_json, query_tree_text
from ..workflow.explain_query import explain_query
from .options import colour, optional_root, project_option


@click.command()
@click.argument("expression")
@click.option(
    "-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the report."
)
@project_option
def command(project: Path | None, expression: str, output: str) -> int:
    """Draw a PromQL EXPRESSION as a tree: what each part of it returns, and what that costs.

    For each part it tells how many series there are at most, how many samples one evaluation reads and holds in
    memory at once, which values and which labels they have, and where labels get lost. What is known of metrics comes
    from the catalogue of the project, if there is one here. Grafana's variables are allowed; `-` reads the
    expression from stdin. Exit 1 where the expression is not valid.

    \b
    Example:
      glimpse-gitops explain-query 'sum by (route) (rate(http_requests_total[5m]))'
    """
    text = sys.stdin.read() if expression == "-" else expression
    explained = explain_query(text, optional_root(project))
    if output == "json":
        shown = query_tree_json.render(explained.text, explained.nodes, explained.faults, explained.notes)
    elif explained.faults:
        shown = query_tree_text.render_faults(explained.text, explained.faults, color=colour())
    else:
        width = shutil.get_terminal_size((100, 40)).columns
        shown = query_tree_text.render(explained.nodes, explained.notes, width=width, color=colour())
    click.echo(shown, nl=False)
    return 1 if explained.faults else 0
