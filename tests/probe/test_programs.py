"""How programs on the network are told from each other, and what their clocks say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from glimpse_gitops.doctor.observations import Missed
from glimpse_gitops.http import session
from glimpse_gitops.http.session import Session
from glimpse_gitops.probe.answer import Access, get
from glimpse_gitops.probe.programs import COLLECTOR, LOKI, PROMETHEUS, TEMPO, look_at
from glimpse_gitops.probe.stores import log_labels, loki_retention, tempo_retention

from . import fake_program
from .fake_program import FakeProgram, running

PLAIN = Access()


def test_each_program_knows_its_own_and_no_other() -> None:
    with (
        running(fake_program.collector()) as collector,
        running(fake_program.loki()) as loki,
        running(fake_program.tempo()) as tempo,
    ):
        there = {COLLECTOR: collector, LOKI: loki, TEMPO: tempo}
        for program in there:
            states = {other.name: look_at(program, fake.url, True, PLAIN).state for other, fake in there.items()}
            assert states == {other.name: "up" if other is program else "absent" for other in there}


def test_a_program_behind_certificates_is_shown_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []

    class Watched(Session):
        def request(self, *args: Any, **kwargs: Any) -> Any:
            shown.append((self.verify, self.cert))
            return super().request(*args, **kwargs)

    monkeypatch.setattr(session, "Session", Watched)
    with running(fake_program.tempo()) as fake:
        for files in ((), ("both.pem",), ("a.crt", "a.key")):
            get(fake.url, "ready", "Tempo", Access(ca_file="ca.pem", client_certificate=files))
    assert shown == [("ca.pem", None), ("ca.pem", ("both.pem", "both.pem")), ("ca.pem", ("a.crt", "a.key"))]


def test_a_program_that_is_not_ready_is_sick_and_says_why() -> None:
    fake = fake_program.loki()
    fake.statuses["/ready"] = 503
    fake.pages["/ready"] = ("text/plain", "Ingester not ready:\n waiting\n")
    with running(fake):
        found = look_at(LOKI, fake.url, False, PLAIN)
    assert found.state == "sick"
    assert found.said.endswith("says that it is not ready (503): Ingester not ready: waiting")


def test_what_speaks_its_api_without_a_page_for_readiness_is_up() -> None:
    told = '{"status": "success", "data": {"application": "Grafana Mimir", "version": "2.17.0"}}'
    with running(FakeProgram({"/prometheus/api/v1/status/buildinfo": ("application/json", told)})) as mimir:
        found = look_at(PROMETHEUS, f"{mimir.url}/prometheus", True, PLAIN)
    assert (found.state, found.said) == ("up", "Prometheus 2.17.0")


def test_one_that_wants_credentials_says_which() -> None:
    fake = FakeProgram({"/api/v1/status/buildinfo": ("application/json", "{}")}, status=401)
    with running(fake):
        found = look_at(PROMETHEUS, fake.url, True, PLAIN)
    assert (found.state, found.next) == ("sick", "set PROMETHEUS_TOKEN, or …_USER and …_PASSWORD")


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_the_skew_of_a_clock_is_seen_within_its_doubt(seconds: int) -> None:
    fake = fake_program.collector()
    fake.ahead = timedelta(seconds=seconds)
    with running(fake):
        answer = get(fake.url, "health", "collector", PLAIN)
    assert answer.skew is not None
    assert abs(answer.skew - seconds) <= answer.doubt + 0.01


def test_secrets_do_not_show() -> None:
    assert "secret" not in repr(Access("secret-1", "ann", "secret-2"))


def test_retentions_are_read_from_the_configuration_that_is_shown() -> None:
    with running(fake_program.loki("336h", "job")) as loki, running(fake_program.tempo("168h0m0s")) as tempo:
        assert loki_retention(loki.url, PLAIN) == 14 * 86_400_000
        assert tempo_retention(tempo.url, PLAIN) == 7 * 86_400_000
        assert log_labels(loki.url, PLAIN) == frozenset({"job"})
        loki.pages["/config"] = ("text/plain", "limits_config: {retention_period: 336h}")
        assert loki_retention(loki.url, PLAIN) == 0
        for page in (
            "- a list",
            "a: [",
            "compactor: {retention_enabled: true}\nlimits_config: {retention_period: ever}",
        ):
            loki.pages["/config"] = ("text/plain", page)
            assert isinstance(loki_retention(loki.url, PLAIN), Missed)


def test_the_labels_of_a_loki_with_tenants_are_those_of_the_tenant_that_is_named() -> None:
    fake = fake_program.loki("2w", "job")
    fake.tenant = "shop"
    with running(fake):
        assert log_labels(fake.url, Access(tenant="shop")) == frozenset({"job"})
        missed = log_labels(fake.url, PLAIN)
    assert isinstance(missed, Missed)
    assert "LOKI_TENANT" in missed.next
