"""A running sandbox, for tests and for `glimpse-gitops sandbox`."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from werkzeug.serving import BaseWSGIServer, ThreadedWSGIServer, WSGIRequestHandler

from .app import create_app
from .clock import Clock
from .faults import Faults
from .identity import LOGIN, MAIN_ORG, PASSWORD
from .provisioning import provision
from .provisioning_files import read_directory
from .request_log import RequestLog
from .rule_state import STATES, set_state
from .store import Store
from .versions import VERSIONS


class QuietHandler(WSGIRequestHandler):
    """Keeps connections open, sends small answers at once, and writes no access log."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        return

    def send_response(self, code: int, message: str | None = None) -> None:
        """Without `Date`, which the application itself sends."""
        self.send_response_only(code, message)
        self.send_header("Server", self.version_string())


class PortError(Exception):
    """The sandbox cannot listen where it should; the text is the system's reason."""


class _Server(ThreadedWSGIServer):
    """Says why it cannot listen to whoever started it: Werkzeug prints that, and ends the process."""

    def server_bind(self) -> None:
        try:
            super().server_bind()
        except OSError as error:
            raise PortError(error.strerror) from None

    def server_activate(self) -> None:
        try:
            super().server_activate()
        except OSError as error:
            raise PortError(error.strerror) from None


class SandboxServer:
    """A sandbox on a port of its own; port 0 chooses a free one."""

    def __init__(
        self,
        version: str = "12.4",
        port: int = 0,
        host: str = "127.0.0.1",
        state: str = ":memory:",
        allow_remote: bool = False,
        seed: str | Path | None = None,
    ) -> None:
        if version not in VERSIONS:
            raise ValueError(f"the sandbox knows no Grafana {version!r}, only {', '.join(VERSIONS)}")
        if not allow_remote and not _is_loopback(host):
            raise ValueError(f"the sandbox listens on loopback addresses only, not on {host!r}")
        self.version = version
        self.login = LOGIN
        self.password = PASSWORD
        self.faults = Faults()
        self.requests = RequestLog()
        self.clock = Clock()
        self.store = Store(state)
        if seed is not None:
            self.provision(read_directory(Path(seed)))
        app = create_app(version, self.store, self.faults, self.requests, self.clock)
        self._server: BaseWSGIServer = _Server(host, port, app, QuietHandler)
        self._thread: threading.Thread | None = None
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self._server.server_port}"

    def start(self) -> SandboxServer:
        """Serves in a thread of its own."""
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True, name="grafana-sandbox"
        )
        self._thread.start()
        return self

    def serve_forever(self) -> None:
        """Serves until interrupted."""
        self._server.serve_forever()

    def stop(self) -> None:
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.server_close()
        self.store.close()

    def __enter__(self) -> SandboxServer:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def provision(self, content: Mapping[str, Any], org: int = MAIN_ORG) -> None:
        """Adds objects as if from provisioning files; `content` is described at `provisioning.provision`."""
        provision(self.store, VERSIONS[self.version], content, org)

    def set_alert_state(
        self,
        rule_uid: str,
        state: str,
        labels: Mapping[str, str] | None = None,
        values: Mapping[str, float] | None = None,
        org: int = MAIN_ORG,
    ) -> None:
        """Says what the evaluation of a rule has found: `firing`, `pending`, `normal`, `nodata`, `error` …

        `labels` are those of the series, `values` the values of the rule's queries by their refId.
        """
        if state not in STATES:
            raise ValueError(f"unknown alert state {state!r}, known are {', '.join(STATES)}")
        with self.store.transaction():
            shelf = self.store.shelf(org)
            if shelf.get("rule", rule_uid) is None:
                raise ValueError(f"no alert rule has the uid {rule_uid!r}")
            set_state(shelf, rule_uid, state, labels or {}, values or {})

    def expire_token(self, key: str) -> None:
        """Says that a service account's token ran out a moment ago."""
        with self.store.transaction():
            shelf = self.store.shelf(0)
            token = shelf.get("token", key)
            if token is None:
                raise ValueError("no service account has this token")
            ended = {**token, "expires": datetime.now(UTC).isoformat(timespec="seconds")}
            shelf.put("token", key, ended, parent=f"{token['org']}/{token['account']}")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
