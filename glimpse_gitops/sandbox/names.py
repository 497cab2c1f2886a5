"""Names that the server makes: uids, slugs, times and hashes."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import time
import uuid
from datetime import UTC, datetime

from .answer import RefusalError, message

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_UID = re.compile(r"[A-Za-z0-9_-]*")
MAX_UID = 40


def new_uid() -> str:
    """Fourteen characters: a letter, then letters and digits."""
    return secrets.choice("abcdef") + "".join(secrets.choice(_DIGITS) for _ in range(13))


def new_guid() -> str:
    return str(uuid.uuid4())


def new_internal_id() -> int:
    """A large number, as unified storage gives to folders and dashboards."""
    return (time.time_ns() // 1000 - 1_700_000_000_000_000) * 64 + secrets.randbelow(64)


def resource_uid(group: str, kind: str, namespace: str, name: str) -> str:
    """The uid of a resource in SQL storage: a hash of what and where it is."""
    digest = hashlib.sha256("|".join((group, kind, namespace, name)).encode()).digest()
    return re.sub(r"[^A-Za-z0-9]", "X", base64.urlsafe_b64encode(digest).decode())


def fnv64(*parts: bytes) -> str:
    """The FNV-1 hash of the parts, as 16 hexadecimal digits."""
    value = 0xCBF29CE484222325
    for byte in b"".join(parts):
        value = (value * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        value ^= byte
    return f"{value:016x}"


def is_legal_uid(uid: str) -> bool:
    return _UID.fullmatch(uid) is not None


def uid_fault(uid: str) -> RefusalError | None:
    """Why folders and dashboards cannot have this uid."""
    if not is_legal_uid(uid):
        return message(400, "uid contains illegal characters")
    if len(uid) > MAX_UID:
        return message(400, f"uid too long, max {MAX_UID} characters")
    return None


def now() -> str:
    """This second, in UTC."""
    return _second(time.time_ns()) + "Z"


def now_exact() -> str:
    """This moment with nanosecond digits."""
    nanoseconds = time.time_ns()
    return f"{_second(nanoseconds)}.{nanoseconds % 1_000_000_000:09d}Z"


def _second(nanoseconds: int) -> str:
    return datetime.fromtimestamp(nanoseconds // 1_000_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%S")
