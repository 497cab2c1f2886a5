"""What `connect` asks first: is this a Grafana, which one, and who are we?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest

from .grafana import Grafana

NOBODY = {"X-Grafana-Org-Id": "999999"}


def test_health_tells_the_version_to_anybody(grafana: Grafana) -> None:
    health = replace(grafana, authorization="").get("/api/health")
    assert health.status == 200
    assert health.body["database"] == "ok"
    assert re.match(r"\d+\.\d+\.\d+", health.body["version"])


def test_the_settings_of_the_start_page_tell_the_version_too(grafana: Grafana) -> None:
    settings = grafana.get("/api/frontend/settings")
    assert settings.body["buildInfo"]["version"] == grafana.get("/api/health").body["version"]


def test_every_answer_carries_the_servers_clock(grafana: Grafana) -> None:
    for path in ("/api/health", "/api/org", "/api/folders/gitops-contract-none"):
        assert parsedate_to_datetime(grafana.get(path).headers["Date"]).tzinfo is not None


def test_answers_of_the_api_say_that_they_are_json(grafana: Grafana) -> None:
    for path in ("/api/health", "/api/org", "/api/v1/provisioning/policies", "/api/ruler/grafana/api/v1/rules"):
        assert "json" in grafana.get(path).headers["Content-Type"]


def test_the_organisation_has_an_id_and_a_name(grafana: Grafana) -> None:
    org = grafana.get("/api/org").body
    assert org["id"] >= 1
    assert org["name"]


def test_a_wrong_password_is_refused_with_401(grafana: Grafana) -> None:
    stranger = replace(grafana, authorization="Basic Z2l0b3BzLWNvbnRyYWN0Ondyb25n")
    refusal = stranger.get("/api/org")
    assert refusal.status == 401
    assert refusal.body["message"]


def test_a_wrong_token_is_refused_with_401(grafana: Grafana) -> None:
    refusal = replace(grafana, authorization="Bearer glsa_gitopsContractIsNoToken_00000000").get("/api/org")
    assert refusal.status == 401
    assert refusal.body["message"]


def test_a_request_without_credentials_is_refused_with_401(grafana: Grafana) -> None:
    assert replace(grafana, authorization="").get("/api/ruler/grafana/api/v1/rules").status == 401


def test_an_organisation_that_one_is_no_member_of_is_refused(grafana: Grafana) -> None:
    if grafana.authorization.startswith("Bearer"):
        assert grafana.get("/api/org", NOBODY).status == 401
        return
    assert grafana.get("/api/org", NOBODY).status == 403
    assert grafana.get("/api/user", NOBODY).body["orgId"] != 999999


def test_a_token_belongs_to_one_organisation(editor: Grafana) -> None:
    refusal = editor.get("/api/org", NOBODY)
    assert refusal.status == 401


def test_an_account_without_a_role_still_learns_its_organisation(
    token_for: Callable[[str], Grafana], grafana: Grafana
) -> None:
    nobody = token_for("None")
    assert nobody.get("/api/org").status == 403
    account = nobody.get("/api/user")
    assert account.status == 200
    assert account.body["orgId"] == grafana.get("/api/org").body["id"]


def test_an_editor_may_read_the_organisation(editor: Grafana, grafana: Grafana) -> None:
    assert editor.get("/api/org").body == grafana.get("/api/org").body


def test_resources_are_listed_on_12_and_unknown_on_11(grafana: Grafana) -> None:
    listing = grafana.get(f"{grafana.resources('dashboards')}?limit=1")
    if grafana.variant.resource_api:
        assert listing.status == 200
        assert isinstance(listing.body["items"], list)
    else:
        assert listing.status == 404
        assert "html" not in listing.headers["Content-Type"]


def test_the_namespace_of_a_further_organisation_is_named_after_its_number(grafana: Grafana) -> None:
    made = grafana.post("/api/orgs", {"name": grafana.name("org")})
    if made.status in (401, 403):
        pytest.skip("only an administrator of the whole server may make organisations")
    there = {"X-Grafana-Org-Id": str(made.body["orgId"])}
    try:
        assert grafana.get("/api/org", there).body["id"] == made.body["orgId"]
        assert grafana.get("/api/user", there).body["orgId"] != made.body["orgId"]
        if grafana.variant.resource_api:
            path = replace(grafana, namespace=f"org-{made.body['orgId']}").resources("dashboards")
            assert grafana.get(path, there).body["items"] == []
    finally:
        grafana.made("DELETE", f"/api/orgs/{made.body['orgId']}", None)


def test_a_namespace_of_another_organisation_is_refused(with_resources: Grafana) -> None:
    refusal = with_resources.get(replace(with_resources, namespace="org-999999").resources("dashboards"))
    assert refusal.status in (401, 403, 500)


def test_an_unknown_path_is_answered_with_404(grafana: Grafana) -> None:
    assert grafana.get("/api/gitops-contract-none").status == 404
