"""A project tried out in a copy."""

from __future__ import annotations

from glimpse_gitops.files.loader import load_project
from glimpse_gitops.files.trial import trial
from glimpse_gitops.model.artifact import Artifact
from tests.conftest import ProjectMaker

TEAM = "from glimpse_gitops.authoring import Folder\nfrom names import title\nteam = Folder('team', title)\n"


def test_the_copy_has_the_new_files_and_the_project_stays_as_it_is(project: ProjectMaker) -> None:
    root = project({"stack/team.py": TEAM, "names.py": "title = 'Team'\n"})
    new = Artifact("stack/team.py", TEAM.replace("'team'", "'other'"))
    with trial(root, [new, Artifact("alerts/new.py", "x = 1\n")]) as copy:
        assert [one.value.uid for one in load_project(copy).folders] == ["other"]
    assert not copy.exists()
    assert (root / "stack/team.py").read_text() == TEAM
    assert (root / "names.py").exists()
    assert not (root / "alerts").exists()
