# SPDX-License-Identifier: MIT
"""Two processes at one time: on both databases nobody is heard twice, told twice or lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from baton.core import bulk
from baton.core.models import AuditEntry
from baton.listening import operations, safety
from baton.listening.models import Characteristics, SafetyAlert
from baton.listening.tests.conftest import IN_DANGER, hear
from baton.people.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """What each of these returns, begun together in threads of their own."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_a_booth_that_sends_twice_at_once_is_heard_once(board):
    heard = hear(characteristics={"carer": "yes"}, question="How was it?", labels=("Waiting",))

    def send():
        return operations.receive(heard, organisation=board, by="booth-1").pk

    first, second, third = at_once(send, send, send)
    assert first == second == third
    assert board.contributions.count() == 1
    assert AuditEntry.objects.filter(verb="contribution.received").count() == 1


def test_a_file_brought_by_two_people_at_once_is_heard_once(board):
    """One reads it forwards, the other backwards, so that each holds what the other wants."""
    rows = [
        hear(f"Comment {n}", characteristics={"age": str(n % 7)}, service_path=(f"Ward {n % 5}",))
        for n in range(60)
    ]

    def bring(heard):
        *_, last = operations.receive_many(heard, organisation=board, by="test")
        return last

    one, other = at_once(lambda: bring(rows), lambda: bring(rows[::-1]))
    assert board.contributions.count() == 60
    assert one.received + other.received == 60
    assert one.total == other.total == 60
    assert Characteristics.objects.count() == 7
    assert board.services.count() == 5


def test_two_workers_screen_and_tell_once(board, meena):
    for number in range(30):
        operations.receive(
            hear(IN_DANGER if number % 3 == 0 else "Kind."), organisation=board, by="test"
        )
    screened = at_once(safety.screen_pending, safety.screen_pending)
    while safety.screen_pending():
        pass
    assert sum(screened) <= 30
    assert not board.contributions.unscreened().exists()
    assert SafetyAlert.objects.count() == 10
    assert sum(at_once(safety.tell_pending, safety.tell_pending)) == 1
    assert Message.objects.filter(template="safety_alert").count() == 1
    assert not SafetyAlert.objects.filter(told_at=None).exists()


def test_what_is_erased_while_it_is_sent_again_does_not_return(board, monkeypatch):
    """The eraser is done between our look at what is stored and our write."""
    heard = hear("Take this back.")
    first = operations.receive(heard, organisation=board, by="test")
    write = bulk.Writer.write

    def erase_first(self, rows):
        monkeypatch.setattr(bulk.Writer, "write", write)
        at_once(lambda: operations.erase(first, by="test"))
        write(self, rows)

    if connection.features.has_select_for_update:
        # SQLite has one writer: there, nobody comes in between.
        monkeypatch.setattr(bulk.Writer, "write", erase_first)
    else:
        operations.erase(first, by="test")
    with pytest.raises(operations.ContributionErased):
        operations.receive(heard, organisation=board, by="test")
    assert not board.contributions.exists()
