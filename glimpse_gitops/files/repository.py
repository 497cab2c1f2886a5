"""The repository that a project stands in, as git tells: for people who ask where something comes from."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Repository:
    """Where the code is; each empty where there is no git, or it does not say."""

    address: str = ""
    """Of its remote `origin`, without credentials, as a page where it has one: `https://git.example/team/shop`."""
    commit: str = ""
    dirty: bool = False
    """Whether files are changed, or new, against that commit."""


def repository_around(root: Path) -> Repository:
    """The repository around the folder `root`."""
    commit = _git(root, "rev-parse", "HEAD")
    if not commit:
        return Repository()
    return Repository(
        web_address(_git(root, "remote", "get-url", "origin")),
        commit,
        bool(_git(root, "status", "--porcelain", "--", ".")),
    )


def web_address(remote: str) -> str:
    """The page of a remote, and never its user or password: `git@git.example:team/shop.git` has one too."""
    short = re.fullmatch(r"(?:[^@/]+@)?([^:/@]+):(?!//)(.+?)(?:\.git)?/?", remote)
    if short:
        return f"https://{short[1]}/{short[2]}"
    full = re.fullmatch(r"(https?|ssh|git)://(?:[^@/]*@)?([^/]+)/(.+?)(?:\.git)?/?", remote)
    if not full:
        # A path on this machine tells nobody else anything.
        return ""
    scheme = full[1] if full[1].startswith("http") else "https"
    host = full[2] if full[1].startswith("http") else full[2].partition(":")[0]
    return f"{scheme}://{host}/{full[3]}"


def _git(root: Path, *arguments: str) -> str:
    """What git prints, the empty text where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""
