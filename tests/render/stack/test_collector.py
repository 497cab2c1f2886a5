"""The collector's config: what it masks, in batches of which size, and under which names metrics leave it.

`masked` does what the redaction and transform processors of the collector do with the config's own patterns. That the
real collector does the same was measured: docs/stack.md says how.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from glimpse_gitops.model.masking import Masking
from glimpse_gitops.model.monitoring_stack import OtelCollector

from . import documents

SECURED = "stack/tls/otel-collector.yml"


def config(path: str = "stack/otel-collector.yml", **given: Any) -> Any:
    return documents(**given)[path]


def unescaped(pattern: str) -> str:
    """The collector reads `$$` as a dollar, and nothing else: a single one would be a variable."""
    assert "$" not in pattern.replace("$$", "")
    return pattern.replace("$$", "$")


def masked(attributes: dict[str, Any], **given: Any) -> dict[str, Any]:
    """What the redaction processor leaves of a span's attributes."""
    redaction = config(**given)["processors"]["redaction"]
    keys = [re.compile(unescaped(one)) for one in redaction["blocked_key_patterns"]]
    values = [re.compile(unescaped(one)) for one in redaction["blocked_values"]]
    result = {}
    for key, value in attributes.items():
        if any(pattern.search(key) for pattern in keys):
            value = "****"
        elif isinstance(value, str):
            for pattern in values:
                value = pattern.sub("****", value)
        result[key] = value
    return result


@pytest.mark.parametrize(
    ("planted", "left"),
    [
        ("mail to kim.lee+1@glimpse.example failed", "mail to **** failed"),
        ("GET /users?mail=kim.lee%40glimpse.example&x=1", "GET /users?mail=****&x=1"),
        ("call 010-1234-5678 or +82 10 1234 5678", "call **** or ****"),
        ("01012345678", "****"),
        ("Authorization: Bearer abcdefgh.ijklmnop", "Authorization: ****"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "****"),
        ("GET /reset?token=abc123&next=/home", "GET /reset?****&next=/home"),
        ("login?user=1&password=hunter2 failed", "login?user=1&**** failed"),
        ("pushed with ghp_0123456789abcdefghijABCDEFGHIJ012345", "pushed with ****"),
        ("hook xoxb-12345678901-abcdefghij, key AKIAIOSFODNN7EXAMPLE", "hook ****, key ****"),
        ("grafana says glsa_abcdefghijklmnopqrstuvwxyz012345_0a1b2c3d", "grafana says ****"),
        ("tokens=12 were left", "tokens=12 were left"),
        ("WHERE token = ?", "WHERE token = ?"),
        ("basic auth is off", "basic auth is off"),
        ("took 1012 ms, id 4bf92f3577b34da6a3ce929d0e0e4736", "took 1012 ms, id 4bf92f3577b34da6a3ce929d0e0e4736"),
        ("SELECT * FROM users WHERE id = ?", "SELECT * FROM users WHERE id = ?"),
    ],
)
def test_what_is_personal_in_a_text_does_not_come_out(planted: str, left: str) -> None:
    assert masked({"note": planted}) == {"note": left}


@pytest.mark.parametrize(
    "key",
    [
        "user.id", "user_id", "user.email", "enduser.id", "email", "contact.e-mail", "phone_number", "session.id",
        "http.request.header.authorization", "http.request.header.cookie", "access_token", "Token", "db.password",
        "x-api-key", "client.address", "userId", "accessToken", "sessionId", "phoneNumber", "emailAddress",
        "client_secret", "clientSecret", "userPassword", "http.client_ip",
    ],
)  # fmt: skip
def test_a_personal_attribute_is_masked_whatever_it_holds(key: str) -> None:
    assert masked({key: 42}) == {key: "****"}


@pytest.mark.parametrize(
    "key", ["http.route", "server.address", "user_agent.original", "tokens_used", "service.name", "secretary", "users"]
)
def test_other_attributes_are_left_alone(key: str) -> None:
    assert masked({key: "/users/:id"}) == {key: "/users/:id"}


