"""The JSON files of dashboards that are kept as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from ..errors import ProjectError
from ..model.json_dashboard import JsonDashboard
from ..model.origin import Origin
from ..model.project import Definition


def with_content(definition: Definition[JsonDashboard], root: Path) -> Definition[JsonDashboard]:
    """The dashboard with what its file holds; its place is then the file.

    A ProjectError says what is wrong with a file that cannot be read, or that holds no dashboard.
    """
    given, named = definition.value, definition.origin
    path = (PurePosixPath(named.path).parent / given.file).as_posix()
    where = f'{named}: {named.variable} names "{given.file}"'
    if ".." in PurePosixPath(path).parts:
        raise ProjectError(f"{where}, which is not beside the module", "keep the file in the module's folder")
    try:
        text = (root / path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ProjectError(f"{where}, and there is no file {path}", "write its path from the module's folder") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{where}, which cannot be read: {error}", "save it as UTF-8") from None
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ProjectError(f"{path} is no JSON: {error}", "export the dashboard from Grafana again") from None
    return Definition(replace(given, content=_dashboard_in(content, path)), Origin(path, 1, variable=named.variable))


def _dashboard_in(content: Any, path: str) -> dict[str, Any]:
    inner = content.get("dashboard") if isinstance(content, dict) else None
    if isinstance(inner, dict) and "title" in inner:
        content = inner
    if not isinstance(content, dict) or "title" not in content or "spec" in content:
        raise ProjectError(
            f"{path} holds no classic dashboard JSON, with uid, title and panels",
            "export the dashboard from Grafana as classic JSON",
        )
    return content
