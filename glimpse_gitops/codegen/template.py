"""Notification templates."""

from __future__ import annotations

from ..model.resource import Resource
from ..model.template import Template
from .references import References


def template_of(live: Resource, references: References) -> Template:
    """The template; one of several lines starts on a line of its own, since the compiler strips it."""
    text = str(live.spec["template"]).strip()
    return Template(live.id.identity, f"\n{text}\n" if "\n" in text else text)
