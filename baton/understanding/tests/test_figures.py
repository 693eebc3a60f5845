# SPDX-License-Identifier: MIT
"""Figures: of whom, of what, when; and what changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baton.listening import operations as listening
from baton.people import operations as people
from baton.people.roles import Role
from baton.understanding import figures, operations, queries, readings
from baton.understanding.counting import layout, places
from baton.understanding.counting.overview import long_ones, overview
from baton.understanding.counting.selection import Asked
from baton.understanding.counting.shared import shared_themes
from baton.understanding.filters import Filters
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import KIND, NOON, SHARED, WAITED, person
from baton.warehouse import engine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seen(copy, board):
    """What is counted of what the database holds by now."""

    def count(filters=None):
        copy()
        return overview(Asked(board, filters or Filters()), engine.Reader())

    return count


@pytest.fixture
def told(say, priya):
    """So many comments of one theme, as a person coded them."""

    def tell(number, theme, *, on=NOON, **more):
        body = more.get("of")
        for each in range(number):
            said = say(f"{theme} {on:%d%m%y} {each}", said_at=on, **more)
            operations.set_sentiment(said, Reading.Sentiment.NEGATIVE, by=priya)
            operations.add(said, theme, by=priya)
        return body

    return tell


def spoken(seen):
    return {figure.theme.title: figure.count for figure in seen.figures}


def test_shares_are_of_coded_comments_and_feelings_add_up(seen, board, say, code):
    for number in range(3):
        say(f"{KIND} {number}", score=1)
    say(WAITED, score=5)
    code(board)
    say("Not coded yet.")
    found = seen()
    by_title = {figure.theme.title: figure for figure in found.figures}
    manner = by_title["Staff manner & personal attributes"]
    assert (manner.count, manner.of, manner.share.estimate) == (3, 4, 0.75)
    assert manner.shade.positive == 3
    assert by_title["Timeliness of care"].shade.negative == 1
    assert "Parking" not in by_title, "nobody spoke of it"
    assert (found.shade.total, found.uncoded) == (4, 1)


def test_a_comment_of_two_themes_counts_once_in_their_category(seen, told, priya, board):
    told(1, "Timeliness of care")
    (said,) = board.contributions.all()
    operations.add(said, "Contacting services", by=priya)
    found = seen()
    assert [category.figure.count for category in found.categories] == [1]
    assert len(found.categories[0].figures) == 2


def test_figures_obey_every_filter(seen, say, code, board, told):
    say(KIND, service_path=("Oadby Trust",), score=1, language="pl")
    for number in range(5):
        said = f"{WAITED} {number}"
        more = {"characteristics": {"age": "65 to 74"}, "way": 2}
        say(said, service_path=("Wigston Trust",), score=5, **more)
    code(board)
    oadby = board.services.get(name="Oadby Trust")
    at_oadby = seen(Filters(service=oadby))
    assert list(spoken(at_oadby)) == ["Staff manner & personal attributes"]
    assert [figure.name for figure in figures.by_service(board, Filters(service=oadby))] == [
        "Oadby Trust"
    ]
    timeliness = board.codebooks.get().themes.get(title="Timeliness of care")
    waited = ["Timeliness of care"]
    for asked in (
        Filters(q="waited -nurse"),
        Filters(q="-nurse"),
        Filters(score="5"),
        Filters(way="2"),
        Filters(sentiment="negative"),
        Filters(theme=timeliness),
        Filters(theme=timeliness.parent),
        Filters(who=("age", "65 to 74")),
        Filters(who=("age", "65 to 74"), q="hours"),
        Filters(score="5", channel="upload", said_from=date(2026, 6, 1)),
    ):
        assert list(spoken(seen(asked))) == waited, asked
    for nobody in (
        Filters(channel="booth"),
        Filters(way="1"),
        Filters(long=True),
        Filters(quote=True),
        Filters(unsure=True, score="1", sentiment="negative"),
        Filters(who=("age", "107")),
        Filters(said_to=date(2026, 6, 1)),
    ):
        assert seen(nobody).shade.total == 0, nobody


def test_long_comments_are_set_apart(seen, say, code, board):
    say(KIND)
    say(f"{WAITED} " * 30)
    code(board)
    found = seen(Filters(long=True))
    assert found.shade.total == 1
    assert long_ones(Asked(board, Filters()), engine.Reader()) == 1


def test_who_speaks_of_four_themes_is_set_apart_too(seen, told, priya, board):
    told(1, "Parking")
    (said,) = board.contributions.all()
    for theme in ("Discharge", "Contacting services", "Pain management"):
        assert queries.count(board, Filters(long=True)) == (0, False)
        operations.add(said, theme, by=priya)
    assert seen(Filters(long=True)).shade.total == 1
    for asked in (Filters(long=True), Filters(long=True, q="parking")):
        assert queries.count(board, asked) == (1, False)
        assert queries.comments(board, asked).comments == [said]


def test_figures_of_a_body_below_count_only_what_may_be_shared(seen, board, trust, say, code):
    asha = person("Asha", trust)
    say(WAITED, of=trust, permission=SHARED, labels=("Parking",))
    say(WAITED, labels=("Parking",))
    for number in range(10):
        say(f"{WAITED} {number}", of=trust, labels=("Parking",))
    code(trust)
    code(board)
    assert spoken(seen(Filters(tree=True)))["Parking"] == 1, "nothing is agreed"
    people.give_agreement(trust, board, level="redacted", purpose="Planning", by=asha)
    assert spoken(seen(Filters(body=trust)))["Parking"] == 1
    assert spoken(seen(Filters(tree=True)))["Parking"] == 2
    parking = board.codebooks.get().themes.get(title="Parking")
    assert spoken(seen(Filters(tree=True, theme=parking)))["Parking"] == 2
    assert spoken(seen(Filters()))["Parking"] == 1
    # The list behind the figure has the same comments, page by page.
    both = Filters(tree=True, theme=parking)
    assert queries.count(board, both) == (2, False)
    listed = queries.comments(board, both).comments
    assert {each.organisation for each in listed} == {board, trust}
    assert queries.neighbour(board, listed[0], both) == listed[1]
    assert list(queries.every(board, both)) == listed


def test_shared_figures_are_rounded_so_that_nobody_is_picked_out(copy, trust, say, code):
    for number in range(13):
        say(f"{KIND} {number}", of=trust, labels=("Staff manner & personal attributes",))
    for number in range(4):
        say(f"{WAITED} {number}", of=trust, labels=("Timeliness of care",))
    code(trust)
    copy()
    total, shared = shared_themes(trust, engine.Reader())
    told = {figure.theme.title: figure.told for figure in shared}
    assert total == 15
    assert told["Staff manner & personal attributes"] == 10
    assert told["Timeliness of care"] is None
    assert all(number is None or (number >= 5 and number % 5 == 0) for number in told.values())


def test_a_month_in_which_nobody_spoke_is_shown_as_such(seen, say, code, board):
    say(KIND, said_at=NOON)
    say(KIND, said_at=NOON - timedelta(days=70))
    code(board)
    shown = [(month.first.month, month.shade.total) for month in layout.months(seen())]
    assert shown == [(3, 1), (4, 0), (5, 0), (6, 1)]


def test_who_withdraws_leaves_every_figure_with_the_same_transaction(seen, told, board, tom):
    told(3, "Parking")
    assert seen().shade.total == 3
    listening.withdraw(board.contributions.first(), by=tom)
    found = overview(Asked(board, Filters()), engine.Reader())
    assert (found.shade.total, spoken(found)) == (2, {"Parking": 2})
    # By the rows as well as by the sums.
    assert spoken(overview(Asked(board, Filters(score="1")), engine.Reader())) == {}


LATELY = Filters(said_from=date(2026, 6, 1), said_to=date(2026, 6, 30))


def test_a_rise_is_told_with_its_place_and_without_a_cause(seen, told):
    before = NOON - timedelta(days=31)
    told(20, "Parking", service_path=("Oadby",))
    told(2, "Parking", on=before, service_path=("Oadby",))
    for place, day in (("Oadby", NOON), ("Oadby", before), ("Wigston", NOON), ("Wigston", before)):
        told(30, "Discharge", on=day, service_path=(place,))
    found = seen(LATELY)
    change = places.where_most_changed(found, engine.Reader())
    assert [figure.theme.title for figure in found.changed] == ["Parking", "Discharge"]
    sentence = readings.of_overview(found, change)
    assert sentence.startswith("Parking rose from 3% to 25% of comments, mostly in Oadby.")


def test_of_few_nothing_is_sure(seen, told):
    told(2, "Parking")
    told(2, "Discharge", on=NOON - timedelta(days=31))
    found = seen(LATELY)
    assert found.changed == []
    assert readings.of_overview(found, None).startswith("There is no change that we can be sure")


def test_days_that_cut_a_month_are_counted_by_the_day(seen, told):
    told(1, "Parking", on=NOON)
    told(2, "Parking", on=NOON - timedelta(days=3))
    found = seen(Filters(said_from=date(2026, 6, 8), said_to=date(2026, 6, 10)))
    assert (found.counted.comments.total, found.counted_before.comments.total) == (1, 2)
    a_year_on = NOON.replace(year=2025)
    told(4, "Parking", on=a_year_on)
    found = seen(Filters(said_from=date(2026, 6, 8), said_to=date(2026, 6, 10), against="year"))
    assert found.counted_before.comments.total == 4


def test_of_those_who_speak_of_a_theme_the_sentence_tells_what_else_they_speak_of(
    board, seen, say, priya
):
    for number in range(4):
        said = say(f"Both {number}", said_at=NOON)
        operations.set_sentiment(said, 2, by=priya)
        for title in ("Parking", "Discharge")[: 1 + number % 2]:
            operations.add(said, title, by=priya)
    parking = board.codebooks.get().themes.get(title="Parking")
    sentence = readings.of_overview(seen(Filters(theme=parking)), None)
    assert "Beside parking, people speak most about discharge (50%)." in sentence
    discharge = board.codebooks.get().themes.get(title="Discharge")
    alone = readings.of_overview(seen(Filters(theme=discharge)), None)
    assert "Beside discharge, people speak most about parking (100%)." in alone


def test_themes_are_ordered_as_asked(seen, told):
    told(2, "Parking")
    told(1, "Discharge")
    found = seen()
    by_name = layout.Order("name", is_flat=True).of(found.figures)
    assert [figure.theme.title for figure in by_name] == ["Discharge", "Parking"]
    assert [figure.theme.title for figure in found.figures] == ["Parking", "Discharge"]
    assert layout.Order.read({"sort": "nonsense"}) == layout.Order()
    assert layout.Order().query("?q=x", sort="change") == "?q=x&sort=change"


# Pages.


def page(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_before_there_is_a_copy_the_page_says_so(settings, tmp_path, priya, signed_in):
    settings.BATON_WAREHOUSE = str(tmp_path / "none")
    assert "counted for the first time" in page(signed_in(priya).get("/themes/"))


def test_the_themes_page_has_a_sentence_a_chart_and_its_table(
    copy, board, say, code, priya, signed_in
):
    for number in range(4):
        say(f"{KIND} {number}")
    code(board)
    copy()
    html = page(signed_in(priya).get("/themes/"))
    assert "People speak most about staff manner &amp; personal attributes (100%)" in html
    assert 'role="group" aria-label="Comments a month from June 2026 to June 2026' in html
    assert 'tabindex="-1" aria-label="June 2026, positive: 4 comments"' in html
    assert 'href="/comments/?from=2026-06-01&amp;to=2026-06-30">June 2026</a>' in html
    assert "theme=staff-manner-personal-attributes" in html
    assert "style=" not in html


def test_who_sees_figures_only_cannot_ask_word_by_word(copy, board, say, code, signed_in):
    derek = person("Derek", board, Role.PATIENT_PARTNER)
    say(KIND)
    code(board)
    copy()
    html = page(signed_in(derek).get("/themes/?q=nothingofthekind"))
    assert "1 coded comment" in html
    assert "nothingofthekind" not in html
    assert "/comments/" not in html


def test_who_people_are_is_asked_of_figures_and_never_of_words(
    copy, board, say, code, priya, signed_in
):
    say(KIND, characteristics={"age": "65 to 74"})
    code(board)
    copy()
    html = page(signed_in(priya).get("/themes/?who=age%3A+65+to+74"))
    assert "Remove filter People: Age: 65 to 74" in html
    assert "who=" not in html.partition("Read the comments")[0].rpartition("<a ")[2]
    listed = page(signed_in(priya).get("/comments/?who=age%3A+65+to+74"))
    assert "never stands beside their words" in listed
    assert "Remove filter People" not in listed
