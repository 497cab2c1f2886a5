"""A sandbox together with plan and apply of a project to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..files.project_root import find_root
from ..model.plan import ApplyResult, Plan
from ..model.plan_choices import PlanChoices
from ..sandbox import SandboxServer
from ..workflow.apply import apply
from ..workflow.connection import Connection
from ..workflow.demo import stand_in_environment
from ..workflow.plan import planning


@dataclass(frozen=True)
class SandboxedGrafana:
    """One running sandbox."""

    server: SandboxServer
    """The sandbox itself: its `url`, the `requests` that it has seen, `faults` to order, alert states to set."""

    def plan(
        self, project: Path | None = None, *, adopt: bool = False, secrets: Mapping[str, str] | None = None
    ) -> Plan:
        """What an apply would change. `project` is the one around the working directory where None.

        Secrets that `secrets` does not give have stand-ins.
        """
        root = find_root((project or Path.cwd()).resolve())
        with planning(root, self._connection(root, secrets), PlanChoices(adopt=adopt)) as planned:
            return planned.plan

    def apply(
        self, project: Path | None = None, *, adopt: bool = False, secrets: Mapping[str, str] | None = None
    ) -> ApplyResult:
        """Plan and apply; raises what the command line would report."""
        root = find_root((project or Path.cwd()).resolve())
        with planning(root, self._connection(root, secrets), PlanChoices(adopt=adopt)) as planned:
            return apply(planned)

    def _connection(self, root: Path, secrets: Mapping[str, str] | None) -> Connection:
        environ = stand_in_environment(root, self.server.login, self.server.password)
        return Connection(self.server.url, {**environ, **(secrets or {})})
