"""Logs panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from .panel import Panel


@dataclass(frozen=True, kw_only=True, eq=False)
class Logs(Panel):
    """Log lines, the newest first."""

    TYPE: ClassVar[str] = "logs"

    show_time: bool = True
    show_labels: bool = False
    show_common_labels: bool = False
    wrap: bool = True
    prettify_json: bool = False
    details: bool = True
    """Whether a click opens a line's labels, fields and links."""
    order: Literal["newest first", "oldest first"] = "newest first"
    deduplicate: Literal["none", "exact", "numbers", "signature"] = "none"

    def _options(self) -> dict[str, Any]:
        return {
            "dedupStrategy": self.deduplicate,
            "enableLogDetails": self.details,
            "prettifyLogMessage": self.prettify_json,
            "showCommonLabels": self.show_common_labels,
            "showLabels": self.show_labels,
            "showTime": self.show_time,
            "sortOrder": "Descending" if self.order == "newest first" else "Ascending",
            "wrapLogMessage": self.wrap,
        }
