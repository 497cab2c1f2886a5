"""Text panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from .panel import Panel


@dataclass(frozen=True, kw_only=True, eq=False)
class Text(Panel):
    """A text in Markdown, or HTML, or as code."""

    TYPE: ClassVar[str] = "text"

    title: str = ""
    content: str
    mode: Literal["markdown", "html", "code"] = "markdown"

    def _options(self) -> dict[str, Any]:
        return {"content": self.content, "mode": self.mode}
