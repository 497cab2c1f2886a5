"""What Promtail and Alloy make of a line: both are read here as their documentation says that they do it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from . import documents, texts

LINE = json.dumps(
    {"level": "warn", "msg": "kim@glimpse.example called 010-1234-5678", "trace_id": "0af7651916cd", "password": "1234"}
)
COMPONENTS = {
    "local.file_match": {"path_targets"},
    "loki.source.file": {"targets", "forward_to"},
    "loki.process": {"forward_to"},
    "stage.replace": {"expression", "replace"},
    "stage.json": {"expressions"},
    "stage.timestamp": {"source", "format", "action_on_failure"},
    "stage.labels": {"values"},
    "stage.structured_metadata": {"values"},
    "loki.write": set[str](),
    "endpoint": {"url", "tenant_id"},
    "tls_config": {"ca_file", "cert_file", "key_file"},
}
"""Alloy's blocks → the arguments that the stack uses of them, from the reference of Alloy 1.18."""

_TOKEN = re.compile(r'`[^`]*`|"(?:[^"\\]|\\.)*"|[\w.]+|[{}\[\]=,]|//[^\n]*|\s+')


def tokens(text: str) -> list[str]:
    """The words and marks of an Alloy config; anything else is an error."""
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match, f"not Alloy: {text[at : at + 40]!r}"
        at = match.end()
        if match[0].strip() and not match[0].startswith("//"):
            found.append(match[0])
    return found


def blocks(given: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Each block of a config with its arguments; values that are lists or objects are left out."""
    found: list[tuple[str, dict[str, str]]] = []
    open_blocks: list[tuple[str, dict[str, str]]] = []
    depth = 0
    for position, token in enumerate(given):
        after = given[position + 1 : position + 3]
        if token in "{[":
            before = given[position - 1]
            if not depth and before not in ("=", "[") and token == "{":
                name = given[position - 2] if before.startswith('"') else before
                open_blocks.append((name, {}))
            else:
                depth += 1
        elif token in "}]":
            if depth:
                depth -= 1
            else:
                found.append(open_blocks.pop())
        elif not depth and after[:1] == ["="]:
            open_blocks[-1][1][token] = after[1]
    assert not open_blocks
    assert not depth
    return found


def replaced(line: str, stages: list[dict[str, str]]) -> str:
    """What stands in the group of each expression makes way; what stands around it stays."""
    for stage in stages:

        def without(match: re.Match[str], by: str = stage["replace"]) -> str:
            start, end = match.start(1) - match.start(), match.end(1) - match.start()
            return match[0][:start] + by + match[0][end:]

        line = re.sub(stage["expression"], without, line)
    return line


def of_promtail(config: Any) -> list[dict[str, str]]:
    stages = config["scrape_configs"][0]["pipeline_stages"]
    return [stage["replace"] for stage in stages if "replace" in stage]


def of_alloy(text: str) -> list[dict[str, str]]:
    inside = (arguments for name, arguments in blocks(tokens(text)) if name == "stage.replace")
    return [{key: value.strip('`"') for key, value in arguments.items()} for arguments in inside]


@pytest.mark.parametrize("folder", ["stack", "stack/tls", "stack/scale"])
def test_a_line_leaves_masked_and_is_still_json(folder: str) -> None:
    for stages in (
        of_promtail(documents()[f"{folder}/promtail.yml"]),
        of_alloy(texts()[f"{folder}/config.alloy"]),
    ):
        left = json.loads(replaced(LINE, stages))
        msg = "**** called ****"
        assert left == {"level": "warn", "msg": msg, "trace_id": "0af7651916cd", "password": "****"}


@pytest.mark.parametrize("folder", ["stack", "stack/tls", "stack/scale"])
def test_alloy_knows_every_block_and_argument(folder: str) -> None:
    found = blocks(tokens(texts()[f"{folder}/config.alloy"]))
    assert {name for name, _ in found} >= {"local.file_match", "loki.source.file", "loki.process", "loki.write"}
    for name, arguments in found:
        assert set(arguments) <= COMPONENTS[name], name


def test_lines_are_masked_before_anything_is_taken_from_them() -> None:
    stages = documents()["stack/promtail.yml"]["scrape_configs"][0]["pipeline_stages"]
    names = [name for stage in stages for name in stage]
    assert names[: names.count("replace")] == ["replace"] * names.count("replace")


def test_a_promtail_without_log_files_is_well() -> None:
    assert documents()["stack/promtail.yml"]["server"]["health_check_target"] is False
