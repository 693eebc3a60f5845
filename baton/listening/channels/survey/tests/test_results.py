# SPDX-License-Identifier: MIT
"""What was answered is counted question by question, over versions, and as NHS England counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from baton.core import clock
from baton.listening import operations as listening
from baton.listening.channels.survey import results
from baton.listening.channels.survey.choosing import Chosen
from baton.listening.channels.survey.definition import Choice, Question
from baton.listening.channels.survey.operations import answering, editing


@pytest.fixture
def answer(poster):
    """Somebody answers at a place; the questions that they were shown."""

    def answers(given, *, at=None, shown=("q1", "q2", "q4"), language="en", day=date(2026, 6, 1)):
        place = at or poster
        version = place.survey.versions.order_by("-number").first()
        with clock.held_at(datetime(day.year, day.month, day.day, 10, tzinfo=UTC)):
            response, _ = answering.begin(version, place, language=language)
            answering.save(response, given, shown=shown)
            return answering.finish(response)

    return answers


def result(survey, key, chosen=None):
    found = results.results(survey, chosen or Chosen())
    return next(each for each in found.questions if each.question.key == key)


def counted(of):
    return {line.key: line.share.count for line in of.lines}


def test_nobody_has_answered_yet(survey, published):
    found = results.results(survey, Chosen())
    assert results.reading(found) == "Nobody has answered yet."
    assert [each.question.key for each in found.questions] == ["q1", "q2", "q3", "q4", "q5", "q6"]


def test_a_survey_that_was_never_published_has_no_results(survey):
    assert results.results(survey, Chosen()).questions == []


def test_don_t_know_counts_among_those_who_answered_the_friends_and_family_question(survey, answer):
    for score in ("1", "1", "2", "3", "5", "6", "6", "6", "6", "6"):
        answer({"q1": score})
    asked = result(survey, "q1")
    assert (asked.positive.count, asked.positive.of) == (3, 10)
    assert (asked.negative.count, asked.negative.of) == (1, 10)
    reading = results.reading(results.results(survey, Chosen()))
    assert reading.startswith("10 people answered on 1 June 2026: all online.")
    assert "30% of the 10 who answered the Friends and Family question" in reading


def test_who_was_asked_who_answered_and_who_left_it(survey, answer):
    answer({"q1": "5", "q2": "The nurse.", "q3": "Ring me."}, shown=("q1", "q2", "q3", "q4"))
    answer({"q1": "5"}, shown=("q1", "q2", "q3", "q4"))
    answer({"q1": "1", "q4": ["bus", "foot"]})
    answer({"q1": "1"}, shown=("q1",))
    told = {each.question.key: each for each in results.results(survey, Chosen()).questions}
    assert (told["q1"].asked, told["q1"].answered, told["q1"].left) == (4, 4, 0)
    assert (told["q2"].asked, told["q2"].answered, told["q2"].left) == (3, 1, 2)
    assert (told["q3"].asked, told["q3"].answered, told["q3"].left) == (2, 1, 1)
    assert counted(told["q4"]) == {"bus": 1, "foot": 1}
    assert [line.share.of for line in told["q4"].lines] == [1, 1], "of one person, two answers"


def test_who_goes_back_and_answers_otherwise_was_not_asked_what_followed(survey, answer):
    answer({"q1": "1", "q3": "Ring me."}, shown=("q1", "q3"))
    assert (result(survey, "q3").asked, result(survey, "q3").answered) == (0, 0)


def test_what_is_taken_back_counts_as_left(survey, answer, board):
    response = answer({"q1": "1", "q2": "The nurse."})
    listening.erase(board.contributions.get(words="The nurse."), by="test")
    assert not type(response).objects.filter(pk=response.pk).exists(), "the last of their words"


def test_versions_count_together_where_the_question_is_the_same(survey, asked, answer, meena):
    answer({"q1": "1", "q4": ["bus"]})
    changed = replace(
        asked.question("q4"), choices=(Choice("car", {"en": "By car"}), Choice("foot", {"en": "F"}))
    )
    other = replace(asked.question("q2"), kind="number")
    editing.redraft(survey, asked.put(changed).put(other).without("q5"), by=meena)
    editing.publish(survey, by=meena)
    answer({"q1": "2", "q2": 7, "q4": ["car"]})
    found = results.results(survey, Chosen())
    told = {(each.question.key, each.question.kind): each for each in found.questions}
    assert told["q1", "fft"].answered == 2
    assert told["q1", "fft"].versions == ()
    assert counted(told["q4", "many"]) == {"car": 1, "foot": 0, "bus": 1}
    assert told["q2", "number"].spread.median == 7
    assert told["q2", "text"].number is None, "it is asked no more"
    assert told["q2", "text"].versions == (1,)
    assert told["q5", "postcode"].versions == (1,)
    first = survey.versions.get(number=1)
    assert results.results(survey, Chosen(version=first)).responses == 1


@pytest.mark.parametrize(
    ("chosen", "people"),
    [
        ({"mode": "online"}, 3),
        ({"mode": "paper"}, 0),
        ({"language": "gu"}, 1),
        ({"since": date(2026, 6, 2)}, 2),
        ({"since": date(2026, 6, 2), "until": date(2026, 6, 2)}, 1),
    ],
)
def test_fewer_are_counted_where_fewer_are_chosen(survey, answer, chosen, people):
    answer({"q1": "1"})
    answer({"q1": "2"}, language="gu", day=date(2026, 6, 2))
    answer({"q1": "3"}, day=date(2026, 6, 3))
    assert results.results(survey, Chosen(**chosen)).responses == people


def test_places_count_apart_and_the_one_with_most_is_named(survey, answer, centre, meena):
    desk = editing.add_place(survey, "Reception desk", service=centre, by=meena)
    answer({"q1": "1"})
    for _ in range(2):
        answer({"q1": "1"}, at=desk)
    found = results.results(survey, Chosen())
    assert [(place.name, many) for place, many in found.places] == [("Reception desk", 2), ("", 1)]
    assert "2 did so at Reception desk, more than anywhere else" in results.reading(found)
    assert results.results(survey, Chosen(place=desk)).responses == 2


def test_scales_numbers_and_days_have_a_middle(survey, published, meena, answer, asked):
    more = (
        Question("q7", "scale", {"en": "How easy?"}, most_means={"en": "easy"}),
        Question("q8", "number", {"en": "How long?"}),
        Question("q9", "date", {"en": "When?"}),
    )
    editing.redraft(survey, replace(asked, questions=(*asked.questions, *more)), by=meena)
    editing.publish(survey, by=meena)
    for step, minutes, day in (("1", 10, "2026-05-31"), ("5", 20, "2026-06-01"), ("5", 60, "")):
        answer({"q7": step, "q8": minutes, "q9": day}, shown=("q7", "q8", "q9"))
    scale, number, days = (result(survey, key) for key in ("q7", "q8", "q9"))
    assert counted(scale) == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 2}
    assert scale.lines[4].label == "5 easy"
    assert scale.spread.median == 5
    assert (number.spread.lower, number.spread.median, number.spread.upper) == (15, 20, 40)
    assert [(line.label, line.share.count) for line in days.lines] == [
        ("May 2026", 1),
        ("June 2026", 1),
    ]
    assert days.left == 1


def test_days_of_many_years_are_counted_by_year():
    from collections import Counter

    many = Counter({f"{year}-0{month}-01": 1 for year in range(1950, 1960) for month in (1, 2, 3)})
    lines = results._periods(many, 30)
    assert [(line.label, line.share.count) for line in lines][:2] == [("1950", 3), ("1951", 3)]
    assert len(lines) == 10


def test_a_known_postcode_is_an_answer(survey, answer, postcode):
    answer({"q5": postcode()}, shown=("q5",))
    answer({"q5": "ZE1 0AA"}, shown=("q5",))
    assert (result(survey, "q5").asked, result(survey, "q5").answered) == (2, 1)
