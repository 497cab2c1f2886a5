"""Where this installation of the tool came from, so that a new repository installs the same one."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import unquote, urlsplit

NAME = "glimpse-gitops"


def requirement(version: str) -> str:
    """What pip takes to install this very tool: a version of the package index, or the place it was installed from."""
    named = f"{NAME}[sandbox]"
    try:
        source = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        source = None
    if not source:
        return f"{named}=={version}"
    origin = json.loads(source)
    url = str(origin["url"])
    if revision := origin.get("vcs_info", {}).get("commit_id"):
        url = f"{origin['vcs_info']['vcs']}+{url}@{revision}"
    return f"{named} @ {url}"


def documentation(requirement: str) -> str:
    """Where the page for authors lies of what `requirement` installs: with its source, not with what is installed."""
    _, _, url = requirement.partition(" @ ")
    if url.startswith("file:"):
        return f"`{unquote(urlsplit(url).path)}/docs/authoring.md`"
    return "`docs/authoring.md` in the source of glimpse-gitops" + (f", {url.removeprefix('git+')}" if url else "")
