from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.errors import RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.datasources import Datasources
from glimpse_gitops.grafana.refusal import REDACTED
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.sandbox import SandboxServer


def source(uid: str, **more: Any) -> Resource:
    spec = {"uid": uid, "name": uid, "type": "loki", "access": "proxy", "url": "http://127.0.0.1:9", **more}
    return Resource(ResourceId(ResourceKind.DATASOURCE, uid), uid, spec)


def live_of(sources: Datasources, uid: str) -> Resource:
    live = sources.read_one(ResourceId(ResourceKind.DATASOURCE, uid))
    assert live is not None
    return live


def test_secrets_are_sent_and_read_back_by_their_names_only(client: Client, server: SandboxServer) -> None:
    sources = Datasources(client)
    desired = source("loki", secureJsonData={"basicAuthPassword": REDACTED, "httpHeaderValue1": REDACTED})
    sources.write(desired, None, {"/secureJsonData/basicAuthPassword": "p", "/secureJsonData/httpHeaderValue1": "h"})
    sent = server.requests.writes()[0].body
    assert sent["secureJsonData"] == {"basicAuthPassword": "p", "httpHeaderValue1": "h"}
    assert live_of(sources, "loki").spec["secureJsonData"] == desired.spec["secureJsonData"]


def test_secrets_without_a_value_stay_and_those_no_longer_wanted_are_cleared(
    client: Client, server: SandboxServer
) -> None:
    sources = Datasources(client)
    both = {"basicAuthPassword": REDACTED, "httpHeaderValue1": REDACTED}
    values = {"/secureJsonData/basicAuthPassword": "p", "/secureJsonData/httpHeaderValue1": "h"}
    sources.write(source("loki", secureJsonData=both), None, values)
    sources.write(source("loki", secureJsonData={"basicAuthPassword": REDACTED}), live_of(sources, "loki"), {})
    assert server.requests.writes()[-1].body["secureJsonData"] == {"httpHeaderValue1": ""}
    assert live_of(sources, "loki").spec["secureJsonData"] == {"basicAuthPassword": REDACTED}


def test_whoever_is_the_default_by_chance_stays_it(client: Client) -> None:
    sources = Datasources(client)
    sources.write(source("first", isDefault=False), None, {})
    sources.write(source("first", isDefault=False, url="http://127.0.0.1:8"), live_of(sources, "first"), {})
    assert live_of(sources, "first").spec["isDefault"] is True
    sources.write(source("second", isDefault=True), None, {})
    assert live_of(sources, "first").spec["isDefault"] is False
    assert live_of(sources, "second").spec["isDefault"] is True


def test_what_provisioning_files_keep_is_known(client: Client, server: SandboxServer) -> None:
    body = {"uid": "file", "name": "File", "type": "loki", "readOnly": True, "version": 1, "isDefault": False}
    server.faults.order(method="GET", path="/uid/file", status=200, body=body)
    live = live_of(Datasources(client), "file")
    assert live.keeper == "file"
    refusal = {"message": "Cannot update read-only data source"}
    server.faults.order(method="PUT", path="/uid/file", status=403, body=refusal)
    with pytest.raises(RefusedError) as caught:
        Datasources(client).write(source("file"), live, {})
    assert "provisioning files" in caught.value.hint


def test_a_refusal_does_not_repeat_a_secret(client: Client, server: SandboxServer) -> None:
    server.faults.order(method="POST", status=400, body={"message": "bad header value geheim"})
    desired = source("loki", secureJsonData={"httpHeaderValue1": REDACTED})
    with pytest.raises(RefusedError) as caught:
        Datasources(client).write(desired, None, {"/secureJsonData/httpHeaderValue1": "geheim"})
    assert "geheim" not in str(caught.value)
    assert "[REDACTED]" in caught.value.message


def test_old_keys_show_only_where_they_are_set(client: Client) -> None:
    sources = Datasources(client)
    sources.write(source("plain"), None, {})
    sources.write(source("old", database="metrics"), None, {})
    assert "database" not in live_of(sources, "plain").spec
    assert live_of(sources, "old").spec["database"] == "metrics"
