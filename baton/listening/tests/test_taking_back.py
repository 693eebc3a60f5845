# SPDX-License-Identifier: MIT
"""People take back what they said: withdrawn, their place stays counted; erased, nothing stays."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from baton.core.models import AuditEntry
from baton.listening import operations, safety
from baton.listening.heard import Permission
from baton.listening.models import (
    Characteristics,
    Contribution,
    Label,
    OriginalWords,
    Pepper,
    StatedLabel,
)
from baton.listening.signals import contribution_gone
from baton.listening.tests.conftest import IN_DANGER, hear

TOLD = {
    "source_ref": "row-12",
    "score": 5,
    "respondent": "patient 4711",
    "characteristics": {"age": "35 to 44"},
    "labels": ("Waiting",),
    "permission": Permission(may_quote=True),
}
WORDS = "Nobody rang me back on 07700 900123."


class UpperRoomBroke(Exception):
    pass


@pytest.fixture
def obeyed():
    """What rooms above were told: (key, erased, words as they then stood)."""
    told = []

    def receiver(contribution, erased, **_):
        told.append((contribution.pk, erased, contribution.words))

    contribution_gone.connect(receiver)
    yield told
    contribution_gone.disconnect(receiver)


@pytest.fixture
def breaking():
    def receiver(**_):
        raise UpperRoomBroke

    contribution_gone.connect(receiver)
    yield
    contribution_gone.disconnect(receiver)


def test_withdrawn_words_go_and_the_place_stays_counted(board, tell):
    spoken = tell(WORDS, **TOLD)
    operations.withdraw(spoken, by="test")
    left = board.contributions.get()
    assert (left.words, left.score, left.said_at) == ("", 5, spoken.said_at)
    assert left.withdrawn_at is not None
    assert (left.may_quote, left.characteristics, left.respondent) == (False, None, "")
    assert not OriginalWords.objects.exists()
    assert not StatedLabel.objects.exists()


def test_nobody_screens_or_codes_words_that_were_withdrawn(tell):
    spoken = tell(WORDS)
    operations.withdraw(spoken, by="test")
    spoken.refresh_from_db()
    assert spoken.screened_at is not None
    assert spoken.coded_at is not None


def test_withdrawn_words_never_return(board, tell):
    spoken = tell(WORDS, **TOLD)
    operations.withdraw(spoken, by="test")
    with pytest.raises(operations.ContributionWithdrawn, match="do not return"):
        tell(WORDS, **TOLD)
    [tally] = operations.receive_many([hear(WORDS, **TOLD)], organisation=board, by="test")
    assert (tally.received, tally.taken_back) == (0, 1)
    assert board.contributions.get().words == ""


def test_the_database_itself_keeps_words_from_a_withdrawn_contribution(tell):
    spoken = tell(WORDS)
    operations.withdraw(spoken, by="test")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=spoken.pk).update(words=WORDS)


def test_erasing_leaves_nothing_but_a_mark_that_nobody_can_read(board, tell):
    spoken = tell(WORDS, **TOLD)
    operations.erase(spoken, by="test")
    assert not board.contributions.exists()
    assert not OriginalWords.objects.exists()
    assert not StatedLabel.objects.exists()
    assert not Characteristics.objects.exists()


def test_what_was_erased_never_returns(board, tell):
    operations.erase(tell(WORDS, **TOLD), by="test")
    with pytest.raises(operations.ContributionErased, match="not kept again"):
        tell(WORDS, **TOLD)
    [tally] = operations.receive_many([hear(WORDS, **TOLD)], organisation=board, by="test")
    assert (tally.received, tally.taken_back) == (0, 1)
    assert not board.contributions.exists()


def test_what_one_person_erased_another_body_may_still_hear(other_board, tell):
    operations.erase(tell(WORDS, **TOLD), by="test")
    assert tell(WORDS, organisation=other_board, **TOLD).words.startswith("Nobody rang")


def test_withdrawn_words_can_still_be_erased(board, tell):
    spoken = tell(WORDS)
    operations.withdraw(spoken, by="test")
    operations.erase(spoken, by="test")
    assert not board.contributions.exists()


def test_taking_back_twice_changes_nothing(tell, obeyed):
    spoken, other = tell(WORDS), tell(WORDS)
    for _ in range(2):
        operations.withdraw(spoken, by="test")
        operations.erase(other, by="test")
    assert [(pk, erased) for pk, erased, _ in obeyed] == [(spoken.pk, False), (other.pk, True)]
    assert AuditEntry.objects.filter(verb="contribution.withdrawn").count() == 1
    assert AuditEntry.objects.filter(verb="contribution.erased").count() == 1


@pytest.mark.parametrize("go", [operations.withdraw, operations.erase])
def test_what_others_stated_too_stays_when_one_person_leaves(board, tell, go):
    stated = {"characteristics": {"carer": "yes"}}
    leaving, staying = tell("First", **stated), tell("Second", **stated)
    go(leaving, by="test")
    staying.refresh_from_db()
    assert staying.characteristics.stated == {"carer": "yes"}
    go(staying, by="test")
    assert not Characteristics.objects.exists()


@pytest.mark.parametrize(("go", "erased"), [(operations.withdraw, False), (operations.erase, True)])
def test_rooms_above_are_told_while_the_words_are_still_there(tell, obeyed, go, erased):
    spoken = tell("Take this back.")
    go(spoken, by="test")
    assert obeyed == [(spoken.pk, erased, "Take this back.")]


@pytest.mark.parametrize("go", [operations.withdraw, operations.erase])
@pytest.mark.usefixtures("breaking")
def test_if_a_room_above_cannot_obey_nothing_has_happened(board, tell, go):
    spoken = tell(WORDS, **TOLD)
    with pytest.raises(UpperRoomBroke):
        go(spoken, by="test")
    left = board.contributions.get()
    assert left.withdrawn_at is None
    assert left.words == spoken.words
    assert left.characteristics is not None
    assert not AuditEntry.objects.filter(verb__in=["contribution.withdrawn", "contribution.erased"])
    assert tell(WORDS, **TOLD) == spoken


def test_a_whole_answer_is_taken_back_or_none_of_it(board, tell):
    said = [tell(f"Answer {number}") for number in range(3)]

    def breaks_at_the_last(contribution, **_):
        if contribution.pk == said[-1].pk:
            raise UpperRoomBroke

    contribution_gone.connect(breaks_at_the_last)
    try:
        with pytest.raises(UpperRoomBroke):
            operations.take_back(said, erased=True, by="test")
    finally:
        contribution_gone.disconnect(breaks_at_the_last)
    assert board.contributions.count() == 3
    operations.take_back(said, erased=True, by="test")
    assert not board.contributions.exists()


def test_the_trail_tells_who_took_it_back_without_the_words(tell, amir):
    spoken = tell(WORDS)
    operations.withdraw(spoken, by=amir)
    entry = AuditEntry.objects.get(verb="contribution.withdrawn")
    assert (entry.actor, entry.object_id) == (f"account:{amir.pk}", str(spoken.pk))
    assert entry.about == {}


def test_reading_what_was_hidden_is_recorded(tell, amir):
    spoken = tell(WORDS)
    assert operations.reveal(spoken, by=amir) == WORDS
    entry = AuditEntry.objects.get(verb="contribution.revealed")
    assert entry.actor == f"account:{amir.pk}"
    assert "07700" not in str(entry.about)


def test_reading_what_was_never_hidden_is_not_recorded(tell, amir):
    assert operations.reveal(tell("Kind."), by=amir) == "Kind."
    assert not AuditEntry.objects.filter(verb="contribution.revealed").exists()


@pytest.mark.parametrize("go", [operations.withdraw, operations.erase])
def test_a_label_goes_with_the_last_who_bore_it(tell, go):
    leaving = tell("First", labels=("Mrs Fox's ward", "Waiting"))
    tell("Second", labels=("Waiting",))
    go(leaving, by="test")
    assert Label.objects.get().text == "Waiting"


def test_an_alert_on_withdrawn_words_keeps_that_it_was_urgent_and_not_why(tell, amir):
    spoken = tell(IN_DANGER)
    safety.screen_pending()
    safety.close_alert(spoken.safety_alerts.get(), outcome="acted", note="Rang her GP.", by=amir)
    operations.withdraw(spoken, by="test")
    alert = spoken.safety_alerts.get()
    alert.refresh_from_db()
    assert (alert.concerns, alert.urgency, alert.outcome) == ([], "now", "acted")


def test_a_new_secret_key_lets_nothing_return_and_divides_nobody(board, tell, settings):
    before = tell("Good", respondent="4711")
    operations.erase(tell(WORDS, **TOLD), by="test")
    settings.SECRET_KEY = "another key, as after a leak of the first"
    assert tell("Bad", respondent="4711").respondent == before.respondent
    with pytest.raises(operations.ContributionErased):
        tell(WORDS, **TOLD)
    assert len(Pepper.objects.get(organisation=board).key) == 64
