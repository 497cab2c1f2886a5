"""Thresholds that differ in an environment: set where they are declared, before any line reads them."""

from __future__ import annotations

import ast
import contextlib
import difflib
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from ..errors import SettingsError
from ..model.environment import Environment
from ..model.threshold import Threshold

_INSTEAD = "__threshold_of_the_environment__"
"""The name under which a module that is loaded finds the function that gives a declaration its other value."""


@contextlib.contextmanager
def overridden_thresholds(root: Path, environment: Environment) -> Iterator[None]:
    """Modules of the project at `root` that are imported meanwhile have the thresholds of `environment`.

    A threshold that no module declares is a SettingsError at the end.
    """
    if not environment.thresholds:
        yield
        return
    finder = _Finder(root, environment.thresholds)
    # Another list, as for sys.path: a thread that imports meanwhile would pass over one of the others.
    finders = sys.meta_path
    sys.meta_path = [finder, *finders]
    try:
        yield
    finally:
        sys.meta_path = finders
    for name in environment.thresholds:
        if name not in finder.seen:
            close = difflib.get_close_matches(name, finder.names, n=1)
            raise SettingsError(
                f'pyproject.toml: environment {environment.name} sets threshold "{name}", which no module declares',
                f'did you mean "{close[0]}"?' if close else "it is the variable that holds the Threshold",
            )


class _Finder:
    """Finds the project's modules, and has them loaded by a loader that changes their thresholds."""

    def __init__(self, root: Path, values: Mapping[str, float]) -> None:
        self._root = root
        self.values = values
        self.names: list[str] = []
        """Every threshold that a module declares."""
        self.seen: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader) or spec.origin is None:
            return None
        if not Path(spec.origin).is_relative_to(self._root):
            return None
        spec.loader = _Loader(name, spec.origin, self)
        return spec

    def instead(self, name: str, value: object) -> object:
        """What a variable of this name holds in the environment."""
        if not isinstance(value, Threshold):
            return value
        self.names.append(name)
        self.seen.add(name)
        return Threshold(self.values[name], value.color)

    def override(self, module: ModuleType) -> None:
        """Set what `module` declares or imports by a name that the environment gives a value."""
        for name, value in list(vars(module).items()):
            if not isinstance(value, Threshold):
                continue
            self.names.append(name)
            if name in self.values:
                self.seen.add(name)
                setattr(module, name, Threshold(self.values[name], value.color))


class _Loader(SourceFileLoader):
    """Runs a module with other values in its declarations, so that the lines below them see these, too."""

    def __init__(self, name: str, path: str, finder: _Finder) -> None:
        super().__init__(name, path)
        self._finder = finder

    def get_code(self, fullname: str) -> CodeType:
        # Never from a cache, and never into one: the code is that of one environment.
        path = self.get_filename(fullname)
        tree = ast.parse(self.get_data(path), path)
        for statement in tree.body:
            _instead(statement, self._finder.values)
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)[_INSTEAD] = self._finder.instead
        super().exec_module(module)
        vars(module).pop(_INSTEAD, None)
        self._finder.override(module)


def _instead(statement: ast.stmt, names: Container[str]) -> None:
    """`heap_limit = Threshold(…)` becomes `heap_limit = <_INSTEAD>("heap_limit", Threshold(…))`."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    if len(targets) != 1 or not isinstance(targets[0], ast.Name) or targets[0].id not in names:
        return
    assert isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
    given = statement.value
    call = ast.Call(ast.Name(_INSTEAD, ast.Load()), [ast.Constant(targets[0].id), given], [])
    for made in ast.walk(call):
        if not hasattr(made, "lineno") and isinstance(made, ast.expr):
            ast.copy_location(made, given)
    statement.value = call
