"""The three forms of an export, chosen with `format` or the `Accept` header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .answer import Answer
from .call import Call
from .hcl import Block, to_hcl
from .yaml_text import to_yaml

Resources = Sequence[tuple[str, str, Block]]


def export(call: Call, as_json: dict[str, Any], as_yaml: dict[str, Any], as_hcl: Resources) -> Answer:
    """One of the forms; `download` asks for a file."""
    wanted = _format(call)
    if wanted == "json":
        return Answer(200, {"apiVersion": 1, **as_json}, headers=_attachment(call, "json"))
    if wanted == "hcl":
        kind = "application/terraform+hcl" if _is_download(call) else "text/hcl"
        return Answer(200, text=to_hcl(as_hcl), content_type=kind, headers=_attachment(call, "tf"))
    kind = "application/yaml" if _is_download(call) else "text/yaml"
    text = to_yaml({"apiVersion": 1, **as_yaml})
    return Answer(200, text=text, content_type=kind, headers=_attachment(call, "yaml"))


def _format(call: Call) -> str:
    wanted = call.argument("format").lower()
    if wanted:
        return wanted if wanted in ("json", "hcl") else "yaml"
    return "json" if "application/json" in call.headers.get("Accept", "") else "yaml"


def _is_download(call: Call) -> bool:
    return call.argument("download").lower() in ("true", "1", "t")


def _attachment(call: Call, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment;filename=export.{suffix}"} if _is_download(call) else {}
