"""The resource API (`/apis/…`), which grafana-client does not cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ..model.resource import Keeper

DASHBOARDS = ("dashboard.grafana.app/v0alpha1", "dashboards")
"""The version that stores and gives back classic JSON as it was sent; later ones migrate it."""

FOLDERS = ("folder.grafana.app/v1beta1", "folders")

FOLDER_ANNOTATION = "grafana.app/folder"
"""The parent folder of a dashboard or folder: left out of a write, it moves the object to the root."""

PAGE = 500

_KEEPERS: Mapping[str, Keeper] = {
    "repo": "git-sync",
    "plugin": "plugin",
    "terraform": "terraform",
    "kubectl": "kubectl",
    "classic-file-provisioning": "file",
}


def request(api: Any, method: str, path: str, body: Any = None, params: Mapping[str, Any] | None = None) -> Any:
    """One request below `/apis`; `path` starts with a slash.

    grafana-client puts `…/api` before every path: the `s` that starts ours makes `…/apis` of it.
    """
    return getattr(api.client, method)(f"s{path}", json=body, params=params, accept_empty_json=True)


def write(api: Any, method: str, path: str, body: Any) -> Any:
    """One write below `/apis`; the answer has the object's metadata only.

    The server need not look for unknown fields, which it would only warn of, nor send back what it was sent.
    """
    return getattr(api.client, method)(
        f"s{path}",
        json=body,
        params={"fieldValidation": "Ignore"},
        headers={"Accept": "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json"},
        accept_empty_json=True,
    )


def collection(group: tuple[str, str], namespace: str) -> str:
    """The path of all objects of one kind."""
    version, plural = group
    return f"/{version}/namespaces/{namespace}/{plural}"


def member(group: tuple[str, str], namespace: str, uid: str) -> str:
    """The path of one object."""
    return f"{collection(group, namespace)}/{quote(uid, safe='')}"


def pages(api: Any, group: tuple[str, str], namespace: str) -> Iterator[Mapping[str, Any]]:
    """Every object of one kind that the account may read, page after page.

    Objects in folders that were made in the last half minute may be missing.
    """
    params: dict[str, Any] = {"limit": PAGE}
    while True:
        page = request(api, "GET", collection(group, namespace), params=params)
        yield from page.get("items") or ()
        token = (page.get("metadata") or {}).get("continue")
        if not token:
            return
        params = {"limit": PAGE, "continue": token}


def delete(api: Any, group: tuple[str, str], namespace: str, uid: str, version: str) -> None:
    """Delete one object if it is still at `version`."""
    options = {"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": {"resourceVersion": version}}
    request(api, "DELETE", member(group, namespace, uid), options)


def annotations_of(item: Mapping[str, Any]) -> Mapping[str, str]:
    """The annotations of an object."""
    return (item.get("metadata") or {}).get("annotations") or {}


def keeper_of(item: Mapping[str, Any]) -> Keeper:
    """Who else keeps an object, by its manager annotation."""
    return _KEEPERS.get(annotations_of(item).get("grafana.app/managedBy", ""), "")
