"""`glimpse-gitops adopt`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .json_answer import echo_document, json_option
from .options import grafana_options, project_option, project_root, server_line

if TYPE_CHECKING:
    from ..model.adoption import NewModules, Revised
    from ..workflow.connection import Connection


@click.command()
@click.argument("what", nargs=-1, metavar="[WHAT]...")
@click.option("--unmanaged", is_flag=True, help="What no code describes: writes new modules at once.")
@click.option("--drift", is_flag=True, help="What was changed in Grafana: shows changes of the code; see --write.")
@click.option("--folder", default="", metavar="UID", help="Only what is in this folder of Grafana.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write new modules under this folder.")
@click.option("--patch", is_flag=True, help="Write nothing: print all of it as one patch, for `git apply`.")
@click.option("--write", is_flag=True, help="With --drift: write the changes of files that are there.")
@json_option
@grafana_options
@project_option
def command(
    project: Path | None,
    connection: Connection,
    what: tuple[str, ...],
    unmanaged: bool,
    drift: bool,
    folder: str,
    out: Path | None,
    patch: bool,
    write: bool,
    output: str,
) -> int:
    """Turn what was made or changed in Grafana into code that builds to it.

    WHAT names kinds, uids, names or titles; without --unmanaged or --drift it is both. Objects that no code describes
    become new modules under stack/, dashboards/ and alerts/. They are written at once, and no file is ever overwritten:
    --patch shows them first. What was changed in Grafana becomes a change of the very lines that say otherwise: it is
    shown, and written with --write only.

    Grafana is only read. All of it is tried out in a copy of the project first, and must build to what is live. Exits 1
    where something drifted and all of it has to be changed by hand.

    \b
    Examples:
      glimpse-gitops adopt --unmanaged --folder team-a
      glimpse-gitops adopt contact-points "On-call overview"
      glimpse-gitops adopt --drift --write
    """
    from ..model.adoption import NewModules, Revised
    from ..workflow.adopt import new_modules, write_new
    from ..workflow.adopt_drift import revised, write_revised
    from ..workflow.adoptable import Wanted
    from ..workflow.plan import planning

    if not (what or unmanaged or drift or folder):
        raise UsageError("adopt needs to know what", "name kinds, uids or titles, or give --unmanaged or --drift")
    if patch and output == "json":
        raise UsageError("--patch prints a patch, and -o json a document", "the document holds the patch as well")
    if patch and (write or out):
        raise UsageError("--patch prints and writes nothing: leave --write and --out away")
    root = project_root(project)
    both = not (unmanaged or drift)
    wanted = Wanted(what, unmanaged or both, drift or both, folder)
    with planning(root, connection) as planned:
        if output == "text":
            click.echo(server_line(planned.client, planned.project.settings.owner) + "\n", err=patch)
        new = new_modules(planned, wanted) if wanted.unmanaged else NewModules()
        changed = revised(planned, wanted) if wanted.drift else Revised()
        if not patch:
            write_new(new, out or root)
        if write:
            write_revised(changed, root)
    if output == "json":
        from ..report.adoption_json import adoption_json

        echo_document(adoption_json(new, changed, written=write))
    else:
        _tell(new, changed, patch=patch, written=write)
    return 1 if changed.regenerated and not (changed.changes or new.files) else 0


def _tell(new: NewModules, changed: Revised, *, patch: bool, written: bool) -> None:
    from ..report.adoption_text import adoption_text, by_hand, next_steps, patch_of

    if patch:
        click.echo(patch_of(new.files, changed.changes), nl=False)
        for block in by_hand(changed):
            click.echo(f"{block}\n", err=True)
    else:
        click.echo(adoption_text(new, changed, written=written), nl=False)
    for step in next_steps(new, changed, patch=patch, written=written):
        click.echo(f"next:  {step}", err=True)
