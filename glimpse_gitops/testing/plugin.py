"""The pytest fixture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from ..sandbox import SandboxServer
from .sandboxed_grafana import SandboxedGrafana


@pytest.fixture
def grafana_sandbox() -> Iterator[Callable[..., SandboxedGrafana]]:
    """`grafana_sandbox(version="12.4")`: an empty sandbox of that version, gone after the test."""
    with ExitStack() as running:

        def start(version: str = "12.4") -> SandboxedGrafana:
            return SandboxedGrafana(running.enter_context(SandboxServer(version=version)))

        yield start
