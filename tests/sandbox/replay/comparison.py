"""Whether two answers are equal but for what differs by nature: ids, generated names, times, hashes, ports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

VOLATILE = frozenset(
    (
        "accessControl",
        "accessErrorId",
        "avatarUrl",
        "buildstamp",
        "commit",
        "commitShort",
        "continue",
        "created",
        "creationTimestamp",
        "dashboardId",
        "duration",
        "endsAt",
        "evaluationTime",
        "fingerprint",
        "folderId",
        "grafana.app/createdBy",
        "grafana.app/deprecatedInternalID",
        "grafana.app/updatedBy",
        "grafana.app/updatedTimestamp",
        "guid",
        "id",
        "key",
        "lastEvaluation",
        "latestVersion",
        "managedFields",
        "notified_at",
        "parentVersion",
        "resourceVersion",
        "sortMeta",
        "startsAt",
        "traceID",
        "updated",
        "versionString",
    )
)
"""Keys whose values only need to be of the same type."""
_GENERATED = re.compile(r"[a-z]{1,2}[0-9a-z]{12,13}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16}|alerting-[0-9a-z]+")
_INSIDE = re.compile(
    r"ACE\d+|\b[a-z]{1,2}[0-9a-z]{12,13}\b|\d{4}-\d\d-\d\dT[\d:.]+Z|"
    r"(?<=in record \()\d+|http://(?:127\.0\.0\.1|localhost):\d+"
)
_UNORDERED = ("/api/ruler/", "/api/prometheus/grafana/api/v1/alerts")
"""Listings whose order the real server does not keep from one call to the next."""


def differences(real: Any, other: Any, path: str) -> list[str]:
    """Where an answer to a request for `path` differs, as `place: real / other`."""
    if path.startswith(_UNORDERED):
        real, other = _sorted(real), _sorted(other)
    return list(_differences(real, other, "", ""))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(item) for key, item in value.items()}
    return sorted((_sorted(item) for item in value), key=_place) if isinstance(value, list) else value


def _place(value: Any) -> str:
    """What a listed group or alert is known by; everything else keeps its order among its like."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("labels", {}).get("alertname", ""))
    return str(value)


def _differences(real: Any, other: Any, where: str, key: str) -> Iterator[str]:
    if key in VOLATILE and (type(real) is type(other) or _are_plain(real, other)):
        return
    if isinstance(real, dict) and isinstance(other, dict):
        for name in sorted(real.keys() | other.keys()):
            if name not in real or name not in other:
                yield f"{where}.{name}: {'only there' if name in real else 'only here'}"
            else:
                yield from _differences(real[name], other[name], f"{where}.{name}", name)
    elif isinstance(real, list) and isinstance(other, list) and len(real) == len(other):
        for place, (left, right) in enumerate(zip(real, other, strict=True)):
            yield from _differences(left, right, f"{where}[{place}]", key)
    elif not _are_equal(real, other):
        yield f"{where}: {real!r} / {other!r}"


def _are_plain(real: Any, other: Any) -> bool:
    return isinstance(real, int | str) and isinstance(other, int | str)


def _are_equal(real: Any, other: Any) -> bool:
    if isinstance(real, str) and isinstance(other, str):
        if _GENERATED.fullmatch(real) and _GENERATED.fullmatch(other):
            return True
        return _INSIDE.sub("~", real) == _INSIDE.sub("~", other)
    return type(real) is type(other) and bool(real == other)
