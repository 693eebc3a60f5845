# SPDX-License-Identifier: MIT
"""What anybody may read: allowed, looked at, and figures that pick nobody out."""

from __future__ import annotations

from datetime import date

import pytest

from baton.analysis.disclosure import attack, protect
from baton.listening import operations as listening
from baton.people.roles import Role
from baton.understanding import notices, quotes, reviews
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.filters import Filters
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import QUOTABLE, person
from baton.warehouse import engine

pytestmark = pytest.mark.django_db(transaction=True)

POSITIVE, NEGATIVE = Reading.Sentiment.POSITIVE, Reading.Sentiment.NEGATIVE
LINE = "What I have to say of it is number {} of what people say here."


@pytest.fixture
def seen(copy, board):
    def count(filters=None):
        copy()
        return overview(Asked(board, filters or Filters()), engine.Reader())

    return count


@pytest.fixture
def many(tell):
    def told(number, theme, feeling, **more):
        return [
            tell(LINE.format(f"{theme} {feeling} {each}"), theme, feeling, **more)
            for each in range(number)
        ]

    return told


@pytest.fixture
def allow(priya):
    def looked_at(contributions):
        for each in contributions:
            reviews.decide(each, outcome="show", by=priya)

    return looked_at


def test_only_what_is_allowed_and_looked_at_is_quoted(seen, many, allow):
    allowed = many(8, "Timeliness of care", NEGATIVE, permission=QUOTABLE)
    many(8, "Timeliness of care", POSITIVE)
    assert notices.notice(seen()).quotes == []
    allow(allowed[:1])
    told = notices.notice(seen())
    assert [each.text for each in told.quotes] == [allowed[0].words]
    assert told.others == 15
    assert told.missing == {"positive": 2, "negative": 1}, "no feeling has more than its share"
    allow(allowed)
    assert notices.notice(seen()).missing == {"positive": 2}


def test_who_takes_it_back_is_gone_from_the_notice_at_once(seen, many, allow, tom):
    said = many(6, "Timeliness of care", NEGATIVE, permission=QUOTABLE)
    allow(said[:1])
    assert len(notices.notice(seen()).quotes) == 1
    listening.withdraw(said[0], by=tom)
    assert notices.notice(seen()).quotes == []


def test_figures_of_few_are_not_told(seen, many):
    many(9, "Timeliness of care", NEGATIVE)
    many(7, "Timeliness of care", POSITIVE)
    many(3, "Parking", NEGATIVE)
    many(8, "Discharge", POSITIVE)
    told = notices.notice(seen())
    by_title = {each.theme.title: each.told for each in told.themes}
    assert by_title["Parking"].count is None
    assert by_title["Parking"].shade is None
    assert by_title["Timeliness of care"].count == 16
    assert by_title["Timeliness of care"].percent == 59
    assert told.has_hidden
    assert told.whole.count == 27
    assert told.themes[0].theme.title == "Timeliness of care"


def test_the_number_of_all_is_told_where_it_can_be(seen, many, allow):
    said = many(9, "Timeliness of care", NEGATIVE, permission=QUOTABLE)
    many(1, "Parking", POSITIVE)
    allow(said[:1])
    told = notices.notice(seen())
    assert (told.whole.count, told.others) == (10, 9)
    assert told.whole.shade is None
    allow(said[1:7])
    assert notices.notice(seen()).whole.count == 10
    found = seen()
    stated = notices._stated(found, found.figures, [], tells_all=True)
    solved = attack(stated, protect(stated).hidden)
    assert all(solved[key].upper >= 5 for key in solved if 0 < stated.values[stated.at(key)] < 5)


def test_so_few_spoke_that_no_figure_is_told(seen, many):
    many(3, "Timeliness of care", NEGATIVE)
    told = notices.notice(seen())
    assert (told.whole.count, told.others) == (None, None)
    assert all(each.told.count is None for each in told.themes)


def test_what_quotes_tell_of_the_few_who_are_left_is_taken_into_account(seen, many, allow):
    """Six spoke of parking and three of them are quoted: the others are three, and who knows the
    quotes would know how these feel."""
    many(40, "Timeliness of care", POSITIVE)
    allow(many(6, "Parking", NEGATIVE, permission=QUOTABLE))
    found = seen()
    chosen = quotes.for_outside(found, 20)
    assert len(chosen.quotes) == 3
    stated = notices._stated(found, found.figures, chosen.quotes)
    protected = protect(stated)
    key = notices._key("parking", "negative")
    assert protected.value(key) is None
    assert protect(notices._stated(found, found.figures, [])).value(key) == 6, "it is the quotes"
    solved = attack(stated, protected.hidden)
    few = [each for each in protected.hidden if 0 < stated.values[stated.at(each)] < 5]
    assert few
    assert all(solved[each].upper is None or solved[each].upper >= 5 for each in few)


def test_a_notice_is_of_a_service_and_whole_months(board, tell):
    tell(LINE.format(1), "Parking", service_path=("Oadby",))
    parking = board.codebooks.get().themes.get(title="Parking")
    oadby = board.services.get(name="Oadby")
    asked = Filters(
        q="number",
        theme=parking,
        service=oadby,
        said_from=date(2026, 4, 17),
        said_to=date(2026, 6, 3),
        who=("age", "65 to 74"),
        against="year",
    )
    of_it = notices.of_a_place(asked)
    assert of_it == Filters(service=oadby, said_from=date(2026, 4, 1), said_to=date(2026, 6, 30))
    assert notices.left_aside(asked) == ["Words", "Theme", "People"]
    assert notices.of_a_place(Filters(said_to=date(2025, 12, 5))).said_to == date(2025, 12, 31)


def test_the_sheet_says_what_is_quoted_and_staff_see_what_waits(
    copy, many, allow, board, priya, bea, signed_in
):
    said = many(12, "Timeliness of care", NEGATIVE, permission=QUOTABLE, service_path=("Oadby",))
    allow(said[:1])
    copy()
    oadby = board.services.get(name="Oadby").public_id
    page = signed_in(priya).get(f"/themes/notice?service={oadby}&theme=parking").content.decode()
    assert said[0].words in page
    assert "11 others spoke too: they are counted, not quoted." in page
    assert "12 comments reached us: 0% positive, 100% negative." in page
    assert "11 comments wait for that." in page
    assert "Left aside: theme." in page
    assert "3 negative</a>" in page
    sheet = page.split('<article class="bt-sheet')[1].split("</article>")[0]
    assert "June 2026" in sheet
    assert "8 June" not in sheet
    reader = signed_in(bea).get("/themes/notice").content.decode()
    assert "Look at them" not in reader
    assert "11 comments wait for that." in reader


def test_who_sees_figures_only_may_see_the_notice(copy, many, allow, board, signed_in):
    said = many(9, "Timeliness of care", NEGATIVE, permission=QUOTABLE)
    allow(said[:1])
    copy()
    pat = person("Pat", board, Role.PATIENT_PARTNER)
    page = signed_in(pat).get("/themes/notice").content.decode()
    assert said[0].words in page
    assert said[1].words not in page


def test_an_empty_notice_says_so(copy, tell, signed_in, bea):
    tell(LINE.format(1))
    copy()
    page = signed_in(bea).get("/themes/notice?to=2020-01-01").content.decode()
    assert "Nothing coded matches." in page
