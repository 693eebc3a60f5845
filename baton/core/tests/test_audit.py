# SPDX-License-Identifier: MIT
"""The trail says who did what, and shows when somebody changed it afterwards."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from baton.core import audit
from baton.core.models import AuditEntry, AuditSeal

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    for number in range(5):
        audit.record("thing.done", by="system:test", organisation=1, number=number)
    assert audit.seal() == 5


def test_a_sealed_trail_is_unchanged(trail):
    verdict = audit.verify()
    assert (verdict.sealed, verdict.unsealed, verdict.fault) == (5, 0, "")
    assert verdict.head == AuditSeal.objects.get(number=5).digest


def test_sealing_goes_on_where_it_stopped_and_seals_nothing_twice(trail):
    audit.record("thing.done", by="system:test", organisation=None)
    assert audit.verify().unsealed == 1
    assert audit.seal() == 1
    assert audit.seal() == 0
    assert list(AuditSeal.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert audit.verify().sealed == 6


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "thing.undone"},
        {"actor": "account:7"},
        {"organisation": 2},
        {"about": {"number": 99}},
    ],
)
def test_a_changed_entry_shows(trail, change):
    entry = AuditSeal.objects.get(number=3).entry
    AuditEntry.objects.filter(pk=entry.pk).update(**change)
    verdict = audit.verify()
    assert verdict.sealed == 2
    assert verdict.fault.startswith("Link 3 ")


def test_a_link_that_was_taken_out_shows(trail):
    entry = AuditSeal.objects.get(number=2).entry
    AuditSeal.objects.filter(number=2).delete()
    AuditEntry.objects.filter(pk=entry.pk).delete()
    assert audit.verify().fault == "Link 2 is missing from the chain."


def test_a_cut_end_shows_against_a_head_that_was_kept(trail):
    head = audit.verify().head
    last = AuditSeal.objects.get(number=5)
    last.delete()
    last.entry.delete()
    assert audit.verify().fault == ""
    assert audit.verify().head != head


def test_an_entry_is_gone_when_its_deed_is_undone():
    def deed():
        with transaction.atomic():
            audit.record("thing.done", by="system:test", organisation=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deed()
    assert not AuditEntry.objects.exists()


def test_the_model_refuses_to_drop_a_sealed_entry(trail):
    entry = AuditSeal.objects.get(number=1).entry
    with pytest.raises(ProtectedError):
        entry.delete()


@pytest.mark.django_db(transaction=True)
def test_two_sealers_take_turns_and_the_chain_stays_whole(monkeypatch):
    for number in range(4):
        audit.record("thing.done", by="system:test", organisation=1, number=number)
    within, second_is_through = threading.Event(), threading.Event()
    sealed, troubles = {}, []
    really_digest = audit.digest

    def linger(*arguments):
        if threading.current_thread().name == "first":
            within.set()
            # Only a second sealer that does not wait its turn comes through meanwhile.
            second_is_through.wait(0.1)
        return really_digest(*arguments)

    def seal():
        try:
            sealed[threading.current_thread().name] = audit.seal()
        except DatabaseError as problem:
            troubles.append(problem)
        finally:
            if threading.current_thread().name == "second":
                second_is_through.set()
            connection.close()

    monkeypatch.setattr(audit, "digest", linger)
    first = threading.Thread(target=seal, name="first")
    second = threading.Thread(target=seal, name="second")
    first.start()
    assert within.wait(10)
    second.start()
    first.join(30)
    second.join(30)
    assert troubles == []
    assert sealed == {"first": 4, "second": 0}
    assert audit.verify().sealed == 4
