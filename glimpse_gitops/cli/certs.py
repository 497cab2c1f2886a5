"""`glimpse-gitops certs`"""

from __future__ import annotations

from pathlib import Path

import click

from .options import project_option, project_root


@click.command()
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long they are valid.")
@click.option("--host", "hosts", multiple=True, help="Another name or address that they are for; may be repeated.")
@click.option("--replace", is_flag=True, help="Make new ones where there are some.")
@project_option
def command(project: Path | None, days: int, hosts: tuple[str, ...], replace: bool) -> int:
    """Make certificates and a password for the stack's variant with TLS, in stack/tls/private.

    Git ignores that folder, and nobody else on this machine can enter it. The authority's key is not kept: nothing else
    can be signed with it.
    """
    from ..workflow.certs import certs

    report = certs(project_root(project), days=days, hosts=hosts, replace=replace)
    for path in report.files:
        click.echo(path)
    click.echo(f"\nvalid until {report.end:%Y-%m-%d}, for {', '.join(report.hosts)}", err=True)
    return 0
