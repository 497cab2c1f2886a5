"""How long do a first and an unchanged apply take, and what of it is building, waiting and our own work?

Run on sandboxes, or with GRAFANA_URL, GRAFANA_USER and GRAFANA_PASSWORD on a Grafana to be filled: `--whole` is the
project of 1,000 dashboards and 1,000 rules. Beside it runs what tools without a plan do, the official one among them:
ask for each dashboard and put it there, one after the other, whether it changed or not.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.large_project import DASHBOARDS, GROUPS, RULES, write_project
from benchmarks.stopwatch import Figures, figures

SMALL = 5
"""On sandboxes the project is this many times smaller: they are slower than a Grafana."""

_COLLECTION = "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards"


def main() -> None:
    """Print what was measured, for each version."""
    share = 1 if "--whole" in sys.argv else SMALL
    dashboards, groups = DASHBOARDS // share, GROUPS // share
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, dashboards, groups)
        versions = [""] if os.environ.get("GRAFANA_URL") else ["12.4", "12.4-sql", "11.6"]
        for version in versions:
            with _grafana(version) as environ:
                first = figures(["apply", "--yes"], root, environ)
                again = figures(["apply", "--yes"], root, environ)
                _tell(f"{version or environ['GRAFANA_URL']}, {dashboards} dashboards, {groups * RULES} rules", "")
                _tell("first apply", _in_words(first))
                _tell("unchanged", _in_words(again))
                if version != "11.6":
                    plain = _one_by_one(environ, dashboards)
                    _tell("one by one", f"{plain:.1f} s for the dashboards alone, as often as they are sent")
                    _tell(
                        "ratio", f"{plain / first.wall:.1f} × the first apply, {plain / again.wall:.1f} × the unchanged"
                    )


def _tell(name: str, text: str) -> None:
    sys.stdout.write(f"  {name}: {text}\n" if text else f"  {name}\n")
    sys.stdout.flush()


def _in_words(told: Figures) -> str:
    kinds = ", ".join(f"{count} {kind}" for kind, count in told.requests.items())
    return (
        f"{told.wall:.1f} s = {told.building:.1f} building + {told.waiting:.1f} waiting for the server + "
        f"{told.own:.1f} own; {told.processor:.1f} s of processor, {told.megabytes:.0f} MB; "
        f"{sum(told.requests.values())} requests: {kinds}"
    )


@contextmanager
def _grafana(version: str) -> Iterator[dict[str, str]]:
    """The environment for a sandbox in a process of its own, or for the Grafana that GRAFANA_URL names."""
    if not version:
        yield {name: os.environ[name] for name in ("GRAFANA_URL", "GRAFANA_USER", "GRAFANA_PASSWORD")}
        return
    command = [sys.executable, "-m", "glimpse_gitops", "sandbox", "--port", "0", "--grafana-version", version]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        yield {"GRAFANA_URL": url, "GRAFANA_USER": "admin", "GRAFANA_PASSWORD": "glimpse123", "GRAFANA_TOKEN": ""}
        server.terminate()


def _one_by_one(environ: dict[str, str], dashboards: int) -> float:
    """Seconds of a GET and a PUT for each dashboard; what was read is put back, so that nothing changes."""
    server = urlsplit(environ["GRAFANA_URL"])
    login = base64.b64encode(f"{environ['GRAFANA_USER']}:{environ['GRAFANA_PASSWORD']}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(server.hostname or "", server.port)
    start = time.perf_counter()
    for number in range(dashboards):
        path = f"{_COLLECTION}/board-{number}"
        connection.request("GET", path, headers=headers)
        there = json.loads(connection.getresponse().read())
        connection.request("PUT", path, json.dumps(there), headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == http.client.OK, answer.status
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
