"""The queries of a panel: their refIds, their data sources, and the panel's own."""

from __future__ import annotations

import itertools
import string
from collections.abc import Iterator
from typing import Any

from .datasource_refs import DatasourceRefs, is_mixed, shared
from .legacy import modernise_target


def finish_targets(panel: dict[str, Any], refs: DatasourceRefs) -> None:
    """Complete the queries of a panel, in place."""
    targets = panel.get("targets") or []
    own = refs.settle(panel)
    found = [refs.settle(target, None if is_mixed(own) else own) for target in targets]
    if own is None and targets and (reference := shared(found) or refs.default):
        panel["datasource"] = dict(reference)
        for target in targets:
            target.setdefault("datasource", dict(refs.default or reference) if is_mixed(reference) else dict(reference))
    for target in targets:
        modernise_target(target)
        _complete_prometheus(target)
    _assign_ref_ids(targets)
    if targets:
        panel["targets"] = targets
    else:
        panel.pop("targets", None)


def _complete_prometheus(target: dict[str, Any]) -> None:
    if "expr" not in target or target.get("datasource", {}).get("type") != "prometheus":
        return
    target.setdefault("editorMode", "code")
    if "range" not in target:
        target["range"] = not target.get("instant", False)


def _assign_ref_ids(targets: list[dict[str, Any]]) -> None:
    """A, B, … for those that have none; of two with the same one, the second gets another."""
    taken: set[str] = set()
    missing = []
    for target in targets:
        ref_id = target.get("refId")
        if not isinstance(ref_id, str) or not ref_id or ref_id in taken:
            missing.append(target)
        else:
            taken.add(ref_id)
    free = (ref_id for ref_id in _ref_ids() if ref_id not in taken)
    for target, ref_id in zip(missing, free, strict=False):
        target["refId"] = ref_id


def _ref_ids() -> Iterator[str]:
    """A … Z, AA, AB, …"""
    for length in itertools.count(1):
        yield from map("".join, itertools.product(string.ascii_uppercase, repeat=length))
