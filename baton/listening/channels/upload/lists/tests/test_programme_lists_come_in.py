# SPDX-License-Identifier: MIT
"""Engagement logs, action logs and lists of who came; and programmes that they name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baton.core import clock
from baton.core.models import AuditEntry
from baton.programmes import operations as programmes
from baton.programmes.activities.models import Activity, Participant
from baton.programmes.models import Step

pytestmark = pytest.mark.django_db

HEADING = (
    "Ref,Activity,Date,With whom,Programme,Stage,Method,Venue,Attended,Cost,"
    "Level of participation,Outcome\n"
)
LOG = (
    HEADING
    + "E1,Waiting room chats,12/03/2026,People who wait,Redesign physiotherapy,Needs,Drop-in,"
    "Rothley House,31,£120.50,Consult,More seats\n"
    "E2,Co-design evening,14/05/2026,Lived experience panel,Redesign physiotherapy,Improve,"
    "Co-production,Town hall,,,Collaborate,\n"
    "E3,Carers’ coffee,30/06/2027,Carers,Better discharge,,Focus group,,,,Involve,\n"
)

ACTIONS = """Action,Due,Owner,Status,Programme,Completed on
Publish what people told us,31/03/2026,Engagement lead,Complete,Redesign physiotherapy,28/03/2026
Ask the council for a room,15/04/2027,Project manager,In progress,Redesign physiotherapy,
Write to the courier,01/05/2026,,Not needed,Better discharge,
"""

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def june():
    with clock.held_at(NOW):
        yield


def test_an_engagement_log_becomes_activities_of_programmes_that_it_names(bring, board):
    upload = bring(LOG, "activities")
    assert upload.outcome == {"added": 3, "changed": 0, "same": 0, "begun": 2}
    chats, evening, coffee = board.activities.order_by("pk")
    assert (chats.programme.title, str(chats.programme.begins_on)) == (
        "Redesign physiotherapy",
        "2026-03-12",
    )
    assert (chats.state, chats.stage, chats.method) == ("happened", "needs", "booth")
    assert (chats.came, chats.cost, chats.intended, chats.changed) == (31, 121, 2, "More seats")
    assert (evening.method, evening.intended, evening.source_ref) == ("co_design", 4, "E2")
    assert (coffee.state, coffee.stage, coffee.method) == ("planned", "needs", "focus_group")
    assert coffee.programme.begins_on == date(2026, 6, 20)


def test_the_log_again_with_a_moved_day_moves_the_activity(bring, board):
    bring(LOG, "activities")
    again = bring(LOG.replace("14/05/2026,Lived", "21/05/2026,Lived"), "activities")
    assert again.outcome == {"added": 0, "changed": 1, "same": 2, "begun": 0}
    assert board.activities.count() == 3
    assert board.activities.get(source_ref="E2").on == date(2026, 5, 21)
    assert AuditEntry.objects.filter(verb="activity.changed").count() == 1


def test_what_was_planned_has_happened_once_its_day_is_over(bring, board):
    bring(LOG, "activities")
    with clock.held_at(datetime(2027, 7, 1, tzinfo=UTC)):
        again = bring(LOG, "activities")
    assert again.outcome["changed"] == 1
    assert board.activities.get(source_ref="E3").state == "happened"
    board.activities.filter(source_ref="E3").update(state="cancelled")
    with clock.held_at(datetime(2027, 8, 1, tzinfo=UTC)):
        bring(LOG.replace("Carers,Better", "Carers and families,Better"), "activities")
    assert board.activities.get(source_ref="E3").state == "cancelled"


def test_without_references_a_log_is_known_by_programme_title_and_day(bring, board):
    plain = "\n".join(line.partition(",")[2] for line in LOG.splitlines())
    bring(plain, "activities")
    again = bring(plain.replace(",31,", ",35,"), "activities")
    assert again.outcome == {"added": 0, "changed": 1, "same": 2, "begun": 0}
    assert board.activities.get(title="Waiting room chats").came == 35


def test_two_logs_with_the_same_numbers_do_not_take_each_others_activities(bring, board, amina):
    one = programmes.begin(board, "Redesign physiotherapy", by=amina)
    two = programmes.begin(board, "Better discharge", by=amina)
    log = "Ref,Activity,Date,With whom\n1,{},2026-03-12,People who wait\n"
    bring(log.format("Waiting room chats"), "activities", programme=str(one.public_id))
    other = bring(log.format("Ward round"), "activities", programme=str(two.public_id))
    assert other.outcome["added"] == 1
    titles = board.activities.order_by("pk").values_list("title", "source_ref")
    assert list(titles) == [("Waiting room chats", "1"), ("Ward round", "")]


def test_somebody_who_may_not_begin_programmes_has_their_rows_refused(bring, board):
    upload = bring(LOG, "activities", may_begin=False)
    assert upload.outcome["added"] == 0
    assert upload.refused == 3
    assert not board.programmes.exists()
    reasons = list(upload.refused_rows.order_by("number").values_list("column", "reason"))
    assert reasons[2] == (
        "Programme",
        "There is no programme “Better discharge”. Begin it first, or mend its title.",
    )


def test_an_action_log_becomes_steps(bring, board):
    upload = bring(ACTIONS, "actions")
    assert upload.outcome == {"added": 3, "changed": 0, "same": 0, "begun": 2}
    publish, ask, write = Step.objects.order_by("pk")
    assert (publish.done_on, publish.post) == (date(2026, 3, 28), "Engagement lead")
    assert (ask.is_open, str(ask.due_on)) == (True, "2027-04-15")
    assert write.not_needed_why
    again = bring(
        ACTIONS.replace("In progress,Redesign physiotherapy,", "Done,Redesign physiotherapy,"),
        "actions",
    )
    assert again.outcome == {"added": 0, "changed": 1, "same": 2, "begun": 0}
    ask.refresh_from_db()
    assert ask.done_on == date(2026, 6, 20)


def test_an_action_is_moved_to_another_programme_by_its_reference(bring, board):
    log = "Ref,Action,Owner,Status,Programme\n1,Call the council,Lead,Open,{}\n"
    bring(log.format("A"), "actions")
    bring("Number,Action,Owner,Status,Programme\n1,Write a letter,Lead,Open,B\n", "actions")
    again = bring(log.format("B"), "actions")
    assert again.outcome["changed"] == 1
    moved = Step.objects.get(title="Call the council")
    assert (moved.programme.title, moved.stage.programme.title, moved.source_ref) == ("B", "B", "")


def test_a_check_is_not_met_by_a_list_alone(bring, board, amina):
    programme = programmes.begin(board, "Redesign physiotherapy", by=amina)
    stage = programme.stages.get(kind="needs")
    Step.objects.create(
        programme=programme, stage=stage, kind="check", title="Publish what people told us"
    )
    upload = bring(ACTIONS, "actions")
    assert upload.refused == 1
    assert "is met by evidence" in upload.refused_rows.get().reason


CAME = """First name,Last name,Email,Event,Date,Checked in
Rosa,Marsh,rosa@example.org,Waiting room chats,2026-03-12,Yes
Tom,Bell,,Waiting room chats,2026-03-12,No show
Ada,Lane,ada@example.org,Ward round,2026-03-12,Yes
"""


def test_who_came_is_kept_with_the_activity(bring, board):
    bring(LOG, "activities")
    upload = bring(CAME, "attendance")
    assert upload.outcome["added"] == 2
    assert upload.refused_rows.get().reason == (
        "There is no activity “Ward round” on 12 March 2026. Bring the engagement log first, or "
        "mend the title."
    )
    activity = Activity.objects.get(title="Waiting room chats")
    assert list(activity.participants.order_by("pk").values_list("name", "email", "state")) == [
        ("Rosa Marsh", "rosa@example.org", "came"),
        ("Tom Bell", "", "absent"),
    ]
    again = bring(CAME.replace("No show", "Yes"), "attendance")
    assert again.outcome == {"added": 0, "changed": 1, "same": 1, "begun": 0}
    assert activity.participants.filter(state="came").count() == 2


def test_whose_details_were_let_go_of_does_not_return(bring, board):
    bring(LOG, "activities")
    bring(CAME, "attendance")
    gone = {"name": "", "email": "", "phone": "", "needs": ""}
    Participant.objects.filter(name="Rosa Marsh").update(forgotten_at=NOW, **gone)
    again = bring(CAME.replace("Rosa,Marsh", "Rosa,Marsh-Bell"), "attendance")
    assert again.outcome["added"] == 0
    assert not Participant.objects.filter(email="rosa@example.org").exists()
