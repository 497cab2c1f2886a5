"""Notification templates."""

from __future__ import annotations

from ..model.project import Definition
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.template import Template


def compile_template(definition: Definition[Template]) -> Resource:
    """A template with a `define` of its own: Grafana would wrap one around text that has none."""
    template = definition.value
    text = template.text.strip()
    if "{{ define" not in text and "{{define" not in text and "{{- define" not in text:
        text = f'{{{{ define "{template.name}" }}}}\n{text}\n{{{{ end }}}}'
    return Resource(
        ResourceId(ResourceKind.TEMPLATE, template.name),
        template.name,
        {"template": text},
        origins={"": definition.origin},
    )
