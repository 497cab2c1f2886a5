"""Notification templates."""

from __future__ import annotations

import re

from ..model.project import Definition
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.template import Template

_DEFINES = re.compile(r"\{\{-?\s*define\s")


def compile_template(definition: Definition[Template]) -> Resource:
    """A template with a `define` of its own: Grafana would wrap one around text that has none."""
    template = definition.value
    text = template.text.strip()
    if _DEFINES.search(text) is None:
        text = f'{{{{ define "{template.name}" }}}}\n{text}\n{{{{ end }}}}'
    return Resource(
        ResourceId(ResourceKind.TEMPLATE, template.name),
        template.name,
        {"template": text},
        origins={"": definition.origin},
        moved_from=ResourceId(ResourceKind.TEMPLATE, template.moved_from) if template.moved_from else None,
    )
