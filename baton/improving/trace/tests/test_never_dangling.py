# SPDX-License-Identifier: MIT
"""Whatever is withdrawn and erased, in whatever order: each place in the chain stays counted, and
the line holds both ways."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baton.improving.findings.models import Asked, Support
from baton.improving.trace import lines, queries
from baton.listening import operations as listening
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.programmes.models import Programme

pytestmark = pytest.mark.django_db

VOICES = 6


@pytest.fixture
def brought(board, say, concluded, hand_on, decide, act):
    """Two findings that share voices from one file and from elsewhere, and a decision on both."""

    class Brought:
        voices = [say(f"I stood for {number + 2} hours.") for number in range(VOICES)]

    first = concluded("Too few seats", *Brought.voices[:4])
    second = concluded("Too long a wait", *Brought.voices[3:])
    Brought.decision = decide(hand_on(first), hand_on(second))
    act(Brought.decision)
    check = first.checks.create(says="Seats?", opened_by=first.author, closes_on="2026-03-20")
    Asked.objects.create(check_of=check, contribution=Brought.voices[0], way="link")
    return Brought


def holds(brought: Any, board: Organisation, gone: set[int]) -> None:
    """Every place is there; who is there still has a line to the decision, and it back to them."""
    of = queries.behind_decision(brought.decision)
    behind = queries.voices(of)
    assert Support.objects.count() == VOICES + 1
    # Whoever stood behind both findings and is gone can be told of one no more: two places.
    twice = brought.voices[3].pk in gone
    assert behind.number == VOICES + twice
    keys = [each.pk for each in brought.voices if each.pk not in gone]
    told = lines.of_contributions(board, keys)
    assert set(told) == set(keys)
    for steps in told.values():
        assert {"Concluded", "Handed on", "Decided", "Done"} <= {each.name for each in steps}
    assert {each.pk for each in queries.contributions(of, 1)} == set(keys)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(["withdraw", "erase"]), st.integers(0, VOICES - 1)), max_size=8
    )
)
def test_no_order_of_taking_back_breaks_the_line(brought, board, deeds):
    from django.db import transaction

    with transaction.atomic():
        gone: set[int] = set()
        for deed, number in deeds:
            voice = brought.voices[number]
            if voice.pk not in gone:
                getattr(listening, deed)(voice, by="test")
            there = set(Contribution.objects.values_list("pk", flat=True))
            gone = {each.pk for each in brought.voices} - there
            holds(brought, board, gone)
        assert Asked.objects.count() == 1
        transaction.set_rollback(True)


def test_nothing_that_the_chain_stands_on_can_be_deleted(chain):
    """Each link protects the one below it: who deletes one is refused."""
    from django.db.models import ProtectedError

    for link in (chain.decision, chain.baton, chain.finding, Programme.objects.get()):
        with pytest.raises(ProtectedError):
            link.delete()
