"""The gate before an apply: what lint calls an error is not written to a Grafana.

A fault of the linter itself is told and stops nobody: in an incident, people must be able to apply. Who wants it to
stop says `fail-on = "warning"` in the settings of lint.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import FindingsError, GlimpseError
from ..model.finding import Finding, Severity
from ..model.project import Project
from ..model.resource import Bundle
from ..report.count import counted

SHOWN = 5
"""Findings that the message names; `lint` shows them all, with their places in the source."""


@dataclass(frozen=True)
class Soundness:
    """What the gate found."""

    errors: tuple[Finding, ...] = ()
    """They stop an apply."""
    faults: tuple[str, ...] = ()
    """Sentences about rules that could not look: they stop nothing."""


def soundness_of(project: Project, desired: Bundle) -> Soundness:
    """Whether a project, compiled, may be written."""
    # Only here: a plan that has nothing to do need not wait for all the rules to be loaded.
    from ..compile.references import with_references
    from ..lint.limits import limits_of
    from ..lint.rule_run import CRASHED
    from ..lint.runner import lint

    try:
        found = lint(with_references(project), desired, errors_only=True)
    except GlimpseError:
        raise
    except Exception as error:
        return Soundness(faults=(f"lint could not look at this project: {type(error).__name__}: {error}",))
    crashed = [one for one in found if (one.rule, one.name) == CRASHED]
    if limits_of(project.settings).fail_on is not Severity.ERROR:
        return Soundness((*(one for one in found if one.severity is Severity.ERROR), *crashed))
    faults = tuple(f"{one.origin}: {one.message}" for one in crashed)
    errors = tuple(one for one in found if one.severity is Severity.ERROR and one not in crashed)
    return Soundness(errors, faults)


def ensure_sound(found: Soundness) -> tuple[str, ...]:
    """Raise FindingsError where lint found errors: a query that cannot work would page people, or never.

    What is given are sentences about faults of the linter, which stop nothing.
    """
    errors = found.errors
    if errors:
        listed = [f"  {one.origin}: {one.rule} {one.name}: {one.message}" for one in errors[:SHOWN]]
        more = [f"  and {len(errors) - SHOWN} more"] if len(errors) > SHOWN else []
        raise FindingsError(
            "\n".join([f"nothing was written: lint finds {counted(len(errors), 'error')}", *listed, *more]),
            "`glimpse-gitops lint` shows them in full; --no-lint applies all the same",
        )
    return found.faults
