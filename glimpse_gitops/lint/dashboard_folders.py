"""The folders from which Grafana is told to load dashboards, by the files that provision their providers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .json_lists import mapping, mappings_in
from .site import text_of

_PROVIDERS = "provisioning/dashboards"
"""Where Grafana looks for the files that say where dashboards are."""


def dashboard_folders(path: str, value: Any) -> Iterator[str]:
    """The folders near a file of providers that are meant by it; none for any other file.

    Its own folder, where dashboards are copied along with it, and the one that is called as the folder in the container
    is and lies beside `provisioning`, from where it is mounted. Of others nothing is known.
    """
    for _, provider in mappings_in(mapping(value).get("providers")):
        inside = text_of(mapping(provider.get("options")).get("path")).rstrip("/")
        if not inside:
            continue
        folder = path.rpartition("/")[0]
        name = inside.rpartition("/")[2]
        if inside.endswith(_PROVIDERS):
            yield folder
        elif f"/{folder}".endswith(f"/{_PROVIDERS}"):
            yield f"{folder.removesuffix(_PROVIDERS)}{name}"


def is_in(path: str, folders: Iterable[str]) -> bool:
    """Whether a file lies in or below one of the folders; an empty one is the folder that relative paths count from."""
    return any(path.startswith(f"{folder}/") if folder else not path.startswith("/") for folder in folders)
