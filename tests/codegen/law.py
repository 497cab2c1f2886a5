"""The law of the folder: what a build of the generated source makes equals what is live."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from glimpse_gitops.codegen.adoption import Surroundings, new_files
from glimpse_gitops.codegen.live_objects import live_objects
from glimpse_gitops.codegen.references import References
from glimpse_gitops.compile.project import compile_project
from glimpse_gitops.compile.target import GRAFANA_12, Target
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.model.resource import Bundle, Resource, ResourceId
from glimpse_gitops.plan.diff import changed_fields

SECTION = '[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\n'
RULES = "E,F,W,I,N,UP,B,C4,SIM,RET,PTH,PIE,RUF,ERA"


@dataclass(frozen=True)
class Adopted:
    """What was generated for live resources, and what it builds to."""

    files: dict[str, str]
    built: Bundle
    left_out: dict[ResourceId, str]
    secrets: tuple[str, ...]


def adopt(live: Sequence[Resource], target: Target = GRAFANA_12) -> Adopted:
    """Generate, write to a new project, load, compile."""
    references = References({})
    made = live_objects(live, references, target)
    titles = {one.id: one.title for one in live}
    files = new_files({**references.existing, **made.objects}, Surroundings({}, (), (), titles))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "pyproject.toml").write_text(SECTION)
        for file in files:
            path = root / file.path
            path.parent.mkdir(exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
        built = compile_project(load_project(root), target).bundle
    return Adopted({one.path: one.text for one in files}, built, dict(made.left_out), tuple(references.secrets))


def assert_law(live: Sequence[Resource], target: Target = GRAFANA_12) -> Adopted:
    """Nothing is left out, and each resource builds to itself, all in one piece and none beside it."""
    adopted = adopt(live, target)
    assert not adopted.left_out
    assert set(adopted.built) == {one.id for one in live}, "\n".join(adopted.files.values())
    for resource in live:
        changes = changed_fields(resource, adopted.built[resource.id])
        assert not changes, (changes, "\n".join(adopted.files.values()))
    return adopted


def ruff_complaints(sources: Sequence[str]) -> str:
    """What ruff says of the modules, as linter and as formatter; empty where it says nothing."""
    with tempfile.TemporaryDirectory() as folder:
        for number, source in enumerate(sources):
            (Path(folder) / f"module_{number}.py").write_text(source, encoding="utf-8")
        line = ["--isolated", "--no-cache", "--line-length", "120", "--target-version", "py311"]
        firsts = ["--config", 'lint.isort.known-first-party = ["stack", "alerts", "dashboards"]']
        ignored = ["--select", RULES, "--ignore", "E501,RUF001,RUF002,RUF003"]
        checked = _ruff(folder, "check", "-q", *line, *firsts, *ignored)
        return checked + _ruff(folder, "format", "-q", "--diff", *line)


def _ruff(folder: str, *arguments: str) -> str:
    line = [sys.executable, "-m", "ruff", *arguments, "."]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr
