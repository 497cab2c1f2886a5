"""The subjects of the monitoring stack: what its central Prometheus collects."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.project import Project
from .knowledge import Knowledge
from .site import SourceSite
from .subjects import FederationSubject


def federation_subjects(project: Project, knowledge: Knowledge) -> Iterator[FederationSubject]:
    """The federation of the project's stack."""
    for definition in project.stacks:
        stack = definition.value
        site = SourceSite(project.sources, definition.origin)
        series = list(stack.federation.series or ())
        yield FederationSubject(
            object=f"monitoring stack {stack.name}",
            place=definition.origin,
            passage=site.text("", stack.name),
            parts=site.parts("", definition.origin),
            json={"series": series, "shards": stack.federation.shards},
            federation=stack.federation,
            knowledge=knowledge,
        )
