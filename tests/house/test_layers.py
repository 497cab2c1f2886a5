"""The layers of ARCHITECTURE.md and the fences around third-party packages, held by reading every import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "glimpse_gitops"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("cli", "__main__"),
    ("testing",),
    ("workflow",),
    ("files", "grafana", "prometheus", "ruler", "probe"),
    ("http",),
    ("codegen", "doctor"),
    ("compile", "render", "lint", "plan", "report"),
    ("routing",),
    ("promql", "gotemplate"),
    ("authoring",),
    ("model",),
    ("errors", "__init__"),
)
"""From top to bottom: a module imports from layers below its own, and never from a sibling."""

BESIDE = {"sandbox": set[str](), "demo_service": set(), "cli": {"sandbox", "demo_service"}, "testing": {"sandbox"}}
"""The sandbox and the demo service stand beside the layers: they import none of them, and only these import them."""

FENCES = {
    "click": ("cli",),
    "grafana_client": ("grafana",),
    "niquests": ("http",),
    "promql_parser": ("promql/verdict.py",),
    "grafanalib": ("authoring",),
    "prometheus_client": ("demo_service",),
    "opentelemetry": ("demo_service",),
    "cryptography": ("files/certificates.py",),
    "bcrypt": ("files/certificates.py",),
    "flask": ("sandbox",),
    "werkzeug": ("sandbox",),
}
"""Third-party package → the only places in the package that may import it."""

PURE = ("codegen", "doctor", "compile", "render", "lint", "plan", "report", "routing", "promql", "gotemplate", "model")
IMPURE_MODULES = {
    "os",
    "pathlib",
    "io",
    "shutil",
    "tempfile",
    "time",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "urllib.request",
}
"""What a pure layer may not import. `pathlib.PurePosixPath` is text, and the one exception."""

MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def imports_of(module: Path) -> tuple[tuple[str, int], ...]:
    """Every imported module by its absolute name, type-checking imports included."""
    return tuple(_imports(module))


def _imports(module: Path) -> Iterator[tuple[str, int]]:
    package = module.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            prefix = list(package[: len(package) - node.level + 1]) if node.level else []
            base = ".".join([*prefix, *([node.module] if node.module else [])])
            if node.module and not (node.level and base == "glimpse_gitops"):
                yield base, node.lineno
            if base == "pathlib" and {alias.name for alias in node.names} == {"PurePosixPath"}:
                continue
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def layer_of(name: str) -> str:
    """`glimpse_gitops.model.label` → `model`."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def rank(layer: str) -> int:
    return next(position for position, row in enumerate(LAYERS) if layer in row)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down_only(module: Path) -> None:
    own = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name, line in imports_of(module):
        if not name.startswith("glimpse_gitops"):
            continue
        other = layer_of(name)
        if other in (own, "__init__", "__version__") or own == "__main__":
            continue
        where = f"{module.relative_to(ROOT)}:{line}: {own} imports {other}"
        if {own, other} & {"sandbox", "demo_service"}:
            assert other in BESIDE.get(own, ()), where
        else:
            assert rank(other) > rank(own), where


@pytest.mark.parametrize("package", FENCES)
def test_third_party_packages_stay_behind_their_fences(package: str) -> None:
    outside = [
        f"{module.relative_to(ROOT)}:{line}"
        for module in MODULES
        for name, line in imports_of(module)
        if name.partition(".")[0] == package
        and not any(module.relative_to(PACKAGE).as_posix().startswith(place) for place in FENCES[package])
    ]
    assert not outside


@pytest.mark.parametrize("layer", PURE)
def test_pure_layers_touch_nothing_outside_themselves(layer: str) -> None:
    impure = [
        f"{module.relative_to(ROOT)}:{line}: {name}"
        for module in sorted((PACKAGE / layer).rglob("*.py"))
        for name, line in imports_of(module)
        if name in IMPURE_MODULES and not _is_pure_path(module, line)
    ]
    assert not impure


def _is_pure_path(module: Path, line: int) -> bool:
    return module.read_text(encoding="utf-8").splitlines()[line - 1].strip() == "from pathlib import PurePosixPath"


def test_nothing_prints_outside_the_command_line() -> None:
    printing = [
        f"{module.relative_to(ROOT)}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing
