"""Puts queries where they may stand."""

from __future__ import annotations

from .planted import Planted
from .queries import Queries


def anywhere(queries: Queries, valid: str, faulty: str) -> Planted:
    """In a panel, an alert or a recording rule."""
    place = queries.place()
    if place == "promql":
        return Planted("promql", valid, faulty)
    made = queries.alert if place == "alert" else queries.record
    return Planted("yaml", made(valid), made(faulty))


def inside(queries: Queries, valid: str, faulty: str) -> Planted:
    """As a part of something larger, in a panel, an alert or a recording rule."""
    marker = "VECTOR"
    around = queries.around(marker)
    return anywhere(queries, around.replace(marker, valid), around.replace(marker, faulty))


def in_alert(queries: Queries, valid: str, faulty: str) -> Planted:
    """In an alert rule."""
    return Planted("yaml", queries.alert(valid), queries.alert(faulty))


def in_recording(queries: Queries, valid: str, faulty: str) -> Planted:
    """In a recording rule."""
    return Planted("yaml", queries.record(valid), queries.record(faulty))
