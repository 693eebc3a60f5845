# SPDX-License-Identifier: MIT
"""A delivery that should not have been brought is taken out again, and can be brought once more."""

from __future__ import annotations

import pytest

from baton.core import audit, jobs
from baton.core.models import AuditEntry, Job
from baton.core.pace import Pace
from baton.listening import operations, safety, search, undoing
from baton.listening.models import (
    Characteristics,
    Contribution,
    Delivery,
    Erasure,
    Label,
    OriginalWords,
    SafetyAlert,
)
from baton.listening.signals import contributions_undone
from baton.listening.tests.conftest import IN_DANGER, hear

FILE = [
    hear("The tea was warm.", source_ref="1", labels=("Food",), characteristics={"age": "25-34"}),
    hear("Ring me on 07700 900123.", source_ref="2", labels=("Phone", "Food")),
    hear("The chairs are hard.", source_ref="3"),
    hear("", source_ref="4", score=2),
]


@pytest.fixture
def brought(board):
    delivery = Delivery.objects.create(organisation=board, channel="booth", label="june.csv")

    def run(heard=FILE, to: Delivery = delivery) -> Delivery:
        list(operations.receive_many(heard, organisation=board, by="test", delivery=to))
        return to

    return run


def undo(delivery: Delivery) -> int:
    return sum(undoing.undo(delivery))


def found(words: str) -> int:
    sought = search.matching(search.parse(words))
    return Contribution.objects.filter(pk__in=sought).count()


def test_nothing_of_it_stays_and_what_others_said_does(brought, board):
    other = hear("The tea was cold.", labels=("Food",))
    operations.receive(other, organisation=board, by="test")
    delivery = brought()
    assert found("tea") == 2
    assert undo(delivery) == 4
    assert board.contributions.get().words == other.words
    assert found("tea") == 1
    assert found("chairs") == 0
    assert not OriginalWords.objects.exists()
    assert not Characteristics.objects.exists()
    assert list(Label.objects.values_list("text", flat=True)) == ["Food"]
    assert Job.objects.open().filter(kind="listening.tidy").count() == 1


def test_tidying_that_waited_when_baton_was_upgraded_is_done_too(db):
    job = jobs.ask("understanding.tidy", "Tidying", organisation=None, by="system:search")
    jobs.do.call(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_the_same_words_can_be_brought_again(brought, board):
    undo(brought())
    brought()
    assert board.contributions.count() == 4
    assert not Erasure.objects.exists()


def test_what_somebody_took_back_stays_known_and_does_not_return(brought, board):
    delivery = brought()
    operations.withdraw(board.contributions.get(source_ref="1"), by="test")
    operations.erase(board.contributions.get(source_ref="3"), by="test")
    foreseen = undoing.foresee(delivery)
    assert (foreseen.goes, foreseen.withdrawn, foreseen.stays) == (2, 1, 1)
    assert undo(delivery) == 2
    brought()
    assert board.contributions.get(source_ref="1").words == ""
    assert not board.contributions.filter(source_ref="3").exists()
    assert board.contributions.count() == 3


def test_a_comment_whose_alert_somebody_opened_stays_with_what_was_done(brought, board, meena):
    delivery = brought([*FILE, hear(IN_DANGER, source_ref="5"), hear(IN_DANGER, source_ref="6")])
    safety.screen_pending()
    alert = SafetyAlert.objects.get(contribution__source_ref="5")
    safety.close_alert(alert, outcome="acted", note="Rang her; she is safe.", by=meena)
    foreseen = undoing.foresee(delivery)
    assert (foreseen.goes, foreseen.alerts_opened, foreseen.alerts_waiting) == (5, 1, 1)
    assert undo(delivery) == 5
    assert board.contributions.get().source_ref == "5"
    assert SafetyAlert.objects.get().note == "Rang her; she is safe."


def test_it_goes_on_where_it_stood(brought, board, monkeypatch):
    monkeypatch.setattr(undoing, "_pace", lambda: Pace(first=1, fewest=1, most=1))
    delivery = brought()
    steps = undoing.undo(delivery)
    assert [next(steps), next(steps)] == [1, 1]
    steps.close()
    assert board.contributions.count() == 2
    assert undo(delivery) == 2
    assert undo(delivery) == 0


def test_rooms_above_are_told_and_what_they_leave_hanging_is_not_lost(brought, board):
    told: list[int] = []

    def receiver(keys, **_):
        told.extend(keys)
        raise RuntimeError

    delivery = brought()
    contributions_undone.connect(receiver)
    try:
        with pytest.raises(RuntimeError):
            undo(delivery)
    finally:
        contributions_undone.disconnect(receiver)
    assert sorted(told) == sorted(board.contributions.values_list("pk", flat=True))
    assert board.contributions.count() == 4
    assert found("tea") == 1


def test_an_empty_delivery_is_undone_without_harm(brought, board):
    delivery = brought([])
    assert undo(delivery) == 0
    assert undoing.foresee(delivery) == undoing.Foreseen()


def test_the_trail_of_a_million_rows_is_not_a_million_entries(brought):
    delivery = brought()
    before = AuditEntry.objects.count()
    undo(delivery)
    assert AuditEntry.objects.count() == before
    assert audit.verify().fault == ""