def test_names_and_failures_of_spans_are_masked_in_the_same_way() -> None:
    found = set()
    for group in config()["processors"]["transform/texts"]["trace_statements"]:
        for statement in group["statements"]:
            parts = re.fullmatch(r'replace_pattern\(([\w.]+), "((?:[^"\\]|\\.)*)", "\*\*\*\*"\)', statement)
            assert parts
            pattern = unescaped(parts[2].replace('\\"', '"').replace("\\\\", "\\"))
            if re.sub(pattern, "****", "to kim@glimpse.example") == "to ****":
                found.add(parts[1])
    assert found == {"span.name", "span.status.message", "span.trace_state", "spanevent.name"}


def test_nothing_is_sent_that_was_not_masked_first() -> None:
    for path in ("stack/otel-collector.yml", SECURED, "stack/scale/otel-collector.yml"):
        given = config(path)
        for pipeline in given["service"]["pipelines"].values():
            assert pipeline["processors"][:3] == ["memory_limiter", "redaction", "transform/texts"]
            assert pipeline["processors"][-1] == "batch"
            assert set(pipeline["processors"]) <= set(given["processors"])
            assert set(pipeline["exporters"]) <= set(given["exporters"])


def test_a_project_masks_what_it_likes() -> None:
    masking = Masking(keys=[r"^shoe_size$"], values={"plate": r"[0-9]{2}가[0-9]{4}"})
    assert masked({"shoe_size": 45, "car": "12가3456", "email": "a@b.example"}, masking=masking) == {
        "shoe_size": "****",
        "car": "****",
        "email": "a@b.example",
    }


def test_a_batch_is_as_large_as_declared() -> None:
    collector = OtelCollector(host="c", image="example/c:1", port=1, batch_size=10, batch_timeout="1m")
    assert config(collector=collector)["processors"]["batch"] == {
        "send_batch_size": 10,
        "send_batch_max_size": 20,
        "timeout": "1m",
    }


def test_a_unit_that_the_name_has_already_is_not_put_behind_it() -> None:
    statements = config()["processors"]["transform/units"]["metric_statements"]
    assert statements == ['set(metric.unit, "") where metric.name == "amount_krw" and metric.unit == "KRW"']


def test_series_have_no_labels_but_their_own_with_job_and_instance() -> None:
    exporter = config()["exporters"]["prometheus"]
    assert exporter["without_scope_info"] is True
    assert exporter["resource_to_telemetry_conversion"] == {"enabled": False}


def test_with_tls_nobody_gets_in_without_a_password() -> None:
    given = config(SECURED)
    doors = [*given["receivers"]["otlp"]["protocols"].values(), given["exporters"]["prometheus"]]
    for door in doors:
        assert door["auth"] == {"authenticator": "basicauth/server"}
        assert door["tls"]["key_file"].endswith("/stack/tls/private/server.key")
    assert "insecure" not in str(given)


@pytest.mark.parametrize(
    ("planted", "left"),
    [
        ('{"password": "hunter2", "level": "info"}', '{"password": "****", "level": "info"}'),
        (
            '{"a":1,"refresh_token":"q\\"uoted","clientSecret":"x"}',
            '{"a":1,"refresh_token":"****","clientSecret":"****"}',
        ),
        (r'{"msg":"sent {\"apiKey\":\"k-1\"}"}', r'{"msg":"sent {\"apiKey\":\"****"}'),
        ('{"token_count":"3","tokens":7,"password":""}', '{"token_count":"3","tokens":7,"password":""}'),
    ],
)
def test_the_secret_fields_of_a_line_of_json_are_masked_and_it_stays_json(planted: str, left: str) -> None:
    (statement,) = config()["processors"]["transform/texts"]["log_statements"][-1]["statements"]
    parts = re.fullmatch(
        r'replace_pattern\(log\.body, "(.*)", "\$\$\{1\}\*\*\*\*"\) where IsString\(log\.body\)', statement
    )
    assert parts
    pattern = unescaped(parts[1].replace('\\"', '"').replace("\\\\", "\\"))
    found = re.sub(pattern, lambda match: f"{match[1]}****", planted)
    assert found == left
    json.loads(found)


def test_a_project_without_secret_fields_leaves_bodies_as_they_are() -> None:
    assert "log.body" not in str(config(masking=Masking(fields=())))
