"""`glimpse-gitops demo-service --otlp` on the command line."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.demo_service import sending
from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import UsageError

from ..demo_service.otlp_receiver import receiving


def test_an_address_that_is_none_is_refused() -> None:
    done = CliRunner().invoke(cli, ["demo-service", "--otlp", "localhost:4318"], standalone_mode=False)
    assert isinstance(done.exception, UsageError)
    assert done.exception.message == '"localhost:4318" is no address of a collector'


def test_without_the_sdk_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "glimpse_gitops.demo_service.otlp", None)
    with pytest.raises(UsageError, match="needs the OpenTelemetry SDK") as error, sending("http://localhost:4318"):
        pass
    assert "glimpse-gitops[otlp]" in error.value.hint


def test_all_that_waits_is_sent_at_the_end() -> None:
    with receiving() as receiver, sending(receiver.url):
        assert not receiver.requests["/v1/metrics"]
    assert {metric.name for metric in receiver.metrics} >= {"nodejs_memory_usage_bytes", "likes_total"}


def test_without_the_option_nothing_is_sent() -> None:
    with sending("") as service:
        assert service is None
