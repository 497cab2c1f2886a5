"""Which modules of a project a module imports, wherever the statement stands."""

from __future__ import annotations

import ast

import pytest

from glimpse_gitops.files.module_imports import reachable_modules

ELSEWHERE = {"stack/things.py": ast.parse(""), "metrics/catalogue.py": ast.parse("import stack.things")}


@pytest.mark.parametrize(
    "text",
    [
        "import stack.things",
        "from stack import things",
        "from stack.things import prometheus",
        "from ..stack import things",
        "def panels():\n    from stack.things import prometheus",
        "class A:\n    def b(self):\n        if True:\n            import stack.things",
        "try:\n    pass\nexcept ImportError:\n    import stack.things\nelse:\n    pass",
        "match 1:\n    case 1:\n        from stack import things",
        "async def a():\n    async with b:\n        import stack.things",
    ],
)
def test_an_import_counts_wherever_it_stands(text: str) -> None:
    found = reachable_modules({"dashboards/a.py": ast.parse(text), **ELSEWHERE})
    assert found["dashboards/a.py"] == {"stack/things.py"}


def test_what_an_imported_module_imports_counts_too() -> None:
    found = reachable_modules({"dashboards/a.py": ast.parse("from metrics import catalogue"), **ELSEWHERE})
    assert found["dashboards/a.py"] == {"metrics/catalogue.py", "stack/things.py"}


def test_a_text_that_looks_like_an_import_is_none() -> None:
    found = reachable_modules({"dashboards/a.py": ast.parse("a = 'import stack.things'"), **ELSEWHERE})
    assert not found["dashboards/a.py"]
