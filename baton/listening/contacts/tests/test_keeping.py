# SPDX-License-Identifier: MIT
"""How somebody is reached is kept apart from their words, and goes when it is not needed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baton.core import clock, ticker
from baton.core.models import AuditEntry
from baton.listening import operations as listening
from baton.listening.contacts import needed, operations, policies
from baton.listening.contacts.models import Contact, Reachable
from baton.listening.models import Contribution
from baton.listening.tests.conftest import *  # noqa: F403 - the same people
from baton.listening.undoing import undo

pytestmark = pytest.mark.django_db


def keep(*said, address="amina@example.org", way="email"):
    how = operations.Way(way, address)
    return operations.keep(said[0].organisation, said, how, by="test")


def test_somebody_who_speaks_twice_is_known_as_one_by_their_address(tell):
    first, second = tell(), tell()
    keep(first)
    keep(second, address="Amina@Example.org ")
    assert Contact.objects.count() == 1
    assert Reachable.objects.count() == 2
    first.refresh_from_db()
    assert first.may_contact == "email"


def test_one_address_in_two_bodies_is_two_contacts_that_nobody_can_tie(tell, other_board):
    keep(tell())
    keep(tell(organisation=other_board))
    mine, others = Contact.objects.order_by("pk")
    assert mine.digest != others.digest


def test_what_is_taken_back_takes_the_address_with_it(tell):
    said = tell()
    keep(said)
    listening.withdraw(said, by="test")
    assert not Contact.objects.exists()


def test_who_said_something_else_too_is_still_reached(tell):
    first, second = tell(), tell()
    keep(first, second)
    listening.erase(first, by="test")
    assert Contact.objects.get().contributions.get().contribution == second


def test_an_upload_that_is_undone_leaves_no_address(tell, board):
    from baton.listening.models import Delivery

    delivery = Delivery.objects.create(organisation=board, channel="upload", label="Wrong file")
    said = tell()
    Contribution.objects.filter(pk=said.pk).update(delivery=delivery)
    keep(said)
    list(undo(delivery))
    assert not Contact.objects.exists()


def test_after_two_years_it_goes_by_itself_and_the_audit_says_so_without_it(tell):
    keep(tell())
    assert operations.forget_due() == 0
    with clock.held_at(clock.now() + policies.UNANSWERED):
        assert operations.forget_due() == 1
    assert not Contact.objects.exists()
    told = AuditEntry.objects.filter(verb__startswith="contact.")
    assert told.count() == 2
    assert not any("amina" in str(each.about) for each in told)


def test_once_answered_it_goes_after_ninety_days(tell):
    contact = keep(tell())
    operations.answered([contact.pk])
    with clock.held_at(clock.now() + policies.ANSWERED - timedelta(days=1)):
        assert operations.forget_due() == 0
    with clock.held_at(clock.now() + policies.ANSWERED):
        assert operations.forget_due() == 1


def test_who_is_still_needed_is_kept_for_a_while_longer(tell, monkeypatch):
    contact = keep(tell())
    monkeypatch.setattr(needed, "_asks", [lambda keys: keys])
    with clock.held_at(clock.now() + policies.UNANSWERED):
        assert operations.forget_due() == 0
        contact.refresh_from_db()
        assert contact.forget_on == clock.today() + policies.AGAIN


def test_a_beat_forgets_what_is_due():
    assert "baton.listening.contacts.beats.forget_due" in ticker.registered
