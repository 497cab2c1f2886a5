"""`/api/datasources`: data sources, whose secrets go in and never come out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .answer import Answer, RefusalError, bad_request, known_error, message
from .call import Call, Route
from .names import MAX_UID, is_legal_uid, new_uid
from .needs import one
from .shape import fields, string_map
from .store import Document

READ, WRITE = one("datasources:read"), one("datasources:write")
CREATE, DELETE = one("datasources:create"), one("datasources:delete")
MAX_NAME = 190
MAX_URL = 255
URL_REQUIRED = frozenset(
    (
        "graphite",
        "influxdb",
        "prometheus",
        "elasticsearch",
        "loki",
        "tempo",
        "jaeger",
        "zipkin",
        "alertmanager",
        "mssql",
    )
)
"""Types that a PUT refuses without an address; a POST takes them all the same."""
LOGOS: Mapping[str, tuple[str, str]] = {
    "alertmanager": ("Alertmanager", "logo.svg"),
    "elasticsearch": ("Elasticsearch", "elasticsearch.svg"),
    "graphite": ("Graphite", "graphite_logo.png"),
    "influxdb": ("InfluxDB", "influxdb_logo.svg"),
    "jaeger": ("Jaeger", "jaeger_logo.svg"),
    "loki": ("Loki", "loki_icon.svg"),
    "mysql": ("MySQL", "mysql_logo.svg"),
    "prometheus": ("Prometheus", "prometheus_logo.svg"),
    "tempo": ("Tempo", "tempo_logo.svg"),
    "zipkin": ("Zipkin", "zipkin-logo.svg"),
}
"""The types that the server has plugins for: their name, and the file of their logo."""


def list_datasources(call: Call) -> Answer:
    found = sorted(call.shelf.list("datasource"), key=lambda source: str(source["name"]).lower())
    return Answer(200, [_listed(call, source) for source in found])


def get_by_uid(call: Call) -> Answer:
    return Answer(200, _shown(call, find_datasource(call, call.path["uid"])))


def get_by_name(call: Call) -> Answer:
    for source in call.shelf.list("datasource"):
        if source["name"] == call.path["name"]:
            return Answer(200, _shown(call, source))
    raise missing_datasource()


def get_id_by_name(call: Call) -> Answer:
    for source in call.shelf.list("datasource"):
        if source["name"] == call.path["name"]:
            return Answer(200, {"id": source["id"]})
    raise missing_datasource()


def post_datasource(call: Call) -> Answer:
    given, secrets = _read(call)
    uid = given.pop("uid") or new_uid()
    if call.version.datasource_uid_checked and (not is_legal_uid(uid) or len(uid) > MAX_UID):
        raise known_error(400, "datasource.uidInvalid", "Invalid datasource UID.")
    if call.shelf.get("datasource", uid) is not None:
        raise message(409, "data source with the same uid already exists")
    sources = call.shelf.list("datasource")
    if any(source["name"] == given["name"] for source in sources):
        raise message(409, "data source with the same name already exists")
    given.pop("version")
    given["name"] = given["name"] or given["type"]
    source = {"id": call.store.next_number("datasource"), "uid": uid, **given, "version": 1, "file": False}
    source["isDefault"] = given["isDefault"] or not sources
    source["secrets"] = {key: text for key, text in secrets.items() if text}
    _store(call, source)
    shown = _shown(call, source)
    body = {"datasource": shown, "id": source["id"], "message": "Datasource added", "name": source["name"]}
    return Answer(200, body)


def put_datasource(call: Call) -> Answer:
    """Replaces everything but the secrets that are not named; an empty secret is removed."""
    uid = call.path["uid"]
    given, secrets = _read(call)
    if given["type"] in URL_REQUIRED and not given["url"].strip():
        raise message(400, "Validation error, invalid URL")
    source = find_datasource(call, uid)
    if source["file"]:
        raise message(403, "Cannot update read-only data source")
    others = [other for other in call.shelf.list("datasource") if other["uid"] != uid]
    if any(other["name"] == given["name"] for other in others):
        raise message(409, "data source with the same name already exists")
    version, new = given.pop("version"), given.pop("uid")
    if version and version != source["version"]:
        raise message(409, "Datasource has already been updated by someone else. Please reload and try again")
    source.update(given)
    source["version"] = version + 1 if version else 1
    source["secrets"] = {key: text for key, text in {**source["secrets"], **secrets}.items() if text}
    if new and new != uid:
        call.shelf.delete("datasource", uid)
        source["uid"] = new
    _store(call, source)
    shown = _shown(call, source)
    body = {"datasource": shown, "id": source["id"], "message": "Datasource updated", "name": source["name"]}
    return Answer(200, body)


def delete_datasource(call: Call) -> Answer:
    source = find_datasource(call, call.path["uid"])
    if source["file"]:
        raise message(403, "Cannot delete read-only data source")
    call.shelf.delete("datasource", source["uid"])
    return Answer(200, {"id": source["id"], "message": "Data source deleted"})


def find_datasource(call: Call, uid: str) -> Document:
    source = call.shelf.get("datasource", uid)
    if source is None:
        raise missing_datasource()
    return source


def missing_datasource() -> RefusalError:
    return message(404, "Data source not found")


def _read(call: Call) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of the body, and its secrets."""
    body = call.json()
    given = fields(
        body,
        name=str,
        uid=str,
        type=str,
        access=str,
        url=str,
        user=str,
        database=str,
        basicAuth=bool,
        basicAuthUser=str,
        withCredentials=bool,
        isDefault=bool,
        jsonData=object,
        version=int,
    )
    given["jsonData"] = {} if given["jsonData"] is None else given["jsonData"]
    if not given["type"] or not given["access"]:
        raise bad_request()
    if len(given["name"]) > MAX_NAME:
        raise known_error(400, "datasource.nameInvalid", "Invalid datasource name.")
    if len(given["url"]) > MAX_URL:
        raise known_error(400, "datasource.urlInvalid", "Invalid datasource url.")
    return given, string_map(body.get("secureJsonData")) or {}


