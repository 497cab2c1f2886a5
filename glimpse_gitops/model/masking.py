"""What must not be in traces and logs: attributes by their keys, and texts by what they look like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

E_MAIL = r"[A-Za-z0-9._+-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
PHONE = r"(?:\+82[ -]?|\b0)1[016789][ -]?[0-9]{3,4}[ -]?[0-9]{4}\b"
"""Mobile numbers of South Korea: 010-1234-5678, +82 10 1234 5678."""
CREDENTIALS = r"(?i:\b(?:bearer|basic))[ +]+[A-Za-z0-9._~/=-]{8,}"
"""What stands in an Authorization header."""
JSON_WEB_TOKEN = r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"

PERSONAL_KEYS = (
    r"(?i:(?:^|[._-])(?:authorization|cookie|set-cookie|password|passwd|secret|api[_-]?key)$)",
    r"(?i:(?:^|[._-])(?:access_|refresh_|id_|session_|device_|push_)?token$)",
    r"(?i:(?:^|[._-])(?:e-?mail|phone|phone_?number|birth_?date)$)",
    r"(?i:^(?:enduser\.(?:id|pseudo\.id)|user[._](?:id|name|full_name|email|hash)|session[._]id|client\.address)$)",
)
"""Attributes that are a person's, or let one in, whatever their values look like."""


@dataclass(frozen=True)
class Masking:
    """Regular expressions that Go (RE2) and Python read alike; what they find becomes `****`.

    The collector masks traces, metrics and logs with them, Promtail and Alloy the lines of log files.
    """

    keys: Sequence[str] = PERSONAL_KEYS
    """Keys of attributes whose whole value is masked."""
    values: Mapping[str, str] = field(
        default_factory=lambda: {
            "e-mail": E_MAIL,
            "phone": PHONE,
            "credentials": CREDENTIALS,
            "token": JSON_WEB_TOKEN,
        }
    )
    """Name → what is masked wherever it stands in a text."""

    def __post_init__(self) -> None:
        for pattern in (*self.keys, *self.values.values()):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f'masking: "{pattern}" is no regular expression: {error}') from None
            if re.match(r"\(\?[a-z]+\)", pattern):
                raise ValueError(f'masking: "{pattern}" sets flags for all of it: write (?i:…)')
            if "`" in pattern:
                raise ValueError(f'masking: "{pattern}" holds a backtick, which ends a text of Alloy: write \\x60')
            if "(?<" in pattern or "(?=" in pattern or "(?!" in pattern:
                raise ValueError(f'masking: "{pattern}" looks around, which Go\'s regular expressions cannot')
