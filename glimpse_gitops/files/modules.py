"""Running the users' modules: import them in order, and leave no trace in this process."""

from __future__ import annotations

import ast
import contextlib
import importlib
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType

from ..errors import ProjectError
from ..model.environment import NOWHERE, Environment
from .source_folders import SOURCE_FOLDERS
from .suggestion import suggestion
from .syntax_fault import syntax_fault
from .threshold_overrides import overridden_thresholds

_BLOCKS = (ast.If, ast.Try, ast.TryStar, ast.With, ast.For, ast.While, ast.Match, ast.ExceptHandler, ast.match_case)


@dataclass(frozen=True)
class LoadedModule:
    """One module of the project after it ran."""

    path: str
    """Relative to the project, with `/`."""
    text: str
    module: ModuleType
    assigned: dict[str, int]
    """Names that the module itself assigns, outside of functions and classes → line."""
    imported: dict[str, int]
    """Names that it imports → line."""


def source_files(root: Path) -> list[Path]:
    """Every public module of the source folders, in a fixed order."""
    return [
        file
        for folder in SOURCE_FOLDERS
        for file in sorted((root / folder).rglob("*.py"))
        if not any(part.startswith(("_", ".")) for part in file.relative_to(root).parts)
    ]


def load_modules(root: Path, environment: Environment = NOWHERE) -> list[LoadedModule]:
    """Run every module of the project at `root`, with the thresholds of `environment`.

    An exception in one of them is a ProjectError that names file, line and variable. What they print goes to stderr.
    """
    loaded = []
    thresholds = overridden_thresholds(root, environment)
    with _project_importable(root), thresholds, contextlib.redirect_stdout(sys.stderr):
        for file in source_files(root):
            path = file.relative_to(root).as_posix()
            text = _source(file, path)
            tree = _parsed(text, path)
            module = _run(root, file, path)
            loaded.append(LoadedModule(path, text, module, _lines(tree, _targets), _lines(tree, _imports)))
    return loaded


@contextlib.contextmanager
def _project_importable(root: Path) -> Iterator[None]:
    """The root on `sys.path`; afterwards nothing of the project stays in `sys.modules`."""
    own = {entry.stem if entry.suffix == ".py" else entry.name for entry in root.iterdir()} - {"glimpse_gitops"}
    shadowed = {name: module for name, module in [*sys.modules.items()] if name.partition(".")[0] in SOURCE_FOLDERS}
    for name in shadowed:
        del sys.modules[name]
    before, paths, bytecode = set(sys.modules), sys.path, sys.dont_write_bytecode
    depth, streams = sys.getrecursionlimit(), (sys.stdout, sys.stderr)
    # Another list each time: whoever imports meanwhile, as the thread that connects does, goes through the one it began
    # with. If that got shorter under way, it would pass a place over.
    sys.path = [str(root), *paths]
    sys.modules.update(_bare_packages(root))
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        # A module may change what is not its own: without these no message would reach anybody.
        sys.setrecursionlimit(depth)
        sys.stdout, sys.stderr = streams
        sys.dont_write_bytecode = bytecode
        sys.path = paths
        # Chosen before any is removed: a folder without __init__.py looks its place up in the package around it.
        left = [name for name in set(sys.modules) - before if name.partition(".")[0] in own]
        for name in [name for name in left if _lies_in(sys.modules[name], root)]:
            del sys.modules[name]
        sys.modules.update(shadowed)


def _bare_packages(root: Path) -> dict[str, ModuleType]:
    """Packages for source folders without __init__.py: Python would prefer one of that name elsewhere that has it."""
    packages = {}
    for folder in SOURCE_FOLDERS:
        if (root / folder).is_dir() and not (root / folder / "__init__.py").exists():
            spec = ModuleSpec(folder, None, is_package=True)
            spec.submodule_search_locations = [str(root / folder)]
            packages[folder] = module_from_spec(spec)
    return packages


def _lies_in(module: ModuleType, root: Path) -> bool:
    if type(module) is not ModuleType:
        return True
    file, path = vars(module).get("__file__"), vars(module).get("__path__")
    places = [file] if isinstance(file, str) else list(path) if isinstance(path, Iterable) else []
    return not places or any(isinstance(place, str) and Path(place).is_relative_to(root) for place in places)


