# SPDX-License-Identifier: MIT
"""How soon Baton is there: `baton --help`, and the web process until its first answer."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from tests.harness.instance import BATON, Instance

RUNS = 7


def main() -> None:
    helps = [_help() for _ in range(RUNS)]
    print(f"baton --help: {_seconds(helps)} (wanted: 0.3 s)")
    with tempfile.TemporaryDirectory() as folder:
        starts = [_start(Path(folder)) for _ in range(RUNS)]
    print(f"baton run until /health answers, its first time: {starts[0]:.2f} s")
    print(f"baton run until /health answers, again: {_seconds(starts[1:])} (wanted: 3 s)")


def _help() -> float:
    began = time.perf_counter()
    subprocess.run([BATON, "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _start(home: Path) -> float:
    instance = Instance(home)
    began = time.perf_counter()
    instance.start()
    taken = time.perf_counter() - began
    instance.stop()
    return taken


def _seconds(times: list[float]) -> str:
    return f"median {statistics.median(times):.2f} s of {len(times)}, at most {max(times):.2f} s"
