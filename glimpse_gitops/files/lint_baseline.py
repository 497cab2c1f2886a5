"""The baseline file: findings that were there when a team began to lint, one line each so that merges are easy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..errors import SettingsError
from ..model.artifact import Artifact
from ..model.baseline import BaselineEntry
from .writer import write_artifacts

VERSION = 1


def read_baseline(path: Path) -> tuple[BaselineEntry, ...]:
    """The entries; a file that is not there or is none of ours is a SettingsError."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        if given["version"] != VERSION:
            raise SettingsError(f"{path} is a baseline of version {given['version']}", "write it anew")
        return tuple(
            BaselineEntry(*(str(one[key]) for key in ("fingerprint", "rule", "path", "object")))
            for one in given["findings"]
        )
    except FileNotFoundError:
        raise SettingsError(f"the baseline {path} is not there", "make it with `lint --write-baseline`") from None
    except OSError as error:
        raise SettingsError(f"the baseline {path} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SettingsError(
            f"{path} is no baseline of findings", "write it anew with `lint --write-baseline`"
        ) from None


def write_baseline(path: Path, entries: Iterable[BaselineEntry]) -> None:
    """Write the file, in an order that does not depend on lines."""
    ordered = sorted(entries, key=lambda one: (one.path, one.rule, one.object, one.fingerprint))
    rows = [
        json.dumps(
            {"fingerprint": one.fingerprint, "rule": one.rule, "path": one.path, "object": one.object},
            ensure_ascii=False,
        )
        for one in ordered
    ]
    body = ",\n".join(f"    {row}" for row in rows)
    text = f'{{\n  "version": {VERSION},\n  "findings": [\n{body}\n  ]\n}}\n' if rows else _EMPTY
    write_artifacts([Artifact(path.name, text)], path.resolve().parent)


_EMPTY = f'{{\n  "version": {VERSION},\n  "findings": []\n}}\n'
