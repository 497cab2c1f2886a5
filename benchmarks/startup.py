"""How long does `--help` take, against an interpreter that does nothing?"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.processes import fastest

LIMIT = 2.5


def main() -> None:
    """Print the ratio and its limit."""
    command = str(Path(sys.executable).with_name("glimpse-gitops"))
    ours, bare = fastest(15, [command, "--help"], [sys.executable, "-c", "pass"])
    sys.stdout.write(
        f"  --help takes {ours / bare:.2f} times as long as a bare interpreter (limit {LIMIT}): "
        f"{1000 * ours:.0f} ms against {1000 * bare:.0f} ms\n"
    )


if __name__ == "__main__":
    main()
