"""Writes docs/rules from the docstrings of the rules: `python tests/house/write_rule_pages.py`."""

from __future__ import annotations

from pathlib import Path

from glimpse_gitops.lint.pages import file_name, index_of, page_of
from glimpse_gitops.lint.rule_table import RULES

PAGES = Path(__file__).parents[2] / "docs" / "rules"


def main() -> None:
    """Write every page and take away those of rules that are gone."""
    pages = {file_name(rule): page_of(rule) for rule in RULES} | {"README.md": index_of(RULES)}
    for page in PAGES.glob("*.md"):
        if page.name not in pages:
            page.unlink()
    for name, text in pages.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
