"""What `lint --changed-since` knows of the change as a whole: series that it no longer records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..files.git_recordings import recordings_removed
from ..model.lint_choices import LintChoices


def with_change(choices: LintChoices, reference: str, root: Path | None) -> LintChoices:
    """The choices with what the change since a commit takes away. Raises UsageError where git cannot say."""
    return replace(choices, removed=recordings_removed(reference, root or Path.cwd()))
