"""docs/authoring.md: its examples are a project that builds and lints, and its tables are complete."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from glimpse_gitops import authoring
from glimpse_gitops.workflow.build import build
from glimpse_gitops.workflow.lint import lint

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "authoring.md").read_text(encoding="utf-8")
ON_STACK_PAGE = {"Container", "Federation", "Masking", "MonitoringStack", "OtelCollector", "Store", "Tenant"}
CLASSES = {
    name: thing for name in authoring.__all__ if inspect.isclass(thing := getattr(authoring, name)) and name != "Policy"
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The page's examples, each in the file that its first line names."""
    [settings] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    blocks = re.findall(r"```python\n# (\S+\.py)\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == PAGE.count("```python")
    for path, block in blocks:
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        (file.parent / "__init__.py").touch()
        assert not file.exists(), path
        file.write_text(block, encoding="utf-8")
    return tmp_path


def rows_of(name: str) -> dict[str, tuple[str, str]]:
    """Argument → its whole row and its default, from all parts of tables whose heading names the class."""
    rows = {}
    for heading, body in re.findall(r"^\| \*\*(`[A-Z].*)\*\* (?:\| )+\|\n((?:\| [^*].*\n)+)", PAGE, re.MULTILINE):
        if f"`{name}`" in heading:
            for row in body.splitlines():
                first, *_, last = row.strip("| ").split(" | ")
                arguments = re.findall(r"`([^`]+)`", first)
                defaults = re.findall(r"`([^`]+)`", last) or [last]
                defaults *= len(arguments) if len(defaults) == 1 else 1
                rows.update({one: (row, default) for one, default in zip(arguments, defaults, strict=True)})
    return rows


def arguments_of(thing: type[Any]) -> dict[str, Any]:
    """Argument → its default, `inspect.Parameter.empty` where there is none, of the class's constructor."""
    made = {
        field.name: field.default_factory()
        for field in (dataclasses.fields(thing) if dataclasses.is_dataclass(thing) else ())
        if field.default_factory is not dataclasses.MISSING
    }
    return {
        ("*" if one.kind is one.VAR_POSITIONAL else "") + one.name: made.get(one.name, one.default)
        for one in inspect.signature(thing).parameters.values()
    }


def inherited(thing: type[Any]) -> dict[str, Any]:
    """The arguments that the tables of the classes above it list."""
    return {
        key: default
        for above in reversed(thing.__mro__[1:])
        if CLASSES.get(above.__name__) is above
        for key, default in arguments_of(above).items()
    }


def own_arguments(thing: type[Any]) -> dict[str, Any]:
    known = inherited(thing)
    return {key: default for key, default in arguments_of(thing).items() if key not in known or known[key] != default}


def choices(hint: Any) -> set[str]:
    """The texts that a `Literal` anywhere in the hint allows."""
    if get_origin(hint) is Literal:
        return {value for value in get_args(hint) if isinstance(value, str)}
    return {value for part in get_args(hint) for value in choices(part)}


def test_the_examples_build(project: Path) -> None:
    written = build(project).written
    assert {"dashboards/shop.json", "dashboards/payments.json", "alerts/shop.yml"} <= set(written)


def test_the_examples_have_no_findings(project: Path) -> None:
    assert [f"{one.rule} {one.origin.path}:{one.origin.line} {one.message}" for one in lint(project, []).findings] == []


def test_every_link_of_the_page_leads_somewhere() -> None:
    headings = {
        heading.lower().replace(",", "").replace(" ", "-") for heading in re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    }
    text = re.sub(r"```.*?```|`[^`]+`", "", PAGE, flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", text)
    assert links
    assert [target for target, _ in links if target and not (DOCS / target).exists()] == []
    assert {anchor for target, anchor in links if not target} - headings == set()


def test_every_name_that_authors_can_import_stands_on_the_page() -> None:
    assert [name for name in authoring.__all__ if not re.search(rf"`{name}[`(]", PAGE)] == []


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - ON_STACK_PAGE))
def test_the_tables_have_every_argument_with_its_default(name: str) -> None:
    thing, rows = CLASSES[name], rows_of(name)
    own = own_arguments(thing)
    assert own.keys() - rows.keys() == set()
    assert rows.keys() - arguments_of(thing).keys() == set()
    for argument, (row, shown) in rows.items():
        if argument.startswith("*"):
            continue
        default = arguments_of(thing)[argument]
        if default is inspect.Parameter.empty:
            assert shown == "required", row
        else:
            assert eval(shown, dict(vars(authoring))) == default, row


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - ON_STACK_PAGE))
def test_the_tables_have_every_value_that_an_argument_can_have(name: str) -> None:
    hints = get_type_hints(CLASSES[name], include_extras=False)
    for argument, (row, _) in rows_of(name).items():
        text = PAGE if "calculation" in row else row
        missing = [value for value in choices(hints.get(argument)) if value and f"`{value}`" not in text]
        assert missing == [], row
