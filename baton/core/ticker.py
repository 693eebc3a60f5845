# SPDX-License-Identifier: MIT
"""Work that recurs: each registered beat runs on its own thread of the worker, so that a slow
mail server cannot hold up a safety alert."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connection

log = logging.getLogger(__name__)

Beat = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Recurring:
    name: str
    seconds: float
    beat: Beat
    rests: float = 0


registered: dict[str, Recurring] = {}


def every(seconds: float, *, rests: float = 0) -> Callable[[Beat], Beat]:
    """Register the decorated function to run every so many seconds in each worker; or later, so
    that it `rests` so many times as long as its last turn took.

    It must be safe to run in two workers at once.
    """

    def register(beat: Beat) -> Beat:
        name = f"{beat.__module__}.{beat.__qualname__}"
        registered[name] = Recurring(name, seconds, beat, rests)
        return beat

    return register


def run_all(stopping: threading.Event) -> list[threading.Thread]:
    """Start a thread for each beat; they end soon after `stopping` is set."""
    threads = [
        threading.Thread(target=_keep, args=(recurring, stopping), name=recurring.name, daemon=True)
        for recurring in registered.values()
    ]
    for thread in threads:
        thread.start()
    return threads


def _keep(recurring: Recurring, stopping: threading.Event) -> None:
    while True:
        close_old_connections()
        began = time.monotonic()
        try:
            recurring.beat()
        except Exception:
            # One bad turn must not end the beat: the next may succeed.
            log.exception("%s failed; it is tried again in %s s", recurring.name, recurring.seconds)
        lasted = time.monotonic() - began
        if stopping.wait(max(recurring.seconds, lasted * recurring.rests)):
            connection.close()
            return
