from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import UnreachableError
from glimpse_gitops.http.session import Session

Open = Callable[[str], Session]


def reply(script: Any, *parts: dict[str, Any]) -> None:
    kind = type(script.replies[0])
    script.replies[:] = [kind(**part) for part in parts]


def test_a_busy_server_is_asked_again_until_it_answers(script: Any, open_session: Open, waits: list[float]) -> None:
    reply(script, {"status": 503}, {"status": 502}, {})
    response = open_session(script.url).request("GET", f"{script.url}/api/org")
    assert response.status_code == 200
    assert waits == [0.3, 0.6]


def test_a_busy_servers_last_word_is_handed_on(script: Any, open_session: Open) -> None:
    reply(script, {"status": 503, "body": '{"message": "starting"}'})
    response = open_session(script.url).request("GET", f"{script.url}/api/org")
    assert response.status_code == 503
    assert len(script.requests) == 4


def test_retry_after_is_obeyed(script: Any, open_session: Open, waits: list[float]) -> None:
    reply(script, {"status": 429, "headers": {"Retry-After": "2"}}, {})
    open_session(script.url).request("POST", f"{script.url}/api/folders", json={})
    assert waits == [2.0]


def test_a_connection_that_breaks_is_tried_again(script: Any, open_session: Open) -> None:
    reply(script, {"drop": True}, {})
    assert open_session(script.url).request("PUT", f"{script.url}/api/x", json={}).status_code == 200


def test_a_post_that_was_cut_off_is_not_sent_twice(script: Any, open_session: Open) -> None:
    reply(script, {"drop": True})
    with pytest.raises(UnreachableError, match="closed the connection"):
        open_session(script.url).request("POST", f"{script.url}/api/folders", json={})
    assert len(script.requests) == 1


def test_a_connection_that_the_server_left_meanwhile_is_not_used_for_a_post(script: Any, open_session: Open) -> None:
    reply(script, {"leave": True}, {})
    session = open_session(script.url)
    session.request("GET", f"{script.url}/api/x")
    assert script.left.wait(10)
    assert session.request("POST", f"{script.url}/api/x", json={}).status_code == 200
    assert session.sent == {"GET": 1, "POST": 1}


def test_a_session_has_no_threads_of_its_own(script: Any, open_session: Open) -> None:
    script.replies[:] = [type(script.replies[0])(leave=True)]
    before = set(threading.enumerate())
    open_session(script.url).request("GET", f"{script.url}/api/x")
    assert script.left.wait(10)
    assert not {one.name for one in set(threading.enumerate()) - before if "process_request" not in one.name}


def test_a_redirect_is_not_followed_and_names_the_address_to_use(script: Any, open_session: Open) -> None:
    reply(script, {"status": 301, "headers": {"Location": "https://user:pw@grafana.example.org/api/org?token=x"}})
    with pytest.raises(UnreachableError) as caught:
        open_session(script.url).request("POST", f"{script.url}/api/org", json={})
    assert caught.value.message == f"{script.url} redirects to https://grafana.example.org/api/org"
    assert caught.value.hint == "use https://grafana.example.org instead"
    assert len(script.requests) == 1


def test_a_redirect_below_a_path_prefix_names_the_base_address(script: Any, open_session: Open) -> None:
    reply(script, {"status": 308, "headers": {"Location": "/grafana/api/org"}})
    with pytest.raises(UnreachableError) as caught:
        open_session(f"{script.url}/old").request("GET", f"{script.url}/old/api/org")
    assert caught.value.hint == f"use {script.url}/grafana instead"


def test_a_redirect_to_a_login_page_says_so(script: Any, open_session: Open) -> None:
    reply(script, {"status": 302, "headers": {"Location": "/login"}})
    with pytest.raises(UnreachableError) as caught:
        open_session(script.url).request("GET", f"{script.url}/api/org")
    assert "not one in front of it" in caught.value.hint


@pytest.mark.parametrize("status", [200, 404, 502])
def test_a_page_instead_of_json_is_no_grafana(script: Any, open_session: Open, status: int) -> None:
    reply(script, {"status": status, "headers": {"Content-Type": "text/html; charset=utf-8"}, "body": "<html>"})
    with pytest.raises(UnreachableError, match="answers with HTML, which is no Grafana API: a login page or a proxy"):
        open_session(script.url).request("GET", f"{script.url}/api/org")


def test_text_instead_of_json_is_no_grafana(script: Any, open_session: Open) -> None:
    reply(script, {"headers": {"Content-Type": "text/plain"}, "body": "hello"})
    with pytest.raises(UnreachableError, match='answers with "text/plain"'):
        open_session(script.url).request("GET", f"{script.url}/api/org")


def test_an_empty_answer_is_fine(script: Any, open_session: Open) -> None:
    reply(script, {"status": 204, "headers": {}, "body": ""})
    assert open_session(script.url).request("DELETE", f"{script.url}/api/x").status_code == 204


def test_cookies_are_not_kept(script: Any, open_session: Open) -> None:
    reply(script, {"headers": {"Content-Type": "application/json", "Set-Cookie": "session=abc; Path=/"}})
    session = open_session(script.url)
    session.request("GET", f"{script.url}/api/org")
    session.request("GET", f"{script.url}/api/org")
    assert all("cookie" not in {name.lower() for name in headers} for _, _, headers in script.requests)


def test_requests_are_counted_by_method_repeated_ones_included(script: Any, open_session: Open) -> None:
    reply(script, {"status": 503}, {})
    session = open_session(script.url)
    session.request("PUT", f"{script.url}/api/x", json={})
    session.request("get", f"{script.url}/api/x")
    assert session.sent == {"PUT": 2, "GET": 1}
    assert session.writes == 2


def test_several_threads_may_ask_at_once(script: Any, open_session: Open) -> None:
    session = open_session(script.url)
    threads = [threading.Thread(target=session.request, args=("GET", f"{script.url}/{n}")) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert session.sent == {"GET": 12}
    assert {path for _, path, _ in script.requests} == {f"/{n}" for n in range(12)}


def test_the_servers_clock_is_known_after_an_answer(script: Any, open_session: Open) -> None:
    session = open_session(script.url)
    before = session.server_time
    session.request("GET", f"{script.url}/api/org")
    after = session.server_time
    assert before is None
    assert after is not None
    assert abs((datetime.now(UTC) - after).total_seconds()) < 60


def test_a_pause_is_as_long_as_the_wait_after_that_many_requests(open_session: Open, waits: list[float]) -> None:
    assert open_session("http://127.0.0.1:1").pause(3) == 1.2
    assert waits == [1.2]


def test_a_netrc_changes_nothing_of_the_credentials_that_are_given(
    script: Any, open_session: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    session = open_session(script.url)
    session.request("GET", f"{script.url}/api/org")
    session.headers["Authorization"] = "Bearer CANARY-3"
    session.request("GET", f"{script.url}/api/org")
    session.auth = ("ann", "pw")
    session.request("GET", f"{script.url}/api/org")
    seen = [{key.lower(): value for key, value in headers.items()} for _, _, headers in script.requests]
    basic = f"Basic {b64encode(b'ann:pw').decode()}"
    assert [headers.get("authorization") for headers in seen] == [None, "Bearer CANARY-3", basic]
