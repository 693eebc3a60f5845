# SPDX-License-Identifier: MIT
"""Somebody under 16 answers: kept and counted, and not quoted until somebody has agreed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from baton.core import clock, keys
from baton.listening.channels.survey.operations import answering, editing, typing
from baton.programmes import operations as programmes
from baton.programmes.activities import operations as activities
from baton.ui.languages import EASY_READ


@pytest.fixture
def asks(survey, poster, meena):
    editing.change(survey, asks_under_16=True, by=meena)
    return poster


def at_the_end(poster):
    """A browser that has answered, and the address of the last page."""
    browser = Client()
    first = browser.post(f"/s/{poster.code}").url
    second = browser.post(first, {"q1": "1"}).url
    return browser, browser.post(second, {"q2": "The nurse.", "stop": ""}).url


def test_nobody_is_asked_their_age_unless_the_survey_says_so(poster):
    browser, end = at_the_end(poster)
    assert "Are you under 16?" not in browser.get(end).text


@pytest.mark.parametrize(("says", "quoted"), [("yes", False), ("no", True)])
def test_what_a_child_writes_is_not_quoted_until_somebody_agreed(asks, board, says, quoted):
    browser, end = at_the_end(asks)
    assert "Are you under 16?" in browser.get(end).text
    browser.post(end, {"may_quote": "on", "may_share": "on", "under_16": says})
    kept = board.contributions.get()
    assert (kept.words, kept.may_quote, hasattr(kept, "agreement")) == (
        "The nurse.",
        quoted,
        not quoted,
    )
    assert kept.may_share == ("partners" if quoted else "nobody")


def test_who_allows_it_has_to_say_and_who_does_not_need_not(asks, board):
    browser, end = at_the_end(asks)
    refused = browser.post(end, {"may_quote": "on"})
    assert refused.status_code == 422
    assert "Say whether you are under 16, or leave both boxes empty." in refused.text
    browser.post(end, {})
    assert not board.contributions.get().may_quote


def test_an_age_under_16_closes_the_words_and_stands_nowhere_beside_them(board, published, poster):
    response, _ = answering.begin(published, poster, language="en")
    said = {"q2": "The nurse.", "q6-age": "0 to 15", "may_quote": True, "may_share": True}
    answering.finish(answering.save(response, said, shown=["q2", "q6"]))
    kept = board.contributions.get()
    assert (kept.may_quote, kept.may_share, hasattr(kept, "agreement")) == (
        *(False, "organisation"),
        False,
    )


def test_the_easy_read_variant_is_a_way_of_speaking_by_itself(board, published, poster):
    response, _ = answering.begin(published, poster, language=EASY_READ)
    answering.finish(answering.save(response, {"q2": "The nurse."}, shown=["q2"]))
    assert board.contributions.get().get_way_display() == "In Easy Read"


def test_a_survey_of_an_activity_with_children_asks_it_from_the_start(board, meena):
    programme = programmes.begin(board, "Asthma at school", by="test")
    school = activities.plan(
        programme, "School", on=date(2026, 6, 8), with_whom="Year 7", needs_agreement=True, by=meena
    )
    first = editing.begin(board, "Of the school", activity=school, by=meena)
    assert first.asks_under_16
    assert editing.begin_copy(first, "Another", by=meena).asks_under_16
    assert not editing.begin(board, "Ongoing", by=meena).asks_under_16


def test_meena_lets_the_survey_ask(hers, survey):
    here = f"/surveys/{survey.public_id}/about"
    assert "Ask at the end whether people are under 16" in hers.get(here).text
    hers.post(here, {"title": survey.title, "one_a_page": "one", "asks_under_16": "on"})
    survey.refresh_from_db()
    assert survey.asks_under_16


class TestOnPaper:
    def test_the_sheet_has_a_box_for_it_only_if_it_is_asked(self, hers, survey, poster, meena):
        here = f"/surveys/{survey.public_id}/paper"
        assert "I am under 16" not in hers.get(here).text
        editing.change(survey, asks_under_16=True, by=meena)
        assert "I am under 16" in hers.get(here).text

    @pytest.mark.parametrize(("ticked", "quoted"), [("1 3", False), ("1", True)])
    def test_who_ticked_it_is_not_quoted(self, hers, asks, survey, board, ticked, quoted):
        sheet = {
            "place": asks.code,
            "mode": "paper",
            "language": "en",
            "way": "5",
            "said_on": clock.today().isoformat(),
            "sheet": "",
            "key": str(keys.uuid7()),
            "save": "",
            "answer-q2": "The nurse.",
            "answer-agreed": ticked,
        }
        hers.post(f"/surveys/{survey.public_id}/typing", sheet)
        kept = board.contributions.get()
        assert (kept.may_quote, kept.get_way_display()) == (
            quoted,
            "Through an advocate or supporter",
        )

    def test_how_somebody_spoke_is_no_answer_of_the_response(self, published, poster, meena):
        sheet = typing.Sheet(keys.uuid7(), clock.today(), "paper", "en")
        kept = typing.keep(published, poster, sheet, {"q1": "1", "way": 2}, by=meena)
        assert kept.answers == {"q1": "1"}
