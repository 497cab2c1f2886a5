"""Uids that follow from names: the same on every run and machine, readable, and within Grafana's 40 characters."""

from __future__ import annotations

import hashlib
import re

UID = re.compile(r"[A-Za-z0-9_-]{1,40}")


def stable_uid(readable: str, *parts: str) -> str:
    """A slug of `readable` and eight hex digits of all `parts`, e.g. `higherrorrate-3f2a1c9b`.

    The hash keeps apart what has the same slug: names in Korean, or of more than 31 characters.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", readable.lower()).strip("-")[:31].strip("-")
    digest = hashlib.sha256("\0".join(parts or (readable,)).encode()).hexdigest()[:8]
    return f"{slug}-{digest}" if slug else digest


def is_uid(text: str) -> bool:
    """Whether Grafana takes `text` as a uid."""
    return UID.fullmatch(text) is not None
