"""Environments in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.errors import SettingsError
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.files.settings import load_settings

HEAD = '[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\n'
VALUES = '[tool.glimpse-gitops.values]\nchannel = "#a"\nteam = "one"\n'
STAGING = """
[tool.glimpse-gitops.environments.staging]
url = "http://localhost:3003"
org = 2
owner = "shop-staging"
folder_prefix = "staging-"
datasources = { prom = "prom-eu" }
contact_points = { oncall = "mail" }
thresholds = { heap_limit = 5, ratio = 0.5 }
values = { channel = "#b" }
"""


def project(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_environment_changes_the_owner_and_the_values_that_it_names(tmp_path: Path) -> None:
    settings = load_settings(project(tmp_path, HEAD + VALUES + STAGING), "staging")
    assert (settings.owner, settings.environment.url, settings.environment.org) == (
        "shop-staging",
        "http://localhost:3003",
        2,
    )
    assert settings.values == {"channel": "#b", "team": "one"}


def test_without_an_environment_the_project_is_as_it_stands(tmp_path: Path) -> None:
    settings = load_settings(project(tmp_path, HEAD + VALUES + STAGING))
    assert (settings.owner, settings.environment.name) == ("shop", "")
    assert list(settings.environments) == ["staging"]


@pytest.mark.parametrize(
    ("name", "table", "message", "hint"),
    [
        ("prod", "", 'has no environment "prod"', "there are staging"),
        ("staging", "urll = 'x'", 'staging has an unknown key "urll"', 'did you mean "url"?'),
        ("staging", "org = 'two'", "org must be the id of an organisation", ""),
        ("staging", "org = true", "org must be the id of an organisation", ""),
        ("staging", "thresholds = { a = 'x' }", "thresholds.a must be a number", ""),
        ("staging", "datasources = 'prom'", "datasources must be a table", ""),
        ("staging", "folder_prefix = 'a/b'", "cannot be part of a uid", "letters, digits"),
        ("staging", "owner = 'My Team'", "is no name for an owner", "lower-case"),
    ],
)
def test_an_unusable_environment_is_one_clear_error(
    tmp_path: Path, name: str, table: str, message: str, hint: str
) -> None:
    root = project(tmp_path, f"{HEAD}[tool.glimpse-gitops.environments.staging]\n{table}\n")
    with pytest.raises(SettingsError, match=message) as error:
        load_settings(root, name)
    assert hint in error.value.hint


def with_modules(folder: Path, values: str) -> Path:
    root = project(folder, f"{HEAD}[tool.glimpse-gitops.environments.staging]\nthresholds = {values}\n")
    for path, text in {
        "metrics/__init__.py": "",
        "metrics/a.py": "from metrics.limits import heap_limit\nfirst = heap_limit\n",
        "metrics/limits.py": "from glimpse_gitops.authoring import Threshold\nheap_limit = Threshold(10, 'orange')\n",
        "alerts/app.py": (
            "from glimpse_gitops.authoring import AlertRule, RuleGroup\nfrom metrics.a import first\n"
            "app = RuleGroup('app', [AlertRule('Heap', expr=f'heap > {first}')])\n"
        ),
    }.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(("environment", "limit"), [("", "10"), ("staging", "5.5")])
def test_a_threshold_is_another_one_wherever_it_is_imported(tmp_path: Path, environment: str, limit: str) -> None:
    loaded = load_project(with_modules(tmp_path, "{ heap_limit = 5.5 }"), environment)
    assert loaded.rule_groups[0].value.alert_rules[0].expr == f"heap > {limit}"


def test_a_threshold_that_no_module_declares_is_refused_with_its_likely_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match='sets threshold "heap_limits", which no module declares') as error:
        load_project(with_modules(tmp_path, "{ heap_limits = 5 }"), "staging")
    assert error.value.hint == 'did you mean "heap_limit"?'


@pytest.mark.parametrize(("environment", "limit"), [("", "10"), ("staging", "5.5"), ("", "10")])
def test_a_threshold_is_another_one_in_the_very_module_that_declares_it(
    tmp_path: Path, environment: str, limit: str
) -> None:
    root = project(tmp_path, f"{HEAD}[tool.glimpse-gitops.environments.staging]\nthresholds = {{ many = 5.5 }}\n")
    (root / "alerts").mkdir(exist_ok=True)
    (root / "alerts" / "app.py").write_text(
        "from glimpse_gitops.authoring import AlertRule, RuleGroup, Threshold\nmany: Threshold = Threshold(10)\n"
        "app = RuleGroup('app', [AlertRule('Heap', expr=f'heap > {many}')])\n",
        encoding="utf-8",
    )
    for name in ("", environment):
        loaded = load_project(root, name)
        assert loaded.rule_groups[0].value.alert_rules[0].expr == f"heap > {limit if name == environment else '10'}"
        assert loaded.rule_groups[0].origin.line == 3
