"""The names of who edited objects: the resource API only gives ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import GlimpseError
from . import resource_api
from .client import Client

_DISPLAY = "/iam.grafana.app/v0alpha1/namespaces/{}/display"
_KINDS = ("user:", "service-account:")


def editor_names(client: Client, editors: Iterable[str]) -> Mapping[str, str]:
    """`user:<uid>` → name, by one request; those that Grafana does not tell are left out."""
    keys = sorted({one for one in editors if one.startswith(_KINDS)})
    if not keys:
        return {}
    try:
        with client.about("the names of editors"):
            answer = resource_api.request(client.api, "GET", _DISPLAY.format(client.namespace), params={"key": keys})
    except GlimpseError:
        return {}
    return {
        _key(one): str(one.get("displayName") or "") for one in answer.get("display") or () if one.get("displayName")
    }


def _key(display: Mapping[str, Any]) -> str:
    identity = display["identity"]
    return f"{identity['type']}:{identity['name']}"
