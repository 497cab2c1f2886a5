"""Environments: the same project in another Grafana, and what differs there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Environment:
    """One table `[tool.glimpse-gitops.environments.<name>]`; what it leaves out is as everywhere."""

    name: str = ""
    """Empty for the project as it stands, in no environment."""
    url: str = ""
    org: int | None = None
    ca_file: str = ""
    owner: str = ""
    """The name under which objects are owned there; the project's where empty."""
    moved_from: str = ""
    """The name that it had before: a list of what is managed that names it goes on as this environment's."""
    manifest_folder: str = ""
    """The uid of the folder in which the manifest stands there, without the prefix; the project's where empty."""
    folder_prefix: str = ""
    """Set before the uids of the project's folders, dashboards and rules: for environments that share one Grafana."""
    datasources: Mapping[str, str] = field(default_factory=dict)
    """Uid in the code → uid there: of a data source that is there already, which is then not written."""
    contact_points: Mapping[str, str] = field(default_factory=dict)
    """Contact point in the code → the one that hears instead of it."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """Variable that holds a `Threshold` → its value there."""
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Settings of `setting("…")` that are other ones there."""

    def variable(self, name: str) -> str:
        """The environment variable for credential `name` there: GRAFANA_TOKEN_STAGING for GRAFANA_TOKEN."""
        return f"{name}_{self.name.upper().replace('-', '_')}" if self.name else name


NOWHERE = Environment()
"""No environment: the project as it stands."""
