"""`/api/datasources/uid/<uid>/health`: really asks the data source."""

from __future__ import annotations

from collections.abc import Mapping

from .answer import Answer, known_error, message
from .call import Call, Route
from .needs import one
from .outgoing import Outcome, send

_PROBES: Mapping[str, tuple[str, str]] = {
    "prometheus": ("POST", "/api/v1/query"),
    "loki": ("GET", "/loki/api/v1/query?query=vector(1)"),
    "tempo": ("GET", "/api/echo"),
}
"""Method and path that the health check of a type sends."""


def get_health(call: Call) -> Answer:
    with call.store.transaction():
        source = call.shelf.get("datasource", call.path["uid"])
    if source is None:
        raise message(500, "Unable to load datasource metadata")
    probe = _PROBES.get(source["type"])
    if probe is None:
        raise message(404, "Not found")
    method, path = probe
    url = source["url"].rstrip("/") + (path if source["url"] else path.lstrip("/"))
    body = b"query=1%2B1" if method == "POST" else b""
    outcome = send(method, url, body, {"Content-Type": "application/x-www-form-urlencoded"})
    if outcome.is_ok:
        return Answer(200, {"message": "Successfully queried the API.", "status": "OK"})
    if source["type"] == "tempo" and not call.version.resource_apis:
        raise known_error(404, "plugin.notImplemented", "Method not implemented")
    raise message(400, _fault(source["type"], method, url, outcome), status="ERROR")


def _fault(kind: str, method: str, url: str, outcome: Outcome) -> str:
    """What each type's health check says about a failed request."""
    if kind == "loki":
        return "Unable to connect with Loki. Please check the server logs for more details."
    reason = outcome.error or f"{outcome.status} {outcome.reason}"
    text = f'{method.capitalize()} "{url}": {reason}'
    if kind == "prometheus":
        text += " - There was an error returned querying the Prometheus API."
    return text


ROUTES = (Route("GET", "/api/datasources/uid/<uid>/health", get_health, one("datasources:query"), unlocked=True),)
