"""Logs panels."""

from __future__ import annotations

from glimpse_gitops.authoring import Logs


def test_the_newest_line_stands_first_unless_said_otherwise() -> None:
    assert Logs(title="A").to_json_data()["options"]["sortOrder"] == "Descending"
    assert Logs(title="A", order="oldest first").to_json_data()["options"]["sortOrder"] == "Ascending"


def test_lines_open_and_wrap_unless_said_otherwise() -> None:
    options = Logs(title="A", wrap=False).to_json_data()["options"]

    assert (options["enableLogDetails"], options["wrapLogMessage"]) == (True, False)