def _store(call: Call, source: Document) -> None:
    if source["isDefault"]:
        for other in call.shelf.list("datasource"):
            if other["isDefault"] and other["uid"] != source["uid"]:
                call.shelf.put("datasource", other["uid"], {**other, "isDefault": False})
    call.shelf.put("datasource", source["uid"], source)


def _logo(call: Call, kind: str) -> str:
    if kind not in LOGOS:
        return "public/img/icn-datasource.svg"
    return call.version.plugin_logo_root.replace("{type}", kind) + LOGOS[kind][1]


def _shown(call: Call, source: Document) -> dict[str, Any]:
    return {
        "id": source["id"],
        "uid": source["uid"],
        "orgId": call.org,
        "name": source["name"],
        "type": source["type"],
        "typeLogoUrl": _logo(call, source["type"]),
        "access": source["access"],
        "url": source["url"],
        "user": source["user"],
        "database": source["database"],
        "basicAuth": source["basicAuth"],
        "basicAuthUser": source["basicAuthUser"],
        "withCredentials": source["withCredentials"],
        "isDefault": source["isDefault"],
        "jsonData": source["jsonData"],
        "secureJsonFields": dict.fromkeys(source["secrets"], True),
        "version": source["version"],
        "readOnly": source["file"],
        "apiVersion": "",
    }


def _listed(call: Call, source: Document) -> dict[str, Any]:
    shown = _shown(call, source)
    for key in ("basicAuthUser", "withCredentials", "secureJsonFields", "version", "apiVersion"):
        del shown[key]
    shown["typeName"] = LOGOS[source["type"]][0] if source["type"] in LOGOS else source["type"]
    return shown


ROUTES = (
    Route("GET", "/api/datasources", list_datasources, READ),
    Route("POST", "/api/datasources", post_datasource, CREATE),
    Route("GET", "/api/datasources/uid/<uid>", get_by_uid, READ),
    Route("GET", "/api/datasources/name/<name>", get_by_name, READ),
    Route("GET", "/api/datasources/id/<name>", get_id_by_name, READ),
    Route("PUT", "/api/datasources/uid/<uid>", put_datasource, WRITE),
    Route("DELETE", "/api/datasources/uid/<uid>", delete_datasource, DELETE),
)
