"""What the tool found or did, as text for people and for programs. Pure: the caller prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ..model.finding import Finding
from . import findings_github, findings_json, findings_text


class FindingsReporter(Protocol):
    """Renders findings; `texts` is path → text of the files, and `color` is for terminals."""

    def __call__(
        self, findings: Sequence[Finding], texts: Mapping[str, str] | None = None, *, color: bool = False
    ) -> str: ...


REPORTERS: Mapping[str, FindingsReporter] = {
    "text": findings_text.render,
    "json": findings_json.render,
    "github": findings_github.render,
}
"""Format of `lint -o` → its renderer."""