def _source(file: Path, path: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ProjectError(f"{path} is not UTF-8 text", "save it as UTF-8") from None
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror}") from None


def _parsed(text: str, path: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise syntax_fault(error, path) from None
    except (ValueError, RecursionError, MemoryError) as error:
        # The last two are how Python's parser gives up on what is nested too deep.
        said = error if isinstance(error, ValueError) else "it is nested too deep"
        raise ProjectError(f"{path}: {said}", "this is Python that cannot be parsed: correct the module") from None


def _lines(tree: ast.Module, names: Callable[[ast.stmt], list[str]]) -> dict[str, int]:
    return {name: statement.lineno for statement in _statements(tree) for name in names(statement)}


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Every statement that runs with the module itself, those inside `if`, `try`, `with` and loops included."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        if isinstance(child, _BLOCKS):
            yield from _statements(child)


def _targets(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.Assign):
        targets: list[ast.expr] = list(statement.targets)
    elif isinstance(statement, ast.AnnAssign | ast.AugAssign | ast.For):
        targets = [statement.target]
    else:
        return []
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _imports(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name for alias in statement.names]
    return []


def _run(root: Path, file: Path, path: str) -> ModuleType:
    parts = file.relative_to(root).with_suffix("").parts
    dotted = next((part for part in parts if "." in part), None)
    if dotted is not None:
        raise ProjectError(
            f'{path}: Python cannot import it, for "{dotted}" has a dot in it',
            f'rename it to "{dotted.replace(".", "_")}"',
        )
    name = ".".join(parts)
    try:
        return importlib.import_module(name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _broken(error, root, path) from None


def described(error: BaseException) -> str:
    """An exception in words. One of the user's own may not even have any: TracebackException has some for that, too."""
    words = str(traceback.TracebackException(type(error), error, None))
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _broken(error: BaseException, root: Path, path: str) -> ProjectError:
    """The exception of a user's module as one message: where it was raised in their files, and in which variable."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(root)
        and Path(frame.filename).relative_to(root).parts[0] in SOURCE_FOLDERS
    ]
    words = str(traceback.TracebackException(type(error), error, None))
    said = "the module ends the program (SystemExit)" if isinstance(error, SystemExit) else described(error)
    if isinstance(error, SyntaxError):
        return syntax_fault(error, _relative(error.filename, root) or path)
    hint = suggestion(error, root)
    if circle := _circle(error, [_relative(frame.filename, root) for frame in frames if frame.name == "<module>"]):
        said = f"{type(error).__name__}: {words.partition(' from ')[0]}: circular import {' → '.join(circle)}"
        hint = 'move what both need, such as panels, to a module of its own, or name a panel as panel="uid/Title"'
    if not frames:
        return ProjectError(f"{path}: {said}", hint or "correct the module, then run the command again")
    outer = next((frame for frame in reversed(frames) if frame.name == "<module>"), frames[0])
    where = f"{_relative(frames[-1].filename, root)}:{frames[-1].lineno}"
    variable = _variable_at(Path(outer.filename), outer.lineno or 0)
    inside = f" (while making `{variable}`)" if variable else ""
    return ProjectError(f"{where}: {said}{inside}", hint or "correct this line, then run the command again")


def _circle(error: BaseException, running: list[str]) -> list[str]:
    """The modules that import each other, the first one again at the end; `running` are those that wait for another."""
    if not isinstance(error, ImportError | AttributeError) or "partially initialized module" not in str(error):
        return []
    name = error.name if isinstance(error, ImportError) else getattr(error.obj, "__name__", "")
    imported = f"{(name or '').replace('.', '/')}.py"
    return [*running[running.index(imported) :], imported] if imported in running else []


def _relative(filename: str | None, root: Path) -> str:
    if filename and Path(filename).is_relative_to(root):
        return Path(filename).relative_to(root).as_posix()
    return ""


def _variable_at(file: Path, line: int) -> str:
    around = [
        ", ".join(_targets(statement))
        for statement in _statements(ast.parse(file.read_bytes()))
        if statement.lineno <= line <= (statement.end_lineno or statement.lineno)
    ]
    return around[-1] if around else ""
