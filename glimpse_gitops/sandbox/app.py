"""The WSGI application: routing, identification, faults, the request log, and errors as JSON."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import BaseConverter

from .access import Access, notice_grants
from .answer import Answer, RefusalError, bad_request, message, resource_error
from .areas import public_routes, routes
from .call import Call, Route
from .clock import Clock
from .faults import Faults
from .identity import MAIN_ORG, Identity, identify, switch_organisation
from .needs import access_denied
from .request_log import LoggedRequest, RequestLog
from .resource import in_namespace
from .store import Store
from .versions import VERSIONS, GrafanaVersion

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = logging.getLogger("glimpse_gitops.sandbox")
_HTML = "text/html; charset=utf-8"
_NOBODY = Identity("anonymous", 0, "", "", "", "", MAIN_ORG)


class Segment(BaseConverter):
    """One path segment; `%2F` in it is part of its value."""

    regex = "[^/]+"
    part_isolating = True

    def to_python(self, value: str) -> str:
        return unquote(value)


class EncodedPath:
    """Keeps encoded slashes encoded until the segments are told apart, which plain WSGI does not."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        raw = environ.get("REQUEST_URI") or environ.get("RAW_URI") or ""
        path = re.sub(r"^[a-z]+://[^/]*", "", raw).partition("?")[0]
        if len(path) > 1:
            path = path.removesuffix("/")
        if path:
            segments = (quote(unquote(segment), safe="") for segment in path.split("/"))
            environ["PATH_INFO"] = "/".join(segments)
        return self.app(environ, start_response)


def create_app(
    version: str = "12.4",
    store: Store | None = None,
    faults: Faults | None = None,
    log: RequestLog | None = None,
    clock: Clock | None = None,
) -> Flask:
    """A sandbox of one version (`11.6`, `12.4` or `12.4-sql`) over a store."""
    grafana = VERSIONS[version]
    state = store or Store()
    orders = faults or Faults()
    requests = RequestLog() if log is None else log
    app = Flask("glimpse_gitops.sandbox", static_folder=None)
    app.url_map.merge_slashes = False
    app.url_map.converters["default"] = Segment
    app.config["MAX_CONTENT_LENGTH"] = grafana.body_limit
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.wsgi_app = EncodedPath(app.wsgi_app)  # type: ignore[method-assign]
    for route in routes(grafana):
        _add(app, route, state, grafana, identified=True)
    for route in public_routes(grafana):
        _add(app, route, state, grafana, identified=False)
    _add_hooks(app, orders, requests, clock or Clock())
    _add_error_handlers(app, state, grafana)
    return app


def _add(app: Flask, route: Route, store: Store, version: GrafanaVersion, identified: bool) -> None:
    def view(**path: str) -> Response:
        return _respond(_serve(route, path, store, version, identified))

    app.add_url_rule(
        route.rule,
        endpoint=f"{route.method} {route.rule}",
        view_func=view,
        methods=[route.method],
        provide_automatic_options=False,
        strict_slashes=True,
    )


def _serve(route: Route, path: Mapping[str, str], store: Store, version: GrafanaVersion, identified: bool) -> Answer:
    try:
        if identified and request.args.get("orgId"):
            with store.transaction():
                switched = switch_organisation(store, request.headers, request.args["orgId"])
            if switched:
                address = escape(request.full_path)
                headers = {"Location": request.full_path}
                return Answer(302, text=f'<a href="{address}">Found</a>.\n\n', content_type=_HTML, headers=headers)
        if route.unlocked:
            with store.transaction():
                call = _call(route, path, store, version, identified)
            return route.handler(call)
        with store.transaction():
            call = _call(route, path, store, version, identified)
            return route.handler(call)
    except RefusalError as refusal:
        if refusal.answer.status == 403 and version.role_grants_lag:
            with store.transaction():
                notice_grants(store.shelf(MAIN_ORG))
        return refusal.answer
    except RecursionError:
        return bad_request().answer


def _call(route: Route, path: Mapping[str, str], store: Store, version: GrafanaVersion, identified: bool) -> Call:
    who = identify(store, request.headers) if identified else _NOBODY
    if "namespace" in path:
        who = in_namespace(store, who, path["namespace"])
    access = Access(store.shelf(who.org), who, version.role_grants_lag)
    call = Call(
        method=request.method,
        path=path,
        query={name: request.args.getlist(name) for name in request.args},
        headers=request.headers,
        raw=request.get_data(),
        identity=who,
        access=access,
        store=store,
        version=version,
        base_url=request.host_url.rstrip("/"),
    )
    if route.need is not None and not access.meets(route.need):
        raise access_denied(route.need)
    return call


def _respond(answer: Answer) -> Response:
    if answer.text is not None:
        payload: str | bytes = answer.text
    elif answer.body is None:
        payload = b""
    else:
        payload = json.dumps(answer.body, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
    response = Response(payload, answer.status, dict(answer.headers), content_type=answer.content_type)
    if not answer.content_type:
        del response.headers["Content-Type"]
    return response


def _add_hooks(app: Flask, faults: Faults, log: RequestLog, clock: Clock) -> None:
    @app.before_request
    def before() -> Response | None:
        body = request.get_data()
        path = request.environ.get("REQUEST_URI", request.path)
        g.logged = LoggedRequest(request.method, path, body)
        g.fault = faults.take(request.method, path)
        if g.fault is None:
            return None
        early = g.fault.before_handling(request.environ)
        return None if early is None else _respond(early)

    @app.after_request
    def after(response: Response) -> Response:
        response.date = clock.now()
        if "logged" in g:
            log.append(g.logged.answered(response.status_code))
        if g.get("fault") is not None:
            g.fault.after_handling(request.environ)
        return response


def _add_error_handlers(app: Flask, store: Store, version: GrafanaVersion) -> None:
    groups = {route.rule.split("/")[2] for route in routes(version) if route.resource}

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(error: RequestEntityTooLarge) -> Response:
        megabytes = version.body_limit // 1024 // 1024
        refusal = message(413, f"Dashboard is too large, max is {megabytes} MB")
        if request.path.startswith("/apis/"):
            text = f"Request entity too large: limit is {version.body_limit}"
            refusal = resource_error(413, text, "RequestEntityTooLarge")
        return _respond(replace(refusal.answer, headers={"Connection": "close"}))

    @app.errorhandler(HTTPException)
    def no_such_route(error: HTTPException) -> Response:
        try:
            with store.transaction():
                identify(store, request.headers)
        except RefusalError as refusal:
            return _respond(refusal.answer)
        parts = request.path.split("/")
        if parts[1] != "apis":
            return _respond(message(404, "Not found").answer)
        if len(parts) > 3 and parts[2] in groups:
            text = "the server could not find the requested resource"
            return _respond(resource_error(404, text, "NotFound", {}).answer)
        return _respond(Answer(404, text="404 page not found\n", content_type="text/plain; charset=utf-8"))

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.path, exc_info=error)
        body: dict[str, Any] = {"message": "Internal Server Error"}
        return _respond(Answer(500, body))
