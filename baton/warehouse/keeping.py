# SPDX-License-Identifier: MIT
"""What was found once, kept for whoever asks the same again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from typing import Generic, TypeVar

Found = TypeVar("Found", bound=Sized)


class Kept(Generic[Found]):
    """What was asked for last, so many rows of it together; for all threads.

    A key names all that its answer follows from, so that none is ever out of date. Who keeps an
    answer does not change it.
    """

    def __init__(self, *, rows: int) -> None:
        self._most = rows
        self._rows = 0
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, Found] = OrderedDict()

    def of(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What is kept under a key, or else found now; those that nobody asked for longest are let
        go of.

        >>> kept = Kept(rows=5)
        >>> kept.of("one", lambda: [1, 2]), kept.of("one", lambda: [])
        ([1, 2], [1, 2])
        >>> kept.of("two", lambda: [3, 4]), kept.of("one", lambda: [])
        ([3, 4], [])
        """
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        # Two may look for the same at once: neither waits for the other's question.
        found = find()
        with self._lock:
            if key not in self._found:
                self._found[key] = found
                # What has no rows takes a place too.
                self._rows += 1 + len(found)
            while self._rows > self._most and len(self._found) > 1:
                _, old = self._found.popitem(last=False)
                self._rows -= 1 + len(old)
        return found

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._found.clear()
            self._rows = 0
