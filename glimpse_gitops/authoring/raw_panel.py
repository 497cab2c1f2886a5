"""Panels of types that have no class here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .field_panel import FieldPanel


@dataclass(frozen=True, kw_only=True, eq=False)
class RawPanel(FieldPanel):
    """A panel of any plugin: `RawPanel(type="geomap", title="Where", options={…})`."""

    type: str
    options: Mapping[str, Any] = field(default_factory=dict)
    custom: Mapping[str, Any] = field(default_factory=dict)
    """Of `fieldConfig.defaults.custom`."""

    def to_json_data(self) -> dict[str, Any]:
        """The panel as JSON, with its type."""
        return {**super().to_json_data(), "type": self.type}

    def _options(self) -> dict[str, Any]:
        return dict(self.options)

    def _custom(self) -> dict[str, Any]:
        return dict(self.custom)
