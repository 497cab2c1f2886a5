"""Texts that stand where a secret should: what people copy from an example, and forget to replace."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_GAP = re.compile(r"(?:…|\.\.\.)+|<[^<>]+>", re.ASCII)
_WORD = re.compile(
    r"x{3,}|\*{3,}|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this)|todo|tbd|placeholder", re.IGNORECASE
)


def is_gap(text: str) -> bool:
    """Whether a text is `…`, `...` or `<a hint>`: a gap of an example, which even a password never is."""
    return _GAP.fullmatch(text.strip()) is not None


def is_stand_in(text: str) -> bool:
    """Whether a text is a gap, or a word such as `changeme` or `xxx`."""
    return is_gap(text) or _WORD.fullmatch(text.strip()) is not None


def is_web_address(text: str) -> bool:
    """Whether a text is an http:// or https:// address with a host."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def address_has_stand_in(text: str) -> bool:
    """Whether a part of an address, its host or a piece of its path, is a stand-in: `https://hooks.example/…`."""
    return any(is_stand_in(part) for part in text.strip().partition("://")[2].split("/"))
