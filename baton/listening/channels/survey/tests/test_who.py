# SPDX-License-Identifier: MIT
"""Who answered is told of groups, never so that somebody could be worked out."""

from __future__ import annotations

import pytest

from baton.analysis.disclosure import attack, protect
from baton.analysis.disclosure.figures import Figures
from baton.listening import operations as listening
from baton.listening.channels.survey import files, who
from baton.listening.channels.survey.choosing import Chosen
from baton.listening.channels.survey.models import Response
from baton.listening.channels.survey.operations import answering


@pytest.fixture
def told(published, poster):
    """Somebody says of themselves, in words or without."""

    def tells(many=1, *, words="", shown=("q6",), **stated):
        for _ in range(many):
            response, _ = answering.begin(published, poster, language="en")
            given = {f"q6-{name}": value for name, value in stated.items()}
            answering.save(response, given | {"q2": words}, shown=shown)
            answering.finish(response)

    return tells


def counts(survey, name):
    everybody = Response.objects.filter(finished_at__isnull=False).count()
    group = next(each for each in who.told(survey, everybody) if each.key == name)
    return {each.answer: each.count for each in group.groups}


def test_not_asked_not_answered_and_rather_not_are_counted_apart(survey, told):
    told(9, age="65 to 74")
    told(6, age="Prefer not to say")
    told(5)
    told(7, shown=())
    ages = counts(survey, "age")
    assert (ages["65 to 74"], ages["Prefer not to say"], ages["Not answered"]) == (9, 6, 5)
    assert sum(ages.values()) == 20, "who was not asked is not here"
    assert list(ages)[-2:] == ["Prefer not to say", "Not answered"]


def test_who_says_no_word_is_counted_too(survey, told, board):
    told(6, age="65 to 74")
    assert not board.contributions.exists()
    assert counts(survey, "age")["65 to 74"] == 6


def test_a_few_are_hidden_and_so_is_what_they_could_be_worked_out_from(survey, told):
    told(20, age="65 to 74", sex="Female")
    told(12, age="18 to 24", sex="Male")
    told(2, age="16 to 17", sex="Male")
    ages = counts(survey, "age")
    assert ages["16 to 17"] is None
    assert list(ages.values()).count(None) > 1
    figures = Figures()
    who.add_to(figures, who.counted(survey), 34)
    protected = protect(figures)
    key = who.key_of("age", "16 to 17")
    seen = attack(figures, protected.hidden)
    assert key in protected.hidden
    assert seen[key].upper >= 5, "for all that is told they may be five"


def test_of_fewer_than_five_nothing_is_told(survey, told):
    told(3, age="65 to 74")
    assert set(counts(survey, "age").values()) == {None}


def test_districts_are_told_and_small_areas_are_not(survey, published, poster, postcode):
    written = postcode()
    for _ in range(6):
        response, _ = answering.begin(published, poster, language="en")
        answering.save(response, {"q5": written}, shown=["q5"])
        answering.finish(response)
    (group,) = who.told(survey, 6)
    assert [(each.answer, each.count) for each in group.groups] == [("Leicester", 6)]


def test_what_somebody_takes_back_takes_along_who_they_are(survey, told, board):
    told(6, age="65 to 74")
    told(words="The nurse.", age="65 to 74")
    assert who.counted(survey)["age"]["65 to 74"] == 7
    listening.withdraw(board.contributions.get(), by="test")
    assert who.counted(survey)["age"]["65 to 74"] == 6
    assert counts(survey, "age")["65 to 74"] is None, "they would be the one who is missing"
    assert Response.objects.count() == 7, "the other answers keep their counted place"


def test_a_file_of_some_people_says_nothing_of_who_they_are(survey, told):
    told(9, age="65 to 74")
    assert "age" in files.counts(survey, Chosen()).people
    assert files.counts(survey, Chosen(mode="online")).people == {}
