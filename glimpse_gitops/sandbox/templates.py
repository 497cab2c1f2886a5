"""`/api/v1/provisioning/templates`: notification templates."""

from __future__ import annotations

import re
from typing import Any

from .answer import Answer, RefusalError, known_error
from .call import Call, Route
from .contact_points import READ, WRITE
from .mute_timings import conflict
from .names import fnv64
from .policies import check_relaxed
from .shape import fields
from .store import Document
from .template_syntax import template_fault

_DEFINE = re.compile(r"\{\{-?\s*define\b")


def list_templates(call: Call) -> Answer:
    """None at all is answered with `null`."""
    found = sorted(call.shelf.list("template"), key=lambda template: str(template["name"]))
    return Answer(200, text="null" if not found else None, body=[_shown(template) for template in found] or None)


def get_template(call: Call) -> Answer:
    template = call.shelf.get("template", call.path["name"])
    if template is None:
        raise _missing()
    return Answer(200, _shown(template))


def put_template(call: Call) -> Answer:
    """Creates or replaces; text without a `define` is wrapped into one."""
    name = call.path["name"]
    given = fields(call.json(), template=str, version=str)
    text = _normalised(name, given["template"])
    _check(call, name, given["template"], text)
    stored = call.shelf.get("template", name)
    if stored is not None:
        check_relaxed(stored["provenance"], call.provenance)
        if given["version"] and given["version"] != _version(stored):
            raise conflict()
    elif given["version"]:
        raise _missing()
    template: Document = {"name": name, "template": text, "provenance": call.provenance}
    call.shelf.put("template", name, template)
    return Answer(202, _shown(template))


def delete_template(call: Call) -> Answer:
    """Also 204 when there is none."""
    name = call.path["name"]
    stored = call.shelf.get("template", name)
    if stored is not None:
        check_relaxed(stored["provenance"], call.provenance)
        known = call.argument("version")
        if known and known != _version(stored):
            raise conflict()
        call.shelf.delete("template", name)
    return Answer(204)


def _normalised(name: str, sent: str) -> str:
    text = sent.strip()
    if not sent or _DEFINE.search(text):
        return text
    body = "\n".join(f"  {line}" for line in text.split("\n"))
    return f'{{{{ define "{name}" }}}}\n{body}\n{{{{ end }}}}'


def _check(call: Call, name: str, sent: str, text: str) -> None:
    fault = template_fault(text, call.version.more_template_functions)
    if not sent:
        error = "template must have content"
    elif fault is not None:
        named = name if call.version.template_name_in_errors else ""
        error = f"invalid template: template: {named}:{fault}"
    else:
        return
    message = "Template is in invalid format. Correct the payload and try again."
    raise known_error(400, "alerting.notifications.templates.invalidFormat", message, {"Error": error})


def _missing() -> RefusalError:
    return known_error(404, "alerting.notifications.templates.notFound", "NotFound")


def _version(template: Document) -> str:
    return fnv64(template["template"].encode())


def _shown(template: Document) -> dict[str, Any]:
    shown = {"name": template["name"], "template": template["template"], "version": _version(template)}
    if template["provenance"]:
        shown["provenance"] = template["provenance"]
    return shown


_PATH = "/api/v1/provisioning/templates"
ROUTES = (
    Route("GET", _PATH, list_templates, READ),
    Route("GET", f"{_PATH}/<name>", get_template, READ),
    Route("PUT", f"{_PATH}/<name>", put_template, WRITE),
    Route("DELETE", f"{_PATH}/<name>", delete_template, WRITE),
)
