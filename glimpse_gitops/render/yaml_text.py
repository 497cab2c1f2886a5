"""Plain data as YAML the way people write it, read alike by YAML 1.1 (Python) and 1.2 (Go)."""

from __future__ import annotations

import re
from typing import Any

import yaml

_NUMBER_IN_YAML_1_2 = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")

_LINE_BREAKS_OF_YAML_1_1 = "\x85\u2028\u2029"
"""PyYAML would fold them like any line break, except where they are escaped."""


def yaml_text(document: Any) -> str:
    """The document with keys in their order, long lines left whole and several lines as a block."""
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    if any(mark in value for mark in _LINE_BREAKS_OF_YAML_1_1):
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')
    if "\n" in value:
        # What a block cannot hold (tabs, blanks at the end of a line) PyYAML puts between quotes instead.
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|")
    # Prometheus reads YAML 1.2, in which some words are numbers that PyYAML, at 1.1, would leave unquoted.
    style = '"' if _NUMBER_IN_YAML_1_2.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
