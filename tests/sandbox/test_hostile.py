"""Hostile clients: whatever they send, the answer is JSON, and nothing breaks."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.sandbox.app import create_app
from glimpse_gitops.sandbox.areas import public_routes, routes
from glimpse_gitops.sandbox.versions import VERSIONS

from .client import Client
from .replay.bodies import P, dash, group, rule, save
from .replay.recorder import ADMIN

HEADERS = {"Authorization": ADMIN, "Content-Type": "application/json"}
LOGGER = "glimpse_gitops.sandbox"
WRITES = sorted({(route.method, route.rule) for route in routes(VERSIONS["12.4"]) if route.method in ("POST", "PUT")})
EVERYTHING = sorted({(route.method, route.rule) for version in VERSIONS.values() for route in routes(version)})

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
WORDS = (
    "uid",
    "title",
    "spec",
    "metadata",
    "name",
    "annotations",
    "rules",
    "data",
    "model",
    "settings",
    "type",
    "routes",
    "interval",
    "for",
    "labels",
    "dashboard",
    "folderUid",
    "receiver",
    "matchers",
    "time_intervals",
    "template",
    "record",
    "notification_settings",
    "object_matchers",
    "items",
    "parentUid",
    "tags",
    "panels",
    "receivers",
)
words = st.sampled_from(WORDS)
bodies = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=6), max_leaves=20
)


@pytest.fixture(scope="module", params=list(VERSIONS))
def app_client(request: pytest.FixtureRequest) -> Iterator[FlaskClient]:
    with create_app(request.param).test_client() as client:
        client.post("/api/folders", headers=HEADERS, data=json.dumps({"uid": "f", "title": "F"}))
        yield client


def _filled(rule_path: str, value: str) -> str:
    parts = [value if part.startswith("<") else part for part in rule_path.split("/")]
    return "/".join(parts)


def _sound(response: Any) -> None:
    """An answer of the sandbox' own, in JSON, with no trace of Python."""
    text = response.get_data()
    assert b"Traceback" not in text and b'File "' not in text
    if response.status_code >= 400 and text and not text.startswith(b"404 page not found"):
        assert isinstance(json.loads(text), dict | list)


@pytest.mark.parametrize(("method", "path"), WRITES)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies, name=st.sampled_from(["f", "x", "..", "%2F", "%00", "한국", "a b"]))
def test_any_body_gets_an_answer(
    app_client: FlaskClient, caplog: pytest.LogCaptureFixture, method: str, path: str, body: Any, name: str
) -> None:
    with caplog.at_level(logging.ERROR, logger=LOGGER):
        response = app_client.open(_filled(path, name), method=method, headers=HEADERS, data=json.dumps(body))
    _sound(response)
    assert [record for record in caplog.records if record.name == LOGGER] == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_sound_body_with_one_wrong_value_gets_an_answer(
    app_client: FlaskClient, caplog: pytest.LogCaptureFixture, data: st.DataObject
) -> None:
    method, path, body = data.draw(st.sampled_from(_sound_bodies()))
    damaged = json.loads(json.dumps(body))
    place = damaged
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = data.draw(bodies)
            break
        place = place[key]
    with caplog.at_level(logging.ERROR, logger=LOGGER):
        response = app_client.open(path, method=method, headers=HEADERS, data=json.dumps(damaged))
        _sound(response)
        for listing in ("/api/ruler/grafana/api/v1/rules", "/api/search", f"{P}/alert-rules/export?format=hcl"):
            _sound(app_client.get(listing, headers=HEADERS))
    assert [record for record in caplog.records if record.name == LOGGER] == []


