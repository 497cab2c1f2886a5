"""A Prometheus that runs on this machine for a while: on loopback, with its data in a folder that goes with it."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.request import urlopen

from ..errors import UnreachableError, UsageError

READY_WITHIN = 30.0
"""Seconds."""


@contextlib.contextmanager
def local_prometheus(files: Mapping[str, str], *, program: str = "prometheus") -> Iterator[str]:
    """The address of a Prometheus with these files beside each other, `prometheus.yml` among them.

    Raises UsageError where the program is not installed, UnreachableError where it does not start.
    """
    if shutil.which(program) is None:
        raise UsageError(f'the program "{program}" is not installed', "apt-get install prometheus, or put it on PATH")
    with tempfile.TemporaryDirectory(prefix="glimpse-prometheus-") as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        port = _free_port()
        command = [
            program,
            "--config.file=prometheus.yml",
            f"--web.listen-address=127.0.0.1:{port}",
            f"--storage.tsdb.path={folder}/data",
            "--log.level=warn",
        ]
        log = Path(folder, "log")
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_ready(url, process, log)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urlopen(f"{url}/-/ready", timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
    raise UnreachableError("Prometheus does not start: " + " | ".join(said or ["it says nothing"]))
