"""Secrets from the environment and from files."""

from __future__ import annotations

from pathlib import Path

from glimpse_gitops.files.secrets import resolve
from glimpse_gitops.model.secret import command, env, secret_file


def test_secrets_come_from_the_environment_and_from_files(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b" a key \r\n")
    refs = [env("TOKEN"), secret_file("key")]
    assert resolve(refs, {"TOKEN": "t"}, tmp_path) == {env("TOKEN"): "t", secret_file("key"): " a key "}


def test_a_secret_that_is_missing_or_empty_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    refs = [env("UNSET"), env("EMPTY"), *map(secret_file, ("missing", "empty", "binary", "."))]
    assert resolve(refs, {"EMPTY": ""}, tmp_path) == {}


def test_the_line_break_that_came_with_a_pasted_secret_is_no_part_of_it(tmp_path: Path) -> None:
    assert resolve([env("TOKEN")], {"TOKEN": " a key \r\n"}, tmp_path) == {env("TOKEN"): " a key "}


def test_a_secret_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    """Python gives bytes of the environment that are not UTF-8 as lone surrogates, which nothing can send."""
    assert resolve([env("TOKEN")], {"TOKEN": "key\udcff"}, tmp_path) == {}


def test_a_secret_can_be_what_a_program_prints(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("a key\n", encoding="utf-8")
    refs = [command("cat key"), command("false"), command("no-such-program"), command('cat "unclosed')]
    assert resolve(refs, {}, tmp_path) == {command("cat key"): "a key"}
