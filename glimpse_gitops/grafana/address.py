"""Where a Grafana is, and who asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..errors import UsageError
from ..model.stand_in import is_gap, is_stand_in


@dataclass(frozen=True)
class Address:
    """A Grafana's base URL in its parts. It holds no credentials, so it may be shown anywhere."""

    scheme: str
    host: str
    """Without the brackets of an IPv6 address."""
    port: int | None = None
    prefix: str = ""
    """The path below which Grafana is served, without slashes at its ends."""

    @property
    def authority_host(self) -> str:
        """The host as a URL spells it."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self) -> str:
        """The base URL without a slash at its end."""
        port = "" if self.port is None else f":{self.port}"
        path = f"/{self.prefix}" if self.prefix else ""
        return f"{self.scheme}://{self.authority_host}{port}{path}"

    def __str__(self) -> str:
        return self.url


def parse_address(text: str) -> Address:
    """`https://example.org/grafana` → an `Address`; a UsageError says what is wrong with anything else."""
    text = text.strip()
    if not text:
        raise UsageError(
            "no Grafana is named",
            "give its address: --url http://localhost:3000, or GRAFANA_URL; "
            "where none is at hand, `glimpse-gitops sandbox` is one on this machine, at http://localhost:3003",
        )
    if "://" not in text:
        raise UsageError(f'"{_without_user(text)}" is no address: http:// or https:// is missing', _suggestion(text))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise UsageError("the address of Grafana cannot be read", "write it like http://localhost:3000") from None
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "the address of Grafana holds a user name or password, which would end up in logs",
            "give them as GRAFANA_USER and GRAFANA_PASSWORD, or a token as GRAFANA_TOKEN",
        )
    if parts.scheme not in ("http", "https"):
        raise UsageError(f'"{parts.scheme}://" is no way to reach Grafana', "use http:// or https://")
    if not parts.hostname:
        raise UsageError(f'"{text}" names no host', "write it like http://localhost:3000")
    if parts.query or parts.fragment:
        raise UsageError(
            f'"{parts.scheme}://{parts.netloc}{parts.path}" is followed by "?" or "#"',
            "give the base address only; an organisation is chosen by its own option",
        )
    return Address(parts.scheme, parts.hostname, port, parts.path.strip("/"))


@dataclass(frozen=True)
class Credentials:
    """A service account's token, or a user with a password. Neither shows in `repr`."""

    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.token and (self.user or self.password):
            raise UsageError("both a token and a user are given for Grafana", "unset GRAFANA_TOKEN or GRAFANA_USER")
        if not self.token and not self.user:
            raise UsageError(
                "no credentials are given for Grafana",
                "set GRAFANA_TOKEN to a service account's token, or GRAFANA_USER and GRAFANA_PASSWORD",
            )
        if is_stand_in(self.token):
            raise UsageError(
                "the token for Grafana is the placeholder of an example, and no token",
                "set GRAFANA_TOKEN to a service account's token; it begins with glsa_",
            )
        if is_gap(self.password):
            raise UsageError(
                "the password for Grafana is the placeholder of an example, and no password",
                "set GRAFANA_PASSWORD to the password itself",
            )
        if not all("!" <= character <= "~" for character in self.token):
            raise UsageError(
                "the token for Grafana holds a space, a line break or a character that no token has",
                "copy it again; it begins with glsa_ and has no blanks",
            )
        for text, what in ((self.user, "user"), (self.password, "password")):
            if any("\ud800" <= character <= "\udfff" for character in text):
                # So Python shows bytes of the environment that are not UTF-8; nothing can send them.
                raise UsageError(f"the {what} for Grafana is not UTF-8 text", "set it again, as UTF-8")
            if any(character < " " or character == "\x7f" for character in text):
                raise UsageError(
                    f"the {what} for Grafana holds a line break or another character that nobody types",
                    "set it again, e.g. without the line break at the end of a file",
                )

    def __str__(self) -> str:
        return f"user {self.user}" if self.user else "the token"


def _without_user(text: str) -> str:
    return text.rpartition("@")[2]


def _suggestion(text: str) -> str:
    return f"did you mean http://{_without_user(text)}?"
