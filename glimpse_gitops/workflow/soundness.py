"""The gate before an apply: what lint calls an error is not written to a Grafana."""

from __future__ import annotations

from ..compile.references import with_references
from ..errors import FindingsError
from ..lint.runner import lint
from ..model.finding import Finding, Severity
from ..model.project import Project
from ..model.resource import Bundle
from .plan import Planned

SHOWN = 5
"""Findings that the message names; `lint` shows them all, with their places in the source."""


def errors_in(planned: Planned) -> tuple[Finding, ...]:
    """What lint calls an error in the project that was planned."""
    return _errors(planned.project, planned.desired)


def ensure_sound(planned: Planned) -> None:
    """Raise FindingsError where lint finds errors: a query that cannot work would page people, or never."""
    ensure_without_errors(planned.project, planned.desired)


def ensure_without_errors(project: Project, desired: Bundle) -> None:
    """The same for a project, compiled, that goes elsewhere than to a Grafana."""
    errors = _errors(project, desired)
    if errors:
        listed = [f"  {one.origin}: {one.rule} {one.name}: {one.message}" for one in errors[:SHOWN]]
        more = [f"  and {len(errors) - SHOWN} more"] if len(errors) > SHOWN else []
        raise FindingsError(
            "\n".join(
                [f"nothing was written: lint finds {len(errors)} error{'s' * (len(errors) > 1)}", *listed, *more]
            ),
            "`glimpse-gitops lint` shows them in full; --no-lint applies all the same",
        )


def _errors(project: Project, desired: Bundle) -> tuple[Finding, ...]:
    found = lint(with_references(project), desired, errors_only=True)
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)
