"""The annotations of a dashboard, with the built-in one that Grafana adds to each."""

from __future__ import annotations

from typing import Any

from .datasource_refs import DatasourceRefs


def built_in_annotation() -> dict[str, Any]:
    """Grafana's own: annotations made by hand on this dashboard, and the states of alerts that link to its panels."""
    return {
        "builtIn": 1,
        "datasource": {"type": "grafana", "uid": "-- Grafana --"},
        "enable": True,
        "hide": True,
        "iconColor": "rgba(0, 211, 255, 1)",
        "name": "Annotations & Alerts",
        "type": "dashboard",
    }


def finish_annotations(dashboard: dict[str, Any], refs: DatasourceRefs) -> None:
    """Complete the list of annotations, in place."""
    given = dashboard.get("annotations")
    annotations = list(given.get("list") or []) if isinstance(given, dict) else []
    for annotation in annotations:
        refs.settle(annotation)
        _move_query(annotation)
    if not any(annotation.get("builtIn") for annotation in annotations):
        annotations.insert(0, built_in_annotation())
    dashboard["annotations"] = {"list": annotations}


def _move_query(annotation: dict[str, Any]) -> None:
    """Put the query of an annotation where Grafana has kept it since version 8: in `target`."""
    if "expr" not in annotation or "target" in annotation:
        return
    target = {"expr": annotation.pop("expr"), "refId": "Anno"}
    if step := annotation.pop("step", ""):
        target["interval"] = step
    annotation["target"] = target
