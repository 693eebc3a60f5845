# SPDX-License-Identifier: MIT
"""Django's SQLite, where whoever wants to write asks for their turn every millisecond.

SQLite has one writer and no queue. Who waits asks again, by itself after ever longer sleeps, up to
a tenth of a second: long work, which begins its next transaction a few milliseconds after its last,
would keep people waiting for seconds.
"""

from __future__ import annotations

import sqlite3
import time

from django.db.backends.sqlite3 import base

#: Seconds between two questions.
_AGAIN = 0.001


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        until = time.monotonic() + patience
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._has_begun():
                if time.monotonic() > until:
                    # Once more, and to say it as Django says it.
                    super()._start_transaction_under_autocommit()  # type: ignore[misc]
                    return
                time.sleep(_AGAIN)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(1000 * patience)}")

    def _has_begun(self) -> bool:
        """Whether it is our turn.

        Asked of sqlite3 itself: Django's errors are cycles, in which our cursor would lie about
        until whoever has the turn collects garbage, lets go of it, and waits for us to stop asking.
        """
        try:
            mode = self.settings_dict["OPTIONS"].get("transaction_mode", "")
            self.connection.execute(f"BEGIN {mode}")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            # To say it as Django says it.
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        return True
