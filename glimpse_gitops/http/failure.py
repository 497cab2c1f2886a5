"""Failed connections in one sentence each, with what to do next."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

from niquests import exceptions

from ..errors import UnreachableError


def explain_failure(error: exceptions.RequestException, server: str, product: str = "the server") -> UnreachableError:
    """What went wrong on the way to `server`, an address without credentials, at which `product` is expected.

    The exception's own text is left out: it holds memory addresses, and with a proxy its password.
    """
    causes = list(_chain(error))
    if isinstance(error, exceptions.ProxyError):
        return UnreachableError(
            f"{server} cannot be reached through the proxy that HTTP_PROXY or HTTPS_PROXY names",
            "check the proxy, or name the server in NO_PROXY",
        )
    if isinstance(error, exceptions.SSLError):
        return _explain_tls(causes, server)
    if isinstance(error, exceptions.ConnectTimeout):
        return UnreachableError(
            f"{server} does not answer: no connection within the time limit",
            "check the address and whether a firewall is in between",
        )
    if isinstance(error, exceptions.Timeout):
        return UnreachableError(
            f"{server} took the request and did not answer in time",
            "the server may be overloaded: try again, and look at its log",
        )
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return UnreachableError(f"{server} cannot be reached: its name is not known", "check the address for a typo")
    numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
    if errno.ECONNREFUSED in numbers:
        return UnreachableError(
            f"{server} cannot be reached: nothing listens there", f"is {product} running, on this port?"
        )
    if numbers & {errno.ENETUNREACH, errno.EHOSTUNREACH}:
        return UnreachableError(f"{server} cannot be reached: there is no route to it", "check the network and the VPN")
    if isinstance(error, exceptions.ConnectionError | exceptions.ChunkedEncodingError):
        return UnreachableError(
            f"{server} closed the connection before it had answered",
            "try again; if it stays so, it may speak another protocol than HTTP, or want a client certificate",
        )
    return UnreachableError(f"{server} cannot be asked ({type(error).__name__})", "check the address")


def _explain_tls(causes: list[BaseException], server: str) -> UnreachableError:
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return UnreachableError(
                f"{server} shows a certificate that cannot be trusted: {cause.verify_message}",
                "name the file with its CA by --ca-file or GRAFANA_CA_FILE",
            )
        if isinstance(cause, ssl.SSLError) and cause.reason == "WRONG_VERSION_NUMBER":
            return UnreachableError(f"{server} does not speak TLS", "use http:// instead of https://")
        if isinstance(cause, ssl.SSLError) and cause.reason and "CERTIFICATE_REQUIRED" in cause.reason:
            return UnreachableError(f"{server} wants a client certificate", "name one by --client-cert")
    return UnreachableError(
        f"no secure connection to {server} can be made", "check the certificate files and the address"
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything that caused it, nearest first."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        near = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        waiting.extend(other for other in near if isinstance(other, BaseException))
