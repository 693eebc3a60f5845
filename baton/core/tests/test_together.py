# SPDX-License-Identifier: MIT
"""What several write in the same moment is kept, each whole, and each hears what came of theirs."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from baton.core import audit, together
from baton.core.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


def note(verb):
    audit.record(verb, by="test", organisation=None)
    return verb


def verbs():
    return sorted(AuditEntry.objects.values_list("verb", flat=True))


def at_once(work):
    """What each of many threads got, or was told, having begun together."""
    ready = threading.Barrier(MANY)

    def one(number):
        ready.wait()
        try:
            return together.write(lambda: work(number))
        except ValueError as problem:
            return str(problem)
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def test_what_many_write_at_once_is_kept_and_told_to_each():
    wanted = [f"test.{number:02}" for number in range(MANY)]
    assert at_once(lambda number: note(f"test.{number:02}")) == wanted
    assert verbs() == wanted


def test_what_one_may_not_write_is_taken_back_and_the_others_stay():
    def work(number):
        note(f"test.{number:02}")
        if number % 3 == 0:
            raise ValueError(f"not {number}")
        return "kept"

    told = at_once(work)
    assert told == [f"not {n}" if n % 3 == 0 else "kept" for n in range(MANY)]
    assert verbs() == [f"test.{n:02}" for n in range(MANY) if n % 3]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL commits together by itself")
def test_those_who_wait_are_written_in_one_transaction(monkeypatch):
    begun = []
    plain = transaction.Atomic.__enter__

    def counted(self):
        if not connection.in_atomic_block:
            begun.append(self)
        return plain(self)

    monkeypatch.setattr(transaction.Atomic, "__enter__", counted)
    with together._turn, ThreadPoolExecutor(MANY) as pool:
        waiting = [pool.submit(one_more, n) for n in range(MANY)]
        while len(together._waiting) < MANY:
            threading.Event().wait(0.01)
        together._turn.release()
        assert [each.result() for each in waiting] == list(range(MANY))
        together._turn.acquire()
    assert len(begun) == 1
    assert len(verbs()) == MANY


def one_more(number):
    try:
        together.write(lambda: note(f"test.{number}"))
        return number
    finally:
        connection.close()


def test_when_nothing_can_be_kept_each_is_told(monkeypatch):
    def full(*_):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(BaseDatabaseWrapper, "commit", full)
    with pytest.raises(DatabaseError, match="full"):
        together.write(lambda: note("test.1"))
    monkeypatch.undo()
    assert verbs() == []


def test_within_a_transaction_it_is_part_of_that():
    with transaction.atomic():
        together.write(lambda: note("test.1"))
        transaction.set_rollback(True)
    assert verbs() == []
