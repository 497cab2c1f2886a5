"""Tokens of service accounts run out, as on a real Grafana (recorded on 12.4)."""

from __future__ import annotations

import json

import pytest

from glimpse_gitops.sandbox import SandboxServer

from .client import Client

ACCOUNT = "/api/serviceaccounts"


def made(client: Client, **settings: object) -> tuple[int, dict[str, object]]:
    """Status and body of a new token."""
    account = json.loads(client.raw("POST", ACCOUNT, b'{"name": "ci", "role": "Viewer"}').read())
    tokens = f"{ACCOUNT}/{account['id']}/tokens"
    answer = client.raw("POST", tokens, json.dumps({"name": "t", **settings}).encode())
    return answer.status, {**json.loads(answer.read()), "tokens": tokens}


def test_a_token_works_until_it_runs_out(server: SandboxServer, client: Client) -> None:
    _, token = made(client, secondsToLive=3600)
    bearer = {"Authorization": f"Bearer {token['key']}"}
    answer = client.raw("GET", "/api/org", headers=bearer)
    assert (answer.status, json.loads(answer.read())["id"]) == (200, 1)
    server.expire_token(str(token["key"]))
    answer = client.raw("GET", "/api/org", headers=bearer)
    said = json.loads(answer.read())
    assert (answer.status, said["messageId"], said["message"]) == (401, "api-key.expired", "Expired API key")


def test_the_listing_counts_down_and_tells_what_has_run_out(server: SandboxServer, client: Client) -> None:
    _, token = made(client, secondsToLive=3600)
    (shown,) = json.loads(client.raw("GET", str(token["tokens"])).read())
    assert 3590 < shown["secondsUntilExpiration"] <= 3600
    assert shown["expiration"].endswith("Z") and not shown["hasExpired"]
    server.expire_token(str(token["key"]))
    (shown,) = json.loads(client.raw("GET", str(token["tokens"])).read())
    assert (shown["hasExpired"], shown["secondsUntilExpiration"]) == (True, 0)


def test_a_token_that_would_have_run_out_already_is_refused(client: Client) -> None:
    status, said = made(client, secondsToLive=-5)
    assert (status, said["messageId"]) == (400, "serviceaccounts.ErrInvalidInput")


def test_a_token_that_nobody_has_cannot_run_out(server: SandboxServer) -> None:
    with pytest.raises(ValueError, match="no service account has this token"):
        server.expire_token("glsa_none")
