"""Settings in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.errors import SettingsError
from glimpse_gitops.files.project_root import find_root
from glimpse_gitops.files.settings import load_settings

NEEDED = 'owner = "shop"\nproject = "p-1"\n'


def settings_file(folder: Path, section: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(f"[tool.glimpse-gitops]\n{section}", encoding="utf-8")
    return folder


def test_settings_are_read_with_their_defaults(tmp_path: Path) -> None:
    settings = load_settings(settings_file(tmp_path, NEEDED))
    assert (settings.owner, settings.project, settings.folder) == ("shop", "p-1", "")
    assert settings.provenance == "locked"
    assert settings.severities == ("critical", "warning", "info")


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    text = (
        NEEDED
        + 'folder = "f"\ndatasource = "d"\nprovenance = "editable"\nseverities = ["page"]\nignore = ["AL201"]\n'
        + '[tool.glimpse-gitops.values]\nchannel = "#a"\naddresses = ["a@example.com", "b@example.com"]\n'
    )
    settings = load_settings(settings_file(tmp_path, text))
    assert (settings.folder, settings.datasource, settings.provenance) == ("f", "d", "editable")
    assert (settings.severities, settings.ignore) == (("page",), ("AL201",))
    assert settings.values == {"channel": "#a", "addresses": ("a@example.com", "b@example.com")}


@pytest.mark.parametrize(
    ("section", "message", "hint"),
    [
        (NEEDED + 'foldr = "x"', 'has an unknown key "foldr"', 'did you mean "folder"?'),
        (NEEDED + 'zzz = "x"', 'has an unknown key "zzz"', "the keys are owner, project"),
        ('project = "p"', 'has no "owner"', "glimpse-gitops init"),
        ('owner = "shop"', 'has no "project"', "any random id"),
        ('owner = "shop"\nproject = ""', 'has no "project"', "any random id"),
        ('owner = 5\nproject = "p"', "owner must be a string, not 5", ""),
        ('owner = "My Team"\nproject = "p"', 'owner "My Team" is no name for an owner', "lower-case letters"),
        (f'owner = "{"a" * 27}"\nproject = "p"', "is no name for an owner", "26 at most"),
        (NEEDED + 'folder = "a/b"', 'folder must be a uid of Grafana, and "a/b" is none', ""),
        (NEEDED + 'provenance = "open"', 'provenance is "open"', "it can be locked or editable"),
        (NEEDED + 'severities = "page"', "severities must be a list of strings, not 'page'", ""),
        (NEEDED + 'profile = "all"', 'profile is "all"', "it can be minimal or recommended or strict"),
        (NEEDED + "ignore = [5]", "ignore must be a list of strings, not [5]", ""),
        (NEEDED + "values = 5", "values must be a table of its own", ""),
        (NEEDED + "[tool.glimpse-gitops.values]\nport = 25", "values.port must be a string or a list of strings", ""),
    ],
)
def test_an_unusable_setting_is_one_clear_error(tmp_path: Path, section: str, message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(settings_file(tmp_path, section))
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize("text", ["[tool]\nglimpse-gitops = 5", "[[tool.glimpse-gitops]]\nowner = 'a'", "tool = 5"])
def test_a_section_that_is_no_table_is_one_clear_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"\[tool.glimpse-gitops\]"):
        load_settings(find_root(tmp_path))


@pytest.mark.parametrize("content", [b"[tool", b"[tool.glimpse-gitops]\nowner = '\xff'"])
def test_a_file_that_is_no_toml_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pyproject.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"pyproject.toml is not valid TOML"):
        find_root(tmp_path)


def test_the_project_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    root = settings_file(tmp_path / "repo", NEEDED)
    inside = root / "dashboards" / "panels"
    inside.mkdir(parents=True)
    (root / "dashboards" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert find_root(inside) == root


def test_outside_of_any_project_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no project at") as caught:
        find_root(tmp_path)
    assert "glimpse-gitops init" in caught.value.hint
