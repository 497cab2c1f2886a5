"""Asking a Prometheus through the Grafana that has it as a data source, with the account of that Grafana."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .client import Client, segment


def proxied(client: Client, uid: str) -> Callable[[str, Mapping[str, str]], Any]:
    """A way to ask the data source: path below its address and parameters → the parsed JSON body."""

    def ask(path: str, params: Mapping[str, str]) -> Any:
        with client.about(f"data source {uid}"):
            return client.api.client.GET(f"/datasources/proxy/uid/{segment(uid)}/{path}", params=dict(params))

    return ask
