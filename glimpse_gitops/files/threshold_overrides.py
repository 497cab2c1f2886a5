"""Thresholds that differ in an environment: set once the declaring module has run, before others read it."""

from __future__ import annotations

import contextlib
import difflib
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType

from ..errors import SettingsError
from ..model.environment import Environment
from ..model.threshold import Threshold


@contextlib.contextmanager
def overridden_thresholds(root: Path, environment: Environment) -> Iterator[None]:
    """Modules of the project at `root` that are imported meanwhile have the thresholds of `environment`.

    A threshold that no module declares is a SettingsError at the end.
    """
    if not environment.thresholds:
        yield
        return
    finder = _Finder(root, environment.thresholds)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
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
        self._values = values
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

    def override(self, module: ModuleType) -> None:
        """Set what `module` declares or imports by a name that the environment gives a value."""
        for name, value in list(vars(module).items()):
            if not isinstance(value, Threshold):
                continue
            self.names.append(name)
            if name in self._values:
                self.seen.add(name)
                setattr(module, name, Threshold(self._values[name], value.color))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, finder: _Finder) -> None:
        super().__init__(name, path)
        self._finder = finder

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        self._finder.override(module)
