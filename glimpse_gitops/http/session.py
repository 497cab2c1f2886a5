"""The session that every request goes through: limits, retries, and answers that can be trusted to be JSON."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import niquests
from niquests import exceptions
from niquests.adapters import HTTPAdapter
from niquests.cookies import RequestsCookieJar

from ..errors import UnreachableError
from .failure import explain_failure
from .retry import RetryPolicy

CONNECT_SECONDS = 3.0
READ_SECONDS = 30.0


class Session(niquests.Session):
    """A session with one server. Safe to use from several threads at once.

    * No cookies are kept, no redirect is followed: a POST that is redirected would become a GET and look successful.
    * An answer that is no JSON where JSON belongs becomes an `UnreachableError`, and so does a connection that fails.
    * Neither HTTP/3 nor certificate revocation is asked for: both mean connections that nobody expects.
    """

    def __init__(
        self,
        server: str,
        *,
        product: str,
        answers: tuple[str, ...] = ("json",),
        client_certificate: str | tuple[str, str] | None = None,
        connections: int = 8,
        policy: RetryPolicy | None = None,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """`server` is the base URL without credentials; `product` is what is asked there, e.g. `Grafana`.

        `answers` are the words in the content types of what its API answers with.
        """
        super().__init__(pool_maxsize=connections, disable_http3=True, revocation_configuration=None)
        for adapter in self.adapters.values():
            # Connections are looked at before they are used again: no thread of the library need watch idle ones.
            if isinstance(adapter, HTTPAdapter) and adapter.poolmanager is not None:
                adapter.poolmanager.connection_pool_kw["background_watch_delay"] = None
        self.server = server
        self.product = product
        self._answers = answers
        self.cert = client_certificate
        self.cookies = RequestsCookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
        self._policy = policy or RetryPolicy()
        self._sleep = sleep
        self._jitter = jitter
        self._lock = threading.Lock()
        self._sent: Counter[str] = Counter()
        self._server_date: str | None = None

    @property
    def sent(self) -> dict[str, int]:
        """Requests sent so far by method, repeated ones included."""
        with self._lock:
            return dict(self._sent)

    @property
    def writes(self) -> int:
        """Requests sent so far that can change something."""
        return sum(count for method, count in self.sent.items() if method not in ("GET", "HEAD"))

    @property
    def server_time(self) -> datetime | None:
        """The server's clock at its latest answer, from the header `Date`."""
        return _parse_date(self._server_date)

    def request(self, *args: Any, **kwargs: Any) -> niquests.Response:
        """One request, repeated as the policy says. Raises `UnreachableError` and nothing of niquests' own."""
        method = str(args[0] if args else kwargs["method"]).upper()
        kwargs["allow_redirects"] = False
        kwargs["timeout"] = (CONNECT_SECONDS, READ_SECONDS)
        # Said with each request, these win over REQUESTS_CA_BUNDLE and over what ~/.netrc has for the host.
        if kwargs.get("verify") is None:
            kwargs["verify"] = self.verify
        if kwargs.get("auth") is None:
            kwargs["auth"] = self.auth or _as_it_is
        attempt = 0
        while True:
            attempt += 1
            with self._lock:
                self._sent[method] += 1
            try:
                response = super().request(*args, **kwargs)
            except exceptions.RequestException as error:
                if self._gives_up(error, method, attempt):
                    raise explain_failure(error, self.server, self.product) from None
                self._sleep(self._policy.delay(attempt, self._jitter()))
                continue
            self._server_date = response.headers.get("Date") or self._server_date
            if self._policy.repeats_status(method, response.status_code or 0, attempt):
                wait = response.headers.get("Retry-After")
                self._sleep(self._policy.delay(attempt, self._jitter(), wait, self.server_time))
                continue
            self._check(response)
            return response

    def pause(self, attempt: int) -> float:
        """Wait as after the `attempt`th request, for a caller with a reason of its own; the seconds that it took."""
        seconds = self._policy.delay(attempt, self._jitter())
        self._sleep(seconds)
        return seconds

    def _gives_up(self, error: exceptions.RequestException, method: str, attempt: int) -> bool:
        if isinstance(error, exceptions.SSLError | exceptions.InvalidURL | exceptions.InvalidSchema):
            return True
        return not self._policy.repeats_failure(method, attempt, timed_out=isinstance(error, exceptions.Timeout))

    def _check(self, response: niquests.Response) -> None:
        """Raise where the answer cannot have come from the API."""
        status = response.status_code or 0
        if 300 <= status < 400:
            raise self._redirected(response)
        kind = response.headers.get("Content-Type", "")
        if status in (401, 403) or not response.content or any(word in kind for word in self._answers):
            return
        if "html" in kind or status < 300:
            what = "HTML" if "html" in kind else f'"{kind}"' if kind else "something without a type"
            raise UnreachableError(
                f"{self.server} answers with {what}, which is no {self.product} API: a login page or a proxy?",
                f"open {self.server} in a browser: {self.product}'s own start page must be there, path included",
            )

    def _redirected(self, response: niquests.Response) -> UnreachableError:
        asked = str(response.url)
        target = urljoin(asked, str(response.headers.get("Location", "")))
        parts = urlsplit(target)
        shown = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
        tail = urlsplit(asked).path.removeprefix(urlsplit(self.server).path.rstrip("/"))
        if shown.endswith(tail) and shown != tail:
            hint = f"use {shown.removesuffix(tail)} instead"
        else:
            hint = f"give the address at which {self.product} itself answers, not one in front of it"
        return UnreachableError(f"{self.server} redirects to {shown}", hint)


def _as_it_is(request: niquests.PreparedRequest) -> niquests.PreparedRequest:
    """No authentication but that of the headers."""
    return request


def _parse_date(text: str | None) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    # HTTP knows no time but UTC; a header that proxies sent twice arrives as one that does not end in GMT.
    return parsed.replace(tzinfo=UTC) if parsed and parsed.tzinfo is None else parsed
