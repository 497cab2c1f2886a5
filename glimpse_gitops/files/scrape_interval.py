"""How often metrics are scraped: said by the stack, by the catalogue, or by both alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import ProjectError
from ..model.catalogue import Catalogue
from ..model.duration import parse_duration
from ..model.monitoring_stack import MonitoringStack
from ..model.project import Definition


def with_scrape_interval(catalogue: Catalogue, stacks: Sequence[Definition[MonitoringStack]]) -> Catalogue:
    """The catalogue, scraped as often as the project's one stack does it."""
    if len(stacks) > 1:
        places = " and ".join(str(definition.origin) for definition in stacks)
        raise ProjectError(
            f"there are two monitoring stacks, at {places}",
            "keep one MonitoringStack; a name that starts with _ hides the other",
        )
    if not stacks:
        return catalogue
    stack = stacks[0].value
    if catalogue.scrape_interval and catalogue.scrape_interval_ms != parse_duration(stack.scrape_interval):
        raise ProjectError(
            f"{stacks[0].origin}: the stack scrapes every {stack.scrape_interval}, "
            f"and the catalogue says every {catalogue.scrape_interval}",
            "take scrape_interval out of the Catalogue",
        )
    return replace(catalogue, scrape_interval=stack.scrape_interval)
