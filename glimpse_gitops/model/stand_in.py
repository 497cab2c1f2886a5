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


def has_gap(text: str) -> bool:
    """Whether a text is a gap, or an address of which the host or a piece of the path is one."""
    return is_gap(text) or any(map(is_gap, text.strip().partition("://")[2].split("/")))
