"""Data sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from . import bodies
from .grafana import Grafana, Reply

LIST = "/api/datasources"
SECRET = {"secureJsonData": {"httpHeaderValue1": "CANARY-one", "basicAuthPassword": "CANARY-two"}}


@pytest.fixture
def source(grafana: Grafana) -> Iterator[str]:
    """The uid of a new data source with two secrets; gone at once, since it may be the default one meanwhile."""
    uid = grafana.name("ds")
    grafana.made("POST", LIST, bodies.datasource(uid, **SECRET))
    yield uid
    grafana.delete(path_of(uid))


def path_of(uid: str) -> str:
    return f"{LIST}/uid/{uid}"


def read(grafana: Grafana, uid: str) -> dict[str, Any]:
    reply = grafana.get(path_of(uid))
    assert reply.status == 200
    return dict(reply.body)


def put(grafana: Grafana, uid: str, seen: int, **more: Any) -> Reply:
    return grafana.put(path_of(uid), bodies.datasource(uid, version=seen, **more))


def test_a_data_source_reads_back_as_it_was_sent(grafana: Grafana) -> None:
    uid = grafana.name("ds")
    sent = bodies.datasource(uid, basicAuth=True, basicAuthUser="someone", isDefault=False)
    grafana.made("POST", LIST, {**sent, **SECRET})
    body = read(grafana, uid)
    assert {key: body[key] for key in sent if key != "isDefault"} == {
        key: value for key, value in sent.items() if key != "isDefault"
    }
    assert not body["readOnly"]
    grafana.made("DELETE", path_of(uid), None)


def test_secrets_are_named_and_never_shown(grafana: Grafana, source: str) -> None:
    reply = grafana.get(path_of(source))
    assert reply.body["secureJsonFields"] == {"httpHeaderValue1": True, "basicAuthPassword": True}
    assert "CANARY" not in reply.text
    assert "CANARY" not in grafana.get(LIST).text


def test_a_missing_data_source_is_answered_with_404(grafana: Grafana) -> None:
    assert grafana.get(path_of("gitops-contract-none")).status == 404
    assert grafana.delete(path_of("gitops-contract-none")).status == 404


def test_a_taken_uid_or_name_is_refused(grafana: Grafana, source: str) -> None:
    assert grafana.post(LIST, bodies.datasource(source, name=f"{source} other")).status == 409
    assert grafana.post(LIST, bodies.datasource(grafana.name("ds"), name=source)).status == 409


def test_a_write_of_the_version_that_was_read_counts_up(grafana: Grafana, source: str) -> None:
    before = read(grafana, source)["version"]
    assert put(grafana, source, before, url="http://127.0.0.1:10").status == 200
    after = read(grafana, source)
    assert after["url"] == "http://127.0.0.1:10"
    assert after["version"] == before + 1


def test_a_write_of_a_stale_version_is_refused_and_changes_nothing(grafana: Grafana, source: str) -> None:
    before = read(grafana, source)["version"]
    assert put(grafana, source, before, url="http://faster").status == 200
    assert put(grafana, source, before, url="http://too-late").status == 409
    assert read(grafana, source)["url"] == "http://faster"


def test_of_writers_that_race_one_wins(grafana: Grafana, source: str) -> None:
    seen = read(grafana, source)["version"]
    attempts = [partial(put, grafana, source, seen, url=f"http://{number}") for number in range(6)]
    assert [status for status in grafana.race(attempts) if status < 300] == [200]


def test_a_write_without_a_secret_keeps_it_and_an_empty_one_clears_it(grafana: Grafana, source: str) -> None:
    assert put(grafana, source, read(grafana, source)["version"]).status == 200
    body = read(grafana, source)
    assert body["secureJsonFields"] == {"httpHeaderValue1": True, "basicAuthPassword": True}
    assert put(grafana, source, body["version"], secureJsonData={"basicAuthPassword": ""}).status == 200
    fields = read(grafana, source)["secureJsonFields"]
    assert [name for name, is_set in fields.items() if is_set] == ["httpHeaderValue1"]


def test_a_write_without_the_old_keys_clears_them(grafana: Grafana) -> None:
    uid = grafana.name("ds")
    grafana.made("POST", LIST, bodies.datasource(uid, user="u", database="d", withCredentials=True))
    body = read(grafana, uid)
    assert (body["user"], body["database"], body["withCredentials"]) == ("u", "d", True)
    assert put(grafana, uid, body["version"]).status == 200
    body = read(grafana, uid)
    assert not any((body["user"], body["database"], body["withCredentials"]))
    grafana.made("DELETE", path_of(uid), None)


def test_the_first_data_source_is_the_default_whatever_it_says(grafana: Grafana) -> None:
    if grafana.get(LIST).body:
        pytest.skip("this Grafana has data sources already")
    uid = grafana.name("ds")
    grafana.made("POST", LIST, bodies.datasource(uid, isDefault=False))
    assert read(grafana, uid)["isDefault"]
    grafana.made("DELETE", path_of(uid), None)


def test_an_editors_token_may_read_and_not_write(editor: Grafana, source: str) -> None:
    body = read(editor, source)
    assert editor.get(path_of("gitops-contract-none")).status == 404
    assert put(editor, source, body["version"]).status == 403
    assert editor.post(LIST, bodies.datasource(editor.name("ds"))).status == 403


def test_a_token_without_a_role_is_refused_whether_there_is_one_or_not(
    token_for: Callable[[str], Grafana], source: str
) -> None:
    nobody = token_for("None")
    assert nobody.get(path_of(source)).status == 403
    assert nobody.get(path_of("gitops-contract-none")).status == 403
