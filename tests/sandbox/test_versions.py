"""The table of differences between versions."""

from __future__ import annotations

import re
from pathlib import Path

import glimpse_gitops.sandbox
from glimpse_gitops.sandbox.versions import VERSIONS


def test_each_version_goes_by_its_name() -> None:
    assert {name: version.reported for name, version in VERSIONS.items()} == {
        "11.6": "11.6.2",
        "12.4": "12.4.0",
        "12.4-sql": "12.4.0",
    }


def test_no_other_module_asks_which_version_it_is() -> None:
    sources = Path(glimpse_gitops.sandbox.__file__).parent.glob("*.py")
    asking = re.compile(r"version\.(name|reported)\s*(==|!=|in\b|\.startswith)|version\s*(==|!=)\s*[\"']1[12]")
    assert [path.name for path in sources if asking.search(path.read_text("utf-8"))] == []
