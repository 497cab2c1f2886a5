"""The lock file comes back as it was written, and a broken one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.errors import ProjectError
from glimpse_gitops.files.catalogue_lock import read_lock, write_lock
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.model.catalogue_lock import LOCK_FILE, NO_LOCK, CatalogueLock, ServerMetric
from glimpse_gitops.render.catalogue_lock import lock_artifact

from ..conftest import ProjectMaker

LOCK = CatalogueLock(
    {"a": ServerMetric("a", "counter", 2, {"job": 1, "id": None}, frozenset({"id"})), "b": ServerMetric("b")},
    {"app": "15s"},
)


def test_what_is_written_is_read_back(project: ProjectMaker) -> None:
    root = project({LOCK_FILE: lock_artifact(LOCK).text})
    assert read_lock(root) == LOCK
    assert load_project(root).lock == LOCK


def test_a_folder_for_it_is_made_where_there_is_none(project: ProjectMaker) -> None:
    root = project({})
    assert write_lock(LOCK, root)
    assert not write_lock(LOCK, root)
    assert read_lock(root) == LOCK


def test_a_folder_that_cannot_be_made_is_one_clear_error(project: ProjectMaker) -> None:
    with pytest.raises(ProjectError, match="metrics"):
        write_lock(LOCK, project({"metrics": "a file"}))


def test_a_project_without_a_lock_has_an_empty_one(tmp_path: Path) -> None:
    assert read_lock(tmp_path) == NO_LOCK


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", '{"version": 2}', "\ufeff{", "[" * 100_000),
        '{"version": 1, "scrape_intervals": {"app": "often"}, "metrics": {}}',
        '{"version": 1, "scrape_intervals": {}, "metrics": {"a": {"type": "counter", "series": -1, "labels": {}}}}',
        '{"version": 1, "scrape_intervals": {}, "metrics": {"a": {"type": "counter", "series": true, "labels": {}}}}',
        '{"version": 1, "scrape_intervals": {}, "metrics": {"a": {"series": 1, "labels": {}}}}',
        '{"version": 1, "scrape_intervals": {}, "metrics": {"a": {"type": "x", "series": 1, "labels": {"a": "b"}}}}',
    ],
)
def test_a_broken_lock_is_told_with_what_to_do(project: ProjectMaker, text: str) -> None:
    with pytest.raises(ProjectError, match=r"catalog\.lock\.json") as caught:
        read_lock(project({LOCK_FILE: text}))
    assert "catalog snapshot" in caught.value.hint
