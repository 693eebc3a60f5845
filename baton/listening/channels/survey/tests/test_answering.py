# SPDX-License-Identifier: MIT
"""Somebody answers: saved as they go, heard once, and the words kept in one place only."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from baton.core import clock
from baton.core.models import AuditEntry
from baton.listening.channels.survey import queries
from baton.listening.channels.survey.models import Response
from baton.listening.channels.survey.operations import answering, editing
from baton.programmes import operations as programmes
from baton.programmes.activities import operations as activities

ANSWERS = {"q1": "4", "q2": "The nurse.", "q3": "Ring me first.", "q4": ["bus"]}


@pytest.fixture
def begun(published, poster):
    response, _ = answering.begin(published, poster, language="en")
    return response


def heard(board):
    return list(board.contributions.order_by("pk"))


def test_each_answer_in_words_is_a_contribution(board, begun, centre):
    answering.save(begun, ANSWERS | {"may_quote": True}, shown=["q1", "q2", "q3", "q4"])
    answering.finish(begun)
    good, better = heard(board)
    assert (good.words, better.words) == ("The nurse.", "Ring me first.")
    assert (good.question.wording, good.question.kind) == ("What was good?", "what_good")
    assert better.question.kind == "could_improve"
    assert (good.score, better.score) == (4, None), "a person is counted once"
    assert good.channel == "survey"
    assert good.service == centre
    assert good.may_quote
    assert better.may_share == "organisation"
    assert good.said_precision == "moment"


def test_what_was_said_stands_nowhere_else_once_it_is_sent(board, begun):
    answering.save(begun, ANSWERS | {"q6-age": "65 to 74"}, shown=["q6"])
    answering.finish(begun)
    begun.refresh_from_db()
    assert begun.answers == {"q1": "4", "q4": ["bus"]}
    row = json.dumps(Response.objects.values("answers").get())
    assert "nurse" not in row
    assert "65" not in row
    assert "nurse" not in json.dumps(list(AuditEntry.objects.values_list("about", flat=True)))


@pytest.mark.parametrize(
    ("mode", "collected"),
    [("online", "Online"), ("paper", "Paper Discharge"), ("telephone", "Telephone")],
)
def test_how_it_was_answered_goes_with_the_score(board, published, poster, mode, collected):
    response, _ = answering.begin(published, poster, language="en", mode=mode)
    answering.save(response, {"q1": "2"})
    answering.finish(response)
    (scored,) = heard(board)
    assert scored.get_mode_display() == collected


def test_a_score_alone_is_kept_without_words(board, begun):
    answering.save(begun, {"q1": "1"})
    answering.finish(begun)
    (alone,) = heard(board)
    assert (alone.words, alone.score) == ("", 1)


def test_sending_twice_is_heard_once(board, begun):
    answering.save(begun, ANSWERS)
    first = answering.finish(begun)
    assert answering.finish(begun).finished_at == first.finished_at
    assert len(heard(board)) == 2
    with pytest.raises(answering.AlreadyFinished):
        answering.save(begun, {"q2": "More"})


def test_two_windows_of_one_person_keep_what_both_say(begun, published, poster):
    other = Response.objects.get(pk=begun.pk)
    answering.save(begun, {"q1": "4"}, shown=["q1"])
    saved = answering.save(other, {"q2": "The nurse."}, shown=["q2"])
    there = Response.objects.get(pk=begun.pk)
    assert there.answers == saved.answers == {"q1": "4", "q2": "The nurse."}
    assert there.shown == saved.shown == ["q1", "q2"]


def test_nothing_said_is_nothing_heard(board, begun):
    answering.finish(begun)
    assert heard(board) == []


def test_an_answer_is_taken_back_by_leaving_it_empty(board, begun):
    answering.save(begun, ANSWERS)
    answering.save(begun, {"q2": "", "q4": []})
    answering.finish(begun)
    assert [each.words for each in heard(board)] == ["Ring me first."]
    begun.refresh_from_db()
    assert begun.answers == {"q1": "4"}


def test_what_followed_from_an_answer_goes_with_it(board, begun):
    answering.save(begun, ANSWERS)
    answering.save(begun, {"q1": "1"})
    answering.finish(begun)
    assert [each.words for each in heard(board)] == ["The nurse."]


def test_a_postcode_is_kept_as_its_small_area(board, begun, postcode):
    answering.save(begun, ANSWERS | {"q5": postcode()})
    answering.finish(begun)
    begun.refresh_from_db()
    assert begun.answers["area"] == "E01000001"
    assert "LE1" not in json.dumps(begun.answers)
    assert {each.characteristics.area for each in heard(board)} == {"E01000001"}


def test_a_postcode_that_is_not_known_is_not_kept(board, begun):
    answering.save(begun, ANSWERS | {"q5": "ZE1 0AA"})
    answering.finish(begun)
    begun.refresh_from_db()
    assert begun.answers == {"q1": "4", "q4": ["bus"]}


@pytest.mark.parametrize(
    ("shown", "answered", "stated"),
    [
        ([], {}, None),
        (["q6"], {}, {"age": "Not answered", "sex": "Not answered"}),
        (
            ["q6"],
            {"q6-age": "65 to 74", "q6-sex": "Prefer not to say"},
            {"age": "65 to 74", "sex": "Prefer not to say"},
        ),
    ],
)
def test_not_asked_not_answered_and_rather_not_are_told_apart(
    board, begun, shown, answered, stated
):
    answering.save(begun, ANSWERS | answered, shown=shown)
    answering.finish(begun)
    kept = {
        each.characteristics and json.dumps(each.characteristics.stated) for each in heard(board)
    }
    assert kept == {json.dumps(stated) if stated else None}


def test_answers_belong_to_the_activity_of_the_survey(board, survey, begun, meena):
    programme = programmes.begin(board, "Urgent care", by=meena)
    activity = activities.plan(
        programme, "Survey", on=date(2026, 6, 1), with_whom="everybody", by=meena
    )
    editing.change(survey, activity=activity, by=meena)
    answering.save(begun, ANSWERS)
    answering.finish(begun)
    assert {each.delivery.activity for each in heard(board)} == {activity}


def test_who_began_goes_on_with_the_version_that_they_began(survey, begun, asked, meena):
    editing.redraft(survey, asked.without("q2"), by=meena)
    editing.publish(survey, by=meena)
    begun.refresh_from_db()
    assert begun.version.number == 1
    assert queries.asked_now(survey).number == 2


def test_publishing_again_what_is_published_makes_no_version(survey, published, meena):
    assert editing.publish(survey, by=meena) == published


def test_what_was_left_is_kept_after_two_days(board, begun):
    answering.save(begun, ANSWERS)
    assert answering.keep_what_was_left() == 0
    with clock.held_at(clock.now() + timedelta(days=3)):
        assert answering.keep_what_was_left() == 1
        assert answering.keep_what_was_left() == 0
    assert len(heard(board)) == 2


def test_who_answered_nothing_leaves_nothing(board, begun):
    with clock.held_at(clock.now() + timedelta(days=3)):
        assert answering.keep_what_was_left() == 1
    assert not Response.objects.exists()
    assert heard(board) == []


def test_the_private_link_opens_it_until_it_is_sent(published, poster):
    response, key = answering.begin(published, poster, language="en")
    assert queries.by_key(key).response == response
    answering.finish(response)
    assert queries.by_key(key) is None
