# SPDX-License-Identifier: MIT
"""On SQLite whoever wants to write waits for their turn, and is told when it never comes."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from django.db import OperationalError, connection, transaction

from baton.core.sqlite import base

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a queue of its own"),
]


@pytest.fixture
def somebody_else():
    """Another connection to the same file, which holds the turn."""
    other = sqlite3.connect(
        connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def patience():
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA busy_timeout").fetchone()[0]


def test_who_comes_second_writes_once_the_first_is_done(somebody_else, monkeypatch):
    asked = threading.Event()
    sleep = base.time.sleep
    monkeypatch.setattr(base.time, "sleep", lambda seconds: (asked.set(), sleep(seconds)))

    def is_done():
        asked.wait(5)
        somebody_else.execute("COMMIT")

    first = threading.Thread(target=is_done)
    first.start()
    before = patience()
    with transaction.atomic():
        assert asked.is_set(), "it was not their turn at first"
    first.join()
    assert patience() == before, "what stands alone waits as long as ever"


def test_who_waits_in_vain_is_told(somebody_else, monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    with pytest.raises(OperationalError, match="locked"), transaction.atomic():
        pass
    assert not connection.in_atomic_block
    somebody_else.execute("ROLLBACK")
    with transaction.atomic():
        pass
