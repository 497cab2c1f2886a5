"""The command itself, as a process of its own, gets a signal at some moment of an apply of sixty objects.

Here one moment for each signal; `make killed` takes KILL_MOMENTS of them, which KILL_SEED chooses.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from glimpse_gitops.model.lease import GRACE, TERM
from glimpse_gitops.sandbox import SandboxServer

from .killed_applies import Harm, harming
from .sixty_objects import SECRETS
from .standing_still import NOON
from .stored_state import is_lease, stored_state

MOMENTS = int(os.environ.get("KILL_MOMENTS", "1"))
SEED = int(os.environ.get("KILL_SEED", "5"))

LAST = 70
"""Writes after which a signal may come: some are left then."""


def moments(salt: int) -> list[int]:
    """Numbers of the write that a signal falls into; the first ones are the lease and the intent."""
    return sorted(random.Random(SEED + salt).sample(range(1, LAST), MOMENTS))


@pytest.fixture(scope="module")
def harm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harm]:
    with harming("12.4", tmp_path_factory.mktemp("releases")) as made:
        yield made


@pytest.fixture
def grafana(harm: Harm) -> Iterator[SandboxServer]:
    """A server with release 1 in it."""
    with SandboxServer() as server:
        server.store.restore(harm.seed)
        server.clock.stop(NOON)
        yield server


class Command:
    """`glimpse-gitops` for release 2, run by hand against a sandbox."""

    def __init__(self, harm: Harm, grafana: SandboxServer) -> None:
        self.root, self.grafana = harm.root, grafana
        hidden = ("GRAFANA", "GITHUB", "GITLAB", "CI", "http", "HTTP")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
        server = {"GRAFANA_URL": grafana.url, "GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password}
        self.environ = {**kept, **server, **SECRETS[2]}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        allowed = [part for number in range(6) for part in ("--allow", f"contact-point:point {number}")]
        choices = ["--prune", *allowed] if arguments[0] in ("plan", "apply") else []
        command = [sys.executable, "-m", "glimpse_gitops", *arguments, *choices]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.root, env=self.environ, stdout=pipe, stderr=pipe, text=True)

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code, and all that it says."""
        process = self.start(*arguments)
        said = "".join(process.communicate())
        return process.returncode, said

    def apply_and_signal(self, number: int, at: int, method: str = "POST|PUT|DELETE") -> tuple[int, str]:
        """Exit code and words of an apply that gets a signal while its `at`th request is on its way."""
        # Requests come at once: a plain number could pass `at` before anybody looks at it.
        requests = itertools.count(1)
        started: list[subprocess.Popen[str]] = []

        def count() -> None:
            if next(requests) == at:
                started[0].send_signal(number)

        for name in method.split("|"):
            self.grafana.faults.order(method=name, times=10_000, before=count)
        started.append(self.start("apply", "--yes"))
        said = "".join(started[0].communicate())
        self.grafana.faults.clear()
        return started[0].returncode, said


@pytest.fixture
def command(harm: Harm, grafana: SandboxServer) -> Command:
    return Command(harm, grafana)


def leases(grafana: SandboxServer) -> list[str]:
    return [key[1] for key in stored_state(grafana.store) if is_lease(key)]


@pytest.mark.parametrize("at", moments(0))
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_apply_says_what_is_left_and_lets_the_next_one_in_at_once(
    harm: Harm, grafana: SandboxServer, command: Command, number: int, at: int
) -> None:
    code, said = command.apply_and_signal(number, at)
    assert code == 130, said
    assert "interrupted: finishing what is being written" in said
    assert "not tried: interrupted" in said
    assert "the same command goes on where it was interrupted" in said
    assert "Traceback" not in said
    assert not leases(grafana)
    code, said = command.run("apply", "--yes")
    assert code == 0, said
    assert stored_state(grafana.store) == harm.wanted


@pytest.mark.parametrize("at", moments(1))
@pytest.mark.parametrize("patient", [True, False], ids=["waiting", "breaking the lease"])
def test_a_killed_apply_is_made_up_for_once_its_lease_is_over_or_broken(
    harm: Harm, grafana: SandboxServer, command: Command, at: int, patient: bool
) -> None:
    code, _ = command.apply_and_signal(signal.SIGKILL, at)
    assert code == -signal.SIGKILL
    assert len(leases(grafana)) == 1
    if patient:
        code, said = command.run("apply", "--yes")
        assert code == 7, said
        assert "applies for owner shop right now" in said
        assert "--break-lease ends it now" in said
        grafana.clock.advance(TERM + GRACE)
    code, said = command.run("apply", "--yes", *(() if patient else ("--break-lease",)))
    assert code == 0, said
    assert not leases(grafana)
    assert stored_state(grafana.store) == harm.wanted


def test_an_interrupt_before_the_first_write_leaves_nothing_behind(grafana: SandboxServer, command: Command) -> None:
    code, said = command.apply_and_signal(signal.SIGINT, 3, "GET")
    assert code == 130
    assert "Traceback" not in said
    assert not grafana.requests.writes()
