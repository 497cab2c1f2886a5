"""Run every benchmark, one after the other, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = ("startup", "build", "apply", "promql", "lint")


def main() -> int:
    """Print each benchmark's figures; 1 where one could not be run."""
    failed = 0
    for name in BENCHMARKS:
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.flush()
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
