# SPDX-License-Identifier: MIT
"""Asks the process that draws charts (`vega`), starts it when it is needed, and again if it ended.

One for all threads of this process, a question at a time: Vega draws one chart after the other.
"""

from __future__ import annotations

import atexit
import json
import select
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

#: Seconds that a chart may take; the first waits for the engine to start.
LONGEST = 60
#: Seconds that it gets to end by itself.
GRACE = 5


class NotDrawn(RuntimeError):
    """The process ended, or took too long; the chart may be drawn another time."""


class _Ended(Exception):
    """The process is not there any more."""


class _Drawer:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: dict[str, Any]) -> bytes:
        """The chart's bytes. Raises NotDrawn; ValueError where Vega knows no such chart."""
        line = json.dumps(question).encode() + b"\n"
        with self._lock:
            try:
                return self._answer(line)
            except _Ended:
                # It ends by itself when nobody asked for long, as it may have just now.
                self.end()
                try:
                    return self._answer(line)
                except _Ended as problem:
                    self.end()
                    raise NotDrawn("The process that draws charts ended.") from problem

    def _answer(self, line: bytes) -> bytes:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(line)
            process.stdin.flush()
        except BrokenPipeError as problem:
            raise _Ended from problem
        if not select.select([process.stdout], [], [], LONGEST)[0]:
            process.kill()
            self.end()
            raise NotDrawn(f"A chart was not drawn within {LONGEST} seconds.")
        told = process.stdout.readline()
        if not told:
            raise _Ended
        size = int(told)
        answer = process.stdout.read(abs(size))
        if size < 0:
            raise ValueError(answer.decode())
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "baton.ui.vega"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def end(self) -> None:
        """Let the process go, if there is one: it ends as its input does."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            # What it was asked last may still be in the pipe.
            with suppress(BrokenPipeError):
                pipe.close()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:  # amid a chart
            process.kill()
            process.wait()


_drawer = _Drawer()
atexit.register(_drawer.end)


def svg(specification: str) -> str:
    """A chart of Vega-Lite as SVG. Raises NotDrawn; ValueError where Vega knows no such chart."""
    return _drawer.ask({"specification": specification}).decode()


def png(specification: str, *, scale: float) -> bytes:
    """The same as PNG, with `scale` dots for each CSS pixel."""
    return _drawer.ask({"specification": specification, "scale": scale})
