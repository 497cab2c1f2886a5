"""The linter's section of pyproject.toml: what is right counts, whatever else is wrong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.lint.config import LintConfig, config_of
from glimpse_gitops.lint.toml_lines import place_of
from glimpse_gitops.model.finding import Severity
from glimpse_gitops.model.settings import Settings


def config(section: dict[str, object]) -> LintConfig:
    """What a section says."""
    return config_of(Settings("a", "b", lint=section))


def test_the_rest_counts_beside_a_fault() -> None:
    found = config({"profile": "hard", "fail-on": "info", "ignore": ["PQ9", "AL201"], "max-findings": 7})
    assert [fault.keys for fault in found.faults] == [("lint", "profile"), ("lint", "ignore")]
    assert (found.limits.fail_on, found.limits.max_findings) == (Severity.INFO, 7)
    assert "AL201" in found.everywhere.ignore


def test_the_older_keys_outside_of_the_section_count_as_well() -> None:
    found = config_of(Settings("a", "b", profile="strict", ignore=("DB301",), lint={"ignore": ["AL201"]}))
    assert (found.everywhere.profile, found.everywhere.ignore) == ("strict", ("DB301", "AL201"))
    newer = config_of(Settings("a", "b", profile="strict", lint={"profile": "minimal"}))
    assert newer.everywhere.profile == "minimal"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["PQ119", "strict", "error"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just("PQ119"), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = ("profile", "select", "enable", "ignore", "severity", "rules", "paths", "locked", "fail-on", "max-findings", "x")


@given(st.dictionaries(st.sampled_from(KEYS), PLAIN))
def test_no_section_whatever_crashes(section: dict[str, object]) -> None:
    for fault in config(section).faults:
        assert fault.message and fault.keys[0] == "lint"


TEXT = """[tool.other]
profile = 1
[tool.glimpse-gitops]
owner = "a"
lint.profile = "x"
[tool.glimpse-gitops.lint.rules."PQ119"]
  samples = 4
[[tool.glimpse-gitops.lint.paths]]
match = []
"""


def test_a_fault_is_told_at_the_line_of_its_key() -> None:
    def line(*keys: str) -> tuple[int, bool]:
        place = place_of(TEXT, ("tool", "glimpse-gitops", *keys), "pyproject.toml")
        return place.line, place.exact

    assert line("lint", "profile") == (5, True)
    assert line("lint", "rules", "PQ119", "samples") == (7, True)
    assert line("lint", "rules", "PQ119", "other") == (6, False)
    assert line("lint", "paths", "match") == (9, True)
    assert line("lint", "baseline") == (3, False)


def test_the_place_of_a_key_covers_the_key() -> None:
    place = place_of(TEXT, ("tool", "glimpse-gitops", "lint", "rules", "PQ119", "samples"), "p.toml")
    assert (place.column, place.end_column) == (3, 10)
