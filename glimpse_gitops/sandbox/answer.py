"""What a handler gives back, and the refusal that it raises instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .versions import Reply


@dataclass(frozen=True)
class Answer:
    """A response: a JSON value, or text with its content type. A JSON body of None is sent as no body at all."""

    status: int
    body: Any = None
    text: str | None = None
    content_type: str = "application/json; charset=UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusalError(Exception):
    """Ends a request with an error answer; what it wrote is taken back."""

    def __init__(self, status: int, body: Any = None, text: str | None = None) -> None:
        super().__init__(f"{status}: {body!r}")
        content_type = "text/plain; charset=utf-8" if text is not None else "application/json; charset=UTF-8"
        if text is None and body is None:
            content_type = ""
        self.answer = Answer(status, body, text, content_type)


def message(code: int, text: str, /, **more: Any) -> RefusalError:
    """The commonest refusal: `{"message": text}`."""
    return RefusalError(code, {"message": text, **more})


def bad_request() -> RefusalError:
    return message(400, "bad request data")


def known_error(status: int, message_id: str, text: str, extra: Mapping[str, Any] | None = None) -> RefusalError:
    """A refusal with a message id, as newer parts of Grafana give."""
    body: dict[str, Any] = {"statusCode": status, "messageId": message_id, "message": text}
    if extra:
        body["extra"] = dict(extra)
    return RefusalError(status, body)


def reply(fixed: Reply, uid: str = "") -> RefusalError:
    """The refusal that a version's table has for this case."""
    return RefusalError(fixed.status, {"message": fixed.message.replace("{uid}", uid), **fixed.extra})


def resource_error(
    status: int, text: str = "", reason: str = "", details: Mapping[str, Any] | None = None
) -> RefusalError:
    """A refusal of the resource API: an object of kind `Status`."""
    body: dict[str, Any] = {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure"}
    if text:
        body["message"] = text
    if reason:
        body["reason"] = reason
    if details is not None:
        body["details"] = dict(details)
    body["code"] = status
    return RefusalError(status, body)
