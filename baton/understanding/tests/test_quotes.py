# SPDX-License-Identifier: MIT
"""Which comments stand for many: in proportion, of different people, the same for everybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baton.core import clock
from baton.listening import operations as listening
from baton.listening import safety
from baton.people import operations as people
from baton.people.roles import Role
from baton.understanding import marks, operations, queries, quotes, telling
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.filters import Filters
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import NOON, SHARED, person
from baton.warehouse import engine

pytestmark = pytest.mark.django_db(transaction=True)

POSITIVE, NEUTRAL, NEGATIVE = (
    Reading.Sentiment.POSITIVE,
    Reading.Sentiment.NEUTRAL,
    Reading.Sentiment.NEGATIVE,
)
#: A comment as long as one that is read in a moment.
LINE = "What I have to say of it is number {} of what people say here."


@pytest.fixture
def many(tell):
    """So many of one theme and feeling, each of other words."""

    def told(number, theme, feeling=POSITIVE, **more):
        return [
            tell(LINE.format(f"{theme} {feeling} {each}"), theme, feeling, **more)
            for each in range(number)
        ]

    return told


@pytest.fixture
def chosen(copy, board):
    def choose(filters=None, most=quotes.MOST):
        copy()
        seen = overview(Asked(board, filters or Filters()), engine.Reader())
        return quotes.for_the_team(seen, most)

    return choose


def feelings(found):
    return [each.feeling for each in found.quotes]


def test_both_sides_are_quoted_in_proportion(chosen, many):
    many(6, "Food & drink provision & facilities")
    many(3, "Timeliness of care", NEGATIVE)
    assert feelings(chosen()) == ["positive"] * 4 + ["negative"] * 2
    assert chosen(most=3).seats == {"positive": 2, "neutral": 0, "negative": 1}


def test_a_tenth_is_always_heard_and_less_is_counted(chosen, many):
    many(9, "Food & drink provision & facilities")
    many(1, "Timeliness of care", NEGATIVE)
    assert feelings(chosen(most=3)) == ["positive", "positive", "negative"]
    many(5, "Food & drink provision & facilities", said_at=NOON - timedelta(days=9))
    assert "negative" not in feelings(chosen(most=3))


def test_quotes_speak_of_what_most_speak_of_and_of_different_places(chosen, many):
    many(5, "Timeliness of care", NEGATIVE, service_path=("Oadby",))
    many(3, "Timeliness of care", NEGATIVE, service_path=("Wigston",))
    # Of both places, so that the second can come from where the first did not, whichever that was.
    many(2, "Contacting services", NEGATIVE, service_path=("Oadby",))
    many(2, "Contacting services", NEGATIVE, service_path=("Wigston",))
    found = chosen(most=2).quotes
    assert [each.theme.title for each in found] == ["Timeliness of care", "Contacting services"]
    assert {each.place for each in found} == {"Oadby", "Wigston"}


def test_nobody_is_quoted_twice_nor_the_same_words(chosen, tell):
    for number in range(4):
        tell(LINE.format(number), respondent="The same person")
    tell("Everything was very good, and on time as well!", "Timeliness of care")
    tell("everything was very good and on time, as well", "Timeliness of care")
    found = chosen().quotes
    assert len(found) == 2
    assert len({each.text.casefold()[:20] for each in found}) == 2


def test_two_colleagues_see_the_same_and_another_day_draws_anew(chosen, many, monkeypatch):
    many(60, "Timeliness of care")

    def today(number):
        day = date(2026, 6, 1) + timedelta(days=number)
        monkeypatch.setattr(clock, "today", lambda: day)
        return tuple(each.contribution.pk for each in chosen().quotes)

    assert today(1) == today(1)
    assert len({today(each) for each in range(6)}) > 1


def test_what_is_taken_back_or_tells_of_a_risk_is_never_quoted(chosen, tell, tom, say, priya):
    gone = tell(LINE.format("gone"), "Timeliness of care")
    risk = tell(
        "I told the nurse that I want to kill myself tonight and nobody listened to me.",
        "Staff listening, understanding & involving patients",
        NEGATIVE,
    )
    tell(LINE.format("kept"), "Timeliness of care")
    assert len(chosen().quotes) == 2, "an alert stands on the third"
    listening.withdraw(gone, by=tom)
    assert [each.text for each in chosen().quotes] == [LINE.format("kept")]
    safety.tell_pending()
    safety.close_alert(risk.safety_alerts.get(), outcome="no_concern", note="Read it.", by=tom)
    assert len(chosen().quotes) == 2


def test_words_never_stand_beside_who_people_are(chosen, many):
    many(3, "Timeliness of care", characteristics={"age": "65 to 74"})
    assert chosen(Filters(who=("age", "65 to 74"))).quotes == []
    assert len(chosen().quotes) == 3


def test_what_another_body_shares_is_quoted_where_it_is_asked_for(chosen, tell, board, trust):
    asha = person("Asha", trust, Role.ADMINISTRATOR)
    people.give_agreement(trust, board, level="redacted", purpose="Planning", by=asha)
    tell(LINE.format("ours"), "Timeliness of care")
    tell(LINE.format("shared"), "Timeliness of care", of=trust, permission=SHARED)
    tell(LINE.format("kept"), "Timeliness of care", of=trust)
    assert [each.text for each in chosen(Filters(body=trust)).quotes] == [LINE.format("shared")]
    assert [each.text for each in chosen().quotes] == [LINE.format("ours")]


def test_a_long_comment_is_quoted_in_part_around_what_it_was_chosen_for(chosen, say, priya):
    before, after = "We came on a Monday. " * 20, " Then we went home again." * 20
    about = "The doctor saw us after five hours of waiting."
    said = say(before + about + after)
    operations.set_sentiment(said, NEGATIVE, by=priya)
    start = len(before)
    operations.add(said, "Timeliness of care", by=priya, start=start, end=start + len(about))
    safety.screen_pending()
    (quote,) = chosen().quotes
    assert about in quote.text
    assert len(quote.text) <= quotes.LONGEST + 4
    assert quote.text.startswith("… ")
    assert quote.text.endswith(" …")


def test_the_month_is_told_and_never_the_day(chosen, tell):
    tell(LINE.format(1), "Timeliness of care", service_path=("Oadby",))
    (quote,) = chosen().quotes
    assert (quote.month, quote.place, quote.feels) == ("June 2026", "Oadby", "Negative")


def test_an_excerpt_is_whole_sentences_or_whole_words():
    assert marks.excerpt("short\n enough", 0, 0, most=40) == "short enough"
    endless = "word " * 100
    cut = marks.excerpt(endless, 300, 320, most=50)
    assert set(cut.replace("…", "").split()) == {"word"}
    assert cut.startswith("… ")
    assert marks.excerpt("w" * 500, 0, 0, most=50) == "w" * 50 + " …"


def ordered(board, filters=None, number=1):
    filters = filters or Filters()
    return telling.page(queries.plan(board, filters), filters, number)


def test_the_most_telling_come_first(board, say, code, tell):
    say("The doctor was late and the nurse was kind and very gentle with me.")
    code(board)
    by_a_person = tell(LINE.format("checked"), "Timeliness of care")
    short = tell("Good.", "Timeliness of care")
    long = tell("All was well. " * 60, "Timeliness of care")
    found = ordered(board).comments
    assert [each.pk for each in found[:3]] == [by_a_person.pk, long.pk, short.pk]
    assert len(found) == 4


def test_of_a_themes_list_only_who_gave_that_theme_matters(board, say, code, tell, priya):
    say("We waited four hours to be seen by a doctor, in a cold and crowded room.")
    code(board)
    (guessed,) = board.contributions.all()
    operations.add(guessed, "Parking", by=priya)
    given = tell(LINE.format("given"), "Timeliness of care")
    waiting = board.codebooks.get().themes.get(title="Timeliness of care")
    found = ordered(board, Filters(theme=waiting)).comments
    assert [each.pk for each in found] == [given.pk, guessed.pk]


def test_pages_of_the_most_telling_end(board, many):
    many(30, "Timeliness of care")
    first, last = ordered(board), ordered(board, number=99)
    assert (len(first.comments), first.pages) == (25, 2)
    assert (len(last.comments), last.number) == (5, 2)
    assert ordered(board, Filters(q="nobody said this")).comments == []


def test_the_list_says_its_order_and_marks_what_was_coded(board, tell, priya, bea, signed_in):
    words = "I was seen at once. The food was cold and nobody said why it was."
    said = tell(words, "Timeliness of care")
    operations.add(said, "Food & drink provision & facilities", by=priya, start=20, end=42)
    page = signed_in(bea).get("/comments/?theme=food-drink-provision-facilities&order=telling")
    text = page.content.decode()
    assert "The most telling of the newest 1,000 that match." in text
    assert 'bt-span--2">The food was cold' in text
    for odd in ("0", "-1", "x", "9" * 5000):
        assert signed_in(bea).get(f"/comments/?order=telling&page={odd}").status_code == 200
