# SPDX-License-Identifier: MIT
"""Somebody may be at risk: the screening notices, people are told, others when they do not look."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baton.core import clock
from baton.core.models import AuditEntry
from baton.listening import beats, operations, safety
from baton.listening.models import SafetyAlert, SafetyContact
from baton.listening.tests.conftest import CONTENT, HURT_AT_HOME, IN_DANGER, person
from baton.people.models import Message
from baton.people.roles import Role


def recipients(template="safety_alert"):
    return sorted(Message.objects.filter(template=template).values_list("recipient", flat=True))


@pytest.fixture
def later(settings):
    """The clock, an hour and a minute on: past the time in which somebody should have looked."""
    settings.BATON_SAFETY_MINUTES = 60
    return lambda: clock.held_at(clock.now() + timedelta(minutes=61))


@pytest.fixture
def alert(tell, meena, amir, lena):
    """Somebody spoke of danger, and those to be told were told."""
    tell(IN_DANGER)
    beats.screen_and_tell()
    return SafetyAlert.objects.get()


def test_somebody_in_danger_is_noticed_and_told_of_within_one_beat(tell, meena):
    spoken = tell(IN_DANGER)
    beats.screen_and_tell()
    alert = spoken.safety_alerts.get()
    assert alert.urgency == "now"
    [concern] = alert.concerns
    marked = spoken.words[concern["start"] : concern["end"]]
    assert marked
    assert marked in IN_DANGER
    assert concern["reason"]
    assert alert.told_at is not None
    assert recipients() == ["meena@example.org"]


def test_somebody_content_raises_no_alert_and_is_screened_once(tell, monkeypatch):
    tell(CONTENT)
    assert safety.screen_pending() == 1
    assert safety.screen_pending() == 0
    assert not SafetyAlert.objects.exists()


def test_everything_that_waits_is_screened_oldest_first_in_parts(board, tell, monkeypatch):
    monkeypatch.setattr(safety, "CHUNK", 2)
    keys = [tell(CONTENT).pk for _ in range(5)]
    assert safety.screen_pending(limit=3) == 3
    left = board.contributions.unscreened().values_list("pk", flat=True)
    assert sorted(left) == keys[3:]
    assert beats.screen_and_tell() == 2


def test_words_taken_back_before_they_were_screened_alarm_nobody(tell):
    operations.withdraw(tell(IN_DANGER), by="test")
    beats.screen_and_tell()
    assert not SafetyAlert.objects.exists()


def test_words_taken_back_while_they_are_screened_alarm_nobody(tell, monkeypatch):
    spoken = tell(IN_DANGER)
    screen = safety.safeguarding.screen

    def slow(words):
        operations.withdraw(spoken, by="test")
        return screen(words)

    monkeypatch.setattr(safety.safeguarding, "screen", slow)
    safety.screen_pending()
    assert not SafetyAlert.objects.exists()


def test_words_that_the_screening_stumbles_over_go_to_a_person_and_hold_nobody_up(
    tell, meena, monkeypatch, caplog
):
    def stumbles(words):
        if words == CONTENT:
            raise RecursionError(words)
        return ()

    monkeypatch.setattr(safety.safeguarding, "screen", stumbles)
    stumbled, other = tell(CONTENT), tell("Kind.")
    beats.screen_and_tell()
    other.refresh_from_db()
    assert other.screened_at is not None
    assert stumbled.safety_alerts.get().concerns[0]["kind"] == "unread"
    assert recipients() == ["meena@example.org"]
    assert CONTENT not in caplog.text


def test_the_named_people_are_told_and_nobody_else(board, tell, meena, amir, lena):
    safety.name_contacts(board, first=[lena, amir], escalation=[], by=meena)
    tell(IN_DANGER)
    beats.screen_and_tell()
    assert recipients() == ["amir@example.org", "lena@example.org"]


def test_where_nobody_is_named_administrators_and_complaints_officers_are_told(
    tell, meena, amir, lena, priya, olu
):
    tell(IN_DANGER)
    beats.screen_and_tell()
    assert recipients() == ["amir@example.org", "meena@example.org"]


def test_where_there_is_only_a_lead_the_lead_is_told(tell, lena):
    tell(IN_DANGER)
    beats.screen_and_tell()
    assert recipients() == ["lena@example.org"]


def test_an_alert_waits_for_somebody_who_can_be_told(board, tell, priya):
    tell(IN_DANGER)
    beats.screen_and_tell()
    assert SafetyAlert.objects.get().told_at is None
    person("Meena Rao", board, Role.ADMINISTRATOR)
    beats.screen_and_tell()
    assert recipients() == ["meena@example.org"]


def test_a_named_person_who_left_or_lost_the_right_is_not_relied_on(board, tell, meena, amir, lena):
    safety.name_contacts(board, first=[amir, lena], escalation=[], by=meena)
    amir.is_active = False
    amir.save()
    board.memberships.filter(account=lena).update(ended_at=clock.now())
    tell(IN_DANGER)
    beats.screen_and_tell()
    assert recipients() == ["meena@example.org"]


def test_what_is_found_together_is_one_message_and_the_next_waits_to_gather(tell, meena):
    tell(IN_DANGER)
    tell(HURT_AT_HOME)
    beats.screen_and_tell()
    [first] = Message.objects.all()
    assert "2 comments" in first.body
    tell(IN_DANGER)
    beats.screen_and_tell()
    assert Message.objects.count() == 1
    with clock.held_at(clock.now() + safety.GATHER + timedelta(seconds=1)):
        beats.screen_and_tell()
        beats.screen_and_tell()
    assert Message.objects.count() == 2
    assert not SafetyAlert.objects.filter(told_at=None).exists()


def test_what_waits_to_gather_is_still_told_within_a_minute():
    beat_and_sending = timedelta(seconds=5)
    assert safety.GATHER + beat_and_sending < timedelta(minutes=1)


def test_messages_hold_the_reason_and_none_of_the_words(tell, alert, later):
    with later():
        safety.escalate_overdue()
    for message in Message.objects.filter(template__startswith="safety"):
        for word in ("kill", "myself", "tonight"):
            assert word not in message.body
            assert word not in message.subject
        assert alert.concerns[0]["reason"] in message.body
        assert alert.concerns[0]["reason"] not in message.subject
        assert "1 comment " in message.body
        assert f"/alerts/{alert.public_id}" in message.body


def test_each_body_is_told_of_its_own(board, other_board, tell, meena, olu):
    tell(IN_DANGER)
    tell(IN_DANGER, organisation=other_board)
    beats.screen_and_tell()
    assert recipients() == ["meena@example.org", "olu@example.org"]
    for message in Message.objects.all():
        assert "1 comment " in message.body


def test_nobody_looked_in_time_so_others_are_told_once(alert, later):
    assert safety.escalate_overdue() == 0
    with later():
        assert safety.escalate_overdue() == 2
        assert safety.escalate_overdue() == 0
    assert recipients("safety_escalation") == ["lena@example.org", "meena@example.org"]
    alert.refresh_from_db()
    assert alert.escalated_at is not None


def test_the_people_named_for_it_are_told_when_nobody_looked(board, alert, later, amir, meena):
    safety.name_contacts(board, first=[], escalation=[amir], by=meena)
    with later():
        beats.escalate()
    assert recipients("safety_escalation") == ["amir@example.org"]


def test_an_alert_that_somebody_opened_is_not_escalated(alert, amir, later):
    assert safety.open_alert(alert, by=amir)
    with later():
        assert safety.escalate_overdue() == 0


def test_the_first_who_looked_is_kept(alert, amir, lena):
    assert safety.open_alert(alert, by=amir)
    assert not safety.open_alert(alert, by=lena)
    assert alert.opened_by == amir
    assert AuditEntry.objects.filter(verb="safety.opened").count() == 1


def test_an_alert_is_closed_once_with_what_came_of_it(alert, amir, lena):
    safety.close_alert(alert, outcome="acted", note=" Rang  the crisis team. ", by=amir)
    assert (alert.outcome, alert.note, alert.closed_by) == ("acted", "Rang the crisis team.", amir)
    assert alert.opened_by == amir
    with pytest.raises(safety.AlertClosed, match="stands"):
        safety.close_alert(alert, outcome="no_concern", note="Second thought.", by=lena)
    alert.refresh_from_db()
    assert alert.outcome == "acted"
    entry = AuditEntry.objects.get(verb="safety.closed")
    assert entry.about == {"outcome": "acted"}


@pytest.mark.parametrize(
    ("note", "problem"),
    [(" ", safety.ReasonMissing), ("x" * (safety.LONGEST_NOTE + 1), safety.NoteTooLong)],
)
def test_an_alert_stays_open_without_a_short_reason(alert, amir, note, problem):
    with pytest.raises(problem):
        safety.close_alert(alert, outcome="acted", note=note, by=amir)
    alert.refresh_from_db()
    assert alert.closed_at is None


def test_an_alert_is_closed_only_with_an_outcome_that_we_know(alert, amir):
    with pytest.raises(ValueError, match="ignored"):
        safety.close_alert(alert, outcome="ignored", note="Nothing.", by=amir)


def test_the_trail_follows_an_alert_and_holds_no_words(alert, amir, later, board):
    with later():
        safety.escalate_overdue()
    safety.close_alert(alert, outcome="known", note="Her nurse knows.", by=amir)
    entries = AuditEntry.objects.filter(verb__startswith="safety.")
    assert list(entries.order_by("pk").values_list("verb", flat=True)) == [
        "safety.raised",
        "safety.told",
        "safety.escalated",
        "safety.opened",
        "safety.closed",
    ]
    for entry in entries:
        assert entry.organisation == board.pk
        assert "kill" not in str(entry.about)
        assert "nurse" not in str(entry.about)


def test_erasing_what_somebody_said_erases_its_alert(alert):
    operations.erase(alert.contribution, by="test")
    assert not SafetyAlert.objects.exists()


def test_naming_people_replaces_those_named_before(board, meena, amir, lena):
    safety.name_contacts(board, first=[amir], escalation=[lena], by=meena)
    safety.name_contacts(board, first=[lena, meena], escalation=[lena], by=meena)
    named = {(each.account, each.turn) for each in SafetyContact.objects.all()}
    assert named == {(lena, "first"), (meena, "first"), (lena, "escalation")}
    assert AuditEntry.objects.filter(verb="safety.people_named").count() == 2


def test_naming_the_same_people_again_leaves_no_trail(board, meena, amir):
    for _ in range(2):
        safety.name_contacts(board, first=[amir], escalation=[], by=meena)
    assert AuditEntry.objects.filter(verb="safety.people_named").count() == 1


def test_nobody_is_named_who_could_not_open_an_alert(board, meena, priya, olu):
    for unable in (priya, olu):
        with pytest.raises(safety.MayNotOpenAlerts, match=unable.name):
            safety.name_contacts(board, first=[meena, unable], escalation=[], by=meena)
    assert not SafetyContact.objects.exists()