def _sound_bodies() -> list[tuple[str, str, Any]]:
    resource = {"metadata": {"name": "x", "annotations": {"grafana.app/message": "m"}}, "spec": dash("x")}
    email = {"uid": "cp", "name": "cp", "type": "email", "settings": {"addresses": "a@example.com"}}
    tree = {"receiver": "cp", "group_by": ["a"], "routes": [{"object_matchers": [["a", "=", "b"]], "group_wait": "5s"}]}
    timing = {"name": "mt", "time_intervals": [{"weekdays": ["monday"], "times": [{"start_time": "01:00"}]}]}
    source = {
        "uid": "ds",
        "name": "DS",
        "type": "loki",
        "access": "proxy",
        "jsonData": {},
        "secureJsonData": {"a": "b"},
    }
    record = rule("r2", "R2", record={"metric": "m", "from": "A"}, notification_settings={"receiver": "cp"})
    return [
        ("POST", "/api/dashboards/db", save("d")),
        ("POST", "/api/folders", {"uid": "n", "title": "N", "parentUid": "f"}),
        ("POST", "/api/datasources", source),
        ("PUT", f"{P}/folder/f/rule-groups/g", group(rule("r", "R"), record)),
        ("POST", f"{P}/contact-points", email),
        ("PUT", f"{P}/policies", tree),
        ("POST", f"{P}/mute-timings", timing),
        ("PUT", f"{P}/templates/t", {"template": '{{ define "t" }}x{{ end }}'}),
        ("PUT", "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards/x", resource),
        ("GET", "/apis/dashboard.grafana.app/v2beta1/namespaces/default/dashboards/x", {}),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"nope",
        b"\xff\xfe{}",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"title": NaN}',
        b'{"title": 1e999}',
        b'{"title": ' + b"9" * 10_000 + b"}",
    ],
    ids=lambda raw: f"{raw[:12]!r} of {len(raw)}",
)
def test_broken_bodies_are_refused_everywhere(
    app_client: FlaskClient, caplog: pytest.LogCaptureFixture, raw: bytes
) -> None:
    for method, path in WRITES:
        response = app_client.open(_filled(path, "x"), method=method, headers=HEADERS, data=raw)
        _sound(response)
        assert response.status_code >= 400
    assert [record for record in caplog.records if record.name == LOGGER] == []


@pytest.mark.parametrize("raw", [b'{"uid": "odd", "title": "\xff"}', b'{"uid": "odd", "title": "\\ud800"}'])
def test_broken_utf_8_becomes_a_replacement_character(app_client: FlaskClient, raw: bytes) -> None:
    assert app_client.post("/api/folders", headers=HEADERS, data=raw).get_json()["title"] == "\ufffd"
    app_client.delete("/api/folders/odd", headers=HEADERS)


TRICKS = ("..%2F..%2Fetc%2Fpasswd", "%2e%2e", "%00", "a%0d%0aX-Y:%20z", "%ff%fe", "x" * 5000, "%25%32%66", "<script>")


@pytest.mark.parametrize("name", TRICKS)
def test_path_tricks_find_nothing(app_client: FlaskClient, caplog: pytest.LogCaptureFixture, name: str) -> None:
    for method, path in EVERYTHING:
        if "<" not in path or method not in ("GET", "DELETE"):
            continue
        response = app_client.open(_filled(path, name), method=method, headers=HEADERS)
        _sound(response)
        assert response.status_code != 200 or b"root:" not in response.get_data()
    assert [record for record in caplog.records if record.name == LOGGER] == []


def test_a_body_above_the_limit_of_the_version_is_refused_and_the_server_goes_on(
    client: Client, server: SandboxServer
) -> None:
    body = json.dumps(save("big", title="T" * (20 * 1024 * 1024))).encode()
    response = client.raw("POST", "/api/dashboards/db", body)
    refused = VERSIONS[server.version].body_limit < len(body)
    assert response.status == (413 if refused else 400)
    assert "message" in json.loads(response.read())
    client.close()
    assert client.call("GET", "/api/health")[0] == 200


def test_without_credentials_nothing_but_health_and_pages_answers() -> None:
    with create_app().test_client() as client:
        for method, path in EVERYTHING:
            if path.startswith("/api/") or "/namespaces/" in path:
                assert client.open(_filled(path, "x"), method=method).status_code in (401, 404)
        assert {route.rule for route in public_routes(VERSIONS["12.4"])} >= {"/", "/api/health"}
        assert client.get("/api/health").status_code == 200


def test_an_unexpected_error_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    from glimpse_gitops.sandbox.store import Shelf

    app = create_app()
    monkeypatch.setattr(Shelf, "list", lambda *_: 1 // 0)
    with app.test_client() as client:
        response = client.get("/api/folders", headers=HEADERS)
    assert response.status_code == 500
    assert response.get_json() == {"message": "Internal Server Error"}
