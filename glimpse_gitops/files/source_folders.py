"""The folders of a project in which its modules stand."""

from __future__ import annotations

SOURCE_FOLDERS = ("stack", "metrics", "dashboards", "alerts")
"""Where a project's objects stand; imports go in this direction."""
