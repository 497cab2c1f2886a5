"""What the tool found or did, as text for people and for programs. Pure: the caller prints."""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    findings_compact,
    findings_github,
    findings_gitlab,
    findings_json,
    findings_junit,
    findings_markdown,
    findings_sarif,
    findings_text,
)
from .findings_report import FindingsReporter

REPORTERS: Mapping[str, FindingsReporter] = {
    "text": findings_text.render,
    "compact": findings_compact.render,
    "json": findings_json.render,
    "sarif": findings_sarif.render,
    "github": findings_github.render,
    "gitlab": findings_gitlab.render,
    "junit": findings_junit.render,
    "markdown": findings_markdown.render,
}
"""Format of `lint -o` → its renderer."""

FOR_PEOPLE = ("text", "compact", "markdown")
"""Those that people read: where the project cannot be loaded, the others hold that as a finding."""
