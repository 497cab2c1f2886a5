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

SECRET_IN_QUERY = r"""(?i:\b[a-z_-]*(?:token|password|passwd|secret|api[_-]?key)=)[^&\s"'<>;,\\]+"""
"""`token=…` in an address."""
ACCESS_KEYS = (
    r"\b(?:gh[oprsu]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glsa_[A-Za-z0-9_]{20,}|xox[abeprs]-[A-Za-z0-9-]{10,}"
    r"|sk_live_[A-Za-z0-9]{10,}|AKIA[A-Z0-9]{16})\b"
)
"""Keys that tell by their first letters whose they are: of GitHub, Grafana, Slack, Stripe and AWS."""

_SECRET = r"password|passwd|secret|api[_-]?key|authorization|cookie"
PERSONAL_KEYS = (
    rf"(?i:(?:{_SECRET})$)",
    r"(?i:(?:^|[._-])(?:(?:access|refresh|id|session|device|push|auth|csrf)[_-]?)?token$)",
    r"(?i:(?:^|[._-])(?:e-?mail(?:[_-]?address)?|phone|phone[_-]?number|birth[_-]?date|client_ip)$)",
    r"(?i:^(?:enduser\.(?:id|pseudo\.id)|user[._]?(?:id|name|full_?name|email|hash)|session[._]?id|client\.address)$)",
)
"""Attributes that are a person's, or let one in, whatever their values look like."""


SECRET_FIELDS = (rf"[A-Za-z0-9_.-]*(?:{_SECRET}|token)",)
"""Names of fields in lines of JSON, whose whole values are masked."""
_FIELD_VALUE = r'(?:[^"\\]|\\.)+'


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
            "query": SECRET_IN_QUERY,
            "access key": ACCESS_KEYS,
        }
    )
    """Name → what is masked wherever it stands in a text."""
    fields: Sequence[str] = SECRET_FIELDS
    """Names of fields whose whole value is masked in a line that is JSON, or holds some."""

    def __post_init__(self) -> None:
        for pattern in (*self.keys, *self.values.values(), *self.fields):
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

    @property
    def field(self) -> tuple[str, str]:
        """The patterns of such a field up to its value, and of the value; both empty where no field is masked.

        Quotes with a backslash are those of JSON within a text of JSON.
        """
        if not self.fields:
            return "", ""
        return rf'\\?"(?i:{"|".join(self.fields)})\\?"\s*:\s*\\?"', _FIELD_VALUE
