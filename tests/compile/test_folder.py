"""Folders."""

from __future__ import annotations

import pytest

from glimpse_gitops.compile.folder import compile_folder
from glimpse_gitops.compile.target import GRAFANA_11, GRAFANA_12, Target
from glimpse_gitops.model.folder import Folder
from glimpse_gitops.model.resource import ResourceId, ResourceKind

from ..definitions import defined


@pytest.mark.parametrize(("target", "description"), [(GRAFANA_12, "Shown"), (GRAFANA_11, "")])
def test_a_folder_names_its_parent_and_describes_itself_where_grafana_keeps_that(
    target: Target, description: str
) -> None:
    inner = Folder("inner", "Inner", parent=Folder("outer", "Outer"), description="Shown")
    resource = compile_folder(defined(inner, 3), target)
    assert resource.id == ResourceId(ResourceKind.FOLDER, "inner")
    assert resource.spec == {"title": "Inner", "parentUid": "outer", "description": description}
    assert str(resource.origin) == "alerts/app.py:3"


def test_a_folder_without_a_parent_lies_in_the_root() -> None:
    assert compile_folder(defined(Folder("f", "F")), GRAFANA_12).spec["parentUid"] == ""
