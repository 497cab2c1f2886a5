"""The gate before an apply: errors stop it, faults of the linter do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from glimpse_gitops.errors import FindingsError
from glimpse_gitops.lint import runner
from glimpse_gitops.lint.rules.syntax_error import SyntaxErrors
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.plan import Planned
from glimpse_gitops.workflow.soundness import ensure_sound

from .conftest import edit

PlanFor = Callable[..., AbstractContextManager[Planned]]


@pytest.fixture(params=["12.4"])
def grafana(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(version=request.param) as server:
        yield server


@pytest.fixture
def shop(shop: Path) -> Path:
    """The project without what lint would call an error."""
    edit(shop, "alerts/shop.py", '{"a": "b"}', '{"a": "b", "severity": "warning"}')
    return shop


def raising(*_: object, **__: object) -> object:
    raise KeyError("oops")


def test_an_error_stops_an_apply(shop: Path, plan_for: PlanFor) -> None:
    edit(shop, "alerts/shop.py", 'expr="up == 0"', 'expr="sum(up"')
    with plan_for(shop) as planned, pytest.raises(FindingsError, match="lint finds 1 error\n"):
        ensure_sound(planned.soundness())


def test_a_rule_that_crashes_is_named_and_stops_nobody(
    shop: Path, plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SyntaxErrors, "check", raising)
    with plan_for(shop) as planned:
        (told,) = ensure_sound(planned.soundness())
    assert "rule PQ001 (syntax-error) could not look at this: KeyError" in told


def test_a_rule_that_crashes_stops_those_who_asked_for_that(
    shop: Path, plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = shop / "pyproject.toml"
    settings.write_text(settings.read_text() + '[tool.glimpse-gitops.lint]\nfail-on = "warning"\n')
    monkeypatch.setattr(SyntaxErrors, "check", raising)
    with plan_for(shop) as planned, pytest.raises(FindingsError, match="SP799"):
        ensure_sound(planned.soundness())


def test_a_linter_that_cannot_even_begin_stops_nobody(
    shop: Path, plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "lint", raising)
    with plan_for(shop) as planned:
        assert ensure_sound(planned.soundness()) == ("lint could not look at this project: KeyError: 'oops'",)
