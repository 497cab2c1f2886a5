"""The project's settings: `[tool.glimpse-gitops]` of its pyproject.toml, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .brake import BrakeLimits
from .environment import NOWHERE, Environment
from .manifest import MANIFEST_FOLDER


@dataclass(frozen=True)
class Settings:
    """One project's settings."""

    owner: str
    """The name under which this repository owns objects in Grafana."""
    project: str
    """A random id, made by `init` and committed: it tells forks and other projects with the same owner name apart."""
    folder: str = ""
    """The uid of the folder for what names none; empty for none (Grafana's root, which alert rules cannot live in)."""
    datasource: str = ""
    """The uid of the data source for rules that name none."""
    provenance: str = "locked"
    """`locked`: alerting objects cannot be edited in Grafana's UI; `editable`: they can."""
    severities: tuple[str, ...] = ("critical", "warning", "info")
    """The values of the label `severity` that routing knows; a `Label("severity", …)` of the modules replaces these."""
    profile: str = "recommended"
    """Which lint rules run: `minimal`, `recommended` or `strict`, each with those of the one before."""
    ignore: tuple[str, ...] = ()
    """Lint rules that are off for the whole project."""
    lint: Mapping[str, Any] = field(default_factory=dict)
    """`[tool.glimpse-gitops.lint]` as it is written: `lint.config` checks it, and what is wrong in it is a finding."""
    manifest_folder: str = MANIFEST_FOLDER
    """The uid of the folder of manifest and lease: one that is there, or `gitops`, which is made when it is needed."""
    journal: str = ""
    """The folder of the runs' journals, relative to the project; empty for `.glimpse-gitops/runs`."""
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """What modules refer to with `setting("…")`: addresses, channels."""
    brakes: BrakeLimits = field(default_factory=BrakeLimits)
    """How much may change at once without being allowed by name."""
    environments: Mapping[str, Environment] = field(default_factory=dict)
    """The Grafanas that the project goes to, by name."""
    environment: Environment = NOWHERE
    """The one that was chosen; nameless where none was."""
