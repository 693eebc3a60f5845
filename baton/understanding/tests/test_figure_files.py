# SPDX-License-Identifier: MIT
"""Figures as Priya carries them away from the page."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.http import QueryDict
from django.urls import reverse

from baton.analysis.disclosure import NotSolved
from baton.core import clock
from baton.core.models import AuditEntry
from baton.people.permissions import standing_of
from baton.understanding import operations, searches
from baton.understanding.counting import leaving
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import NOON
from baton.warehouse import engine

pytestmark = pytest.mark.django_db(transaction=True)
FILE = reverse("understanding:download_figures")
LATELY, BEFORE, CHANGE = 8, 9, 10


@pytest.fixture(autouse=True)
def long_there(board):
    board.valid_from = date(2020, 4, 1)
    board.save()


@pytest.fixture
def tell(say, priya):
    """So many comments of some themes, as a person coded them."""

    def told(number, *spoken, on=NOON, feeling=Reading.Sentiment.NEGATIVE, **more):
        for each in range(number):
            said = say(f"Quetzal {spoken} {on:%d%m%y} {each}", said_at=on, **more)
            operations.set_sentiment(said, feeling, by=priya)
            for theme in spoken:
                operations.add(said, theme, by=priya)

    return told


def on(month, year=2026, day=8):
    return NOON.replace(year=year, month=month, day=day)


@pytest.fixture
def download(copy, priya, signed_in):
    """A file as Priya downloads it: its rows by their first cell."""

    def fetch(query=""):
        copy()
        with clock.held_at(NOON):
            answer = signed_in(priya).get(FILE + query)
        assert answer.status_code == 200
        text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
        return {row[0]: row[1:] for row in csv.reader(io.StringIO(text)) if row}

    return fetch


def test_the_file_says_what_was_asked_when_and_of_how_many(tell, download, board):
    tell(20, "Parking", on=on(6), service_path=("Oadby Trust",))
    tell(3, "Parking", on=on(3), feeling=Reading.Sentiment.POSITIVE)
    tell(7, "Feeling safe", on=on(5))
    rows = download()
    assert rows["What people say"][0] == "Soar Care Board"
    assert rows["Asked for"][0] == "everything"
    assert rows["Counted"][0].endswith("of 30 coded comments; taken 8 June 2026 at 13:00")
    assert "April to June 2026 against January to March 2026" in rows["Change"][0]
    assert "fewer than 5 people" in rows["[c]"][0]
    assert rows["Theme"][-3:] == ["2026-04", "2026-05", "2026-06"]
    assert rows["Parking"][0] == "Service location, travel & transport"
    assert rows["Parking"][5] == "[c]", "three were content"
    assert rows["Service location"][1] == "0"
    assert rows["All coded comments"][1] == "30"
    service = board.services.get(name="Oadby Trust")
    rows = download(f"?q=quetzal&service={service.public_id}&from=2026-06-01")
    assert rows["Asked for"][0] == (
        "Said: from 1 June 2026; Service: Oadby Trust; words were among the filters"
    )
    assert rows["Parking"][1] == "20"
    assert "uetzal" not in str(rows)


@pytest.mark.parametrize(
    ("query", "months"),
    [
        ("", 13),
        ("?from=2026-04-01", 3),
        ("?from=2026-04-01&to=2026-05-31", 2),
        ("?from=2026-04-03&to=2026-06-30", 3),
        ("?from=2026-01-20", 6),
        ("?from=2026-04-01&against=year", 3),
        ("?from=2025-01-01", 13),
        ("?to=2026-05-31", 13),
        ("?q=quetzal&sentiment=negative", 13),
    ],
)
def test_its_numbers_are_those_of_the_page(tell, download, board, priya, query, months):
    for month in range(1, 7):
        tell(10, "Parking", on=on(month))
        tell(10, "Feeling safe", "Discharge", on=on(month, day=10))
    tell(10, "Parking", on=on(4, year=2025))
    rows = download(query)
    everybody, head = rows["All coded comments"], rows["Theme"]
    late = head.index("Change, points") - 2
    assert len(head) == late + 3 + months
    assert "[c]" not in str(rows["Parking"] + rows["Feeling safe"] + everybody)
    asked = searches.within(standing_of(priya, board), QueryDict(query[1:]).dict())
    with clock.held_at(NOON):
        seen = overview(Asked(board, asked), engine.Reader())
    assert int(everybody[1]) == seen.shade.total == sum(map(int, everybody[late + 3 :]))
    compared = [seen.counted_lately.comments.total, seen.counted_before.comments.total]
    assert list(map(int, everybody[late : late + 2])) == compared
    for figure in seen.figures:
        row = rows[figure.theme.title]
        assert [int(row[1]), float(row[2])] == [figure.count, round(figure.share.estimate * 100, 1)]
        assert sum(map(int, row[late + 3 :])) == figure.count
        assert list(map(int, row[late : late + 2])) == [figure.lately.count, figure.before.count]
        told = f"{figure.change.estimate * 100:.1f}" if figure.is_sure else "no sure change"
        if figure.change is not None:
            assert row[late + 2] == told
        assert int(row[head.index("Negative")]) == figure.shade.negative


def test_two_spans_that_share_people_are_not_set_against_each_other(tell, download):
    tell(10, "Parking", on=on(4))
    tell(10, "Parking", on=on(6, year=2025))
    rows = download("?from=2025-01-01&against=year")
    assert rows["Parking"][BEFORE : CHANGE + 1] == ["[x]", "[x]"]
    assert rows["Parking"][1] == "20"
    assert "share people" in rows["Change"][0]


def test_a_theme_that_was_asked_for_has_no_row_of_its_own(tell, download, board):
    tell(6, "Parking")
    tell(6, "Parking", "Feeling safe")
    tell(6, "Service location")
    tell(2, "Transport to/ from services", "Parking")
    rows = download("?theme=parking")
    assert "Parking" not in rows
    assert rows["All coded comments"][1] == "14"
    assert rows["Feeling safe"][1] == "6"
    assert rows["Transport to/ from services"][1] == "[c]"
    category = board.codebooks.get().themes.get(slug="parking").parent.slug
    rows = download(f"?theme={category}")
    assert rows["All coded comments"][1] == "20"
    assert rows["Transport to/ from services"][1] == "[c]"


def test_of_few_people_nothing_is_told(tell, download):
    tell(3, "Parking")
    rows = download()
    assert rows["Counted"][0].startswith("as at ")
    assert "of [c]; taken" in rows["Counted"][0]
    everybody = set(rows["Parking"][1:] + rows["Feeling safe"][1:])
    assert everybody == {"[c]"}, "nor that none of them spoke of something"


def test_a_workbook_has_a_sheet_for_the_themes_and_one_for_their_months(
    tell, copy, priya, signed_in
):
    tell(20, "Parking")
    copy()
    with clock.held_at(NOON):
        answer = signed_in(priya).get(FILE, {"file": "xlsx", "sentiment": "negative"})
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="themes-soar-care-board.xlsx"'
    )
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["Themes", "Themes by month"]
    for sheet in book:
        rows = {row[0]: row[1:] for row in sheet.values}
        assert rows["Asked for"][0] == "Sentiment: Negative"
        assert "fewer than 5" in rows["[c]"][0]
    assert rows["Parking"][-1] == 20
    themes = {row[0]: row[1:] for row in book["Themes"].values}
    assert themes["Theme"][5:7] == ("Negative", "Comments, April to June 2026")
    assert themes["Parking"][1:3] == (20, 100)


def test_the_trail_tells_that_figures_left_and_no_words(tell, download, say, priya):
    tell(3, "Parking")
    say("Kind.", characteristics={"Age band": "25 to 34"})
    download("?q=quetzal&who=Age+band%3A+25+to+34&sentiment=negative")
    entry = AuditEntry.objects.get(verb="figures.downloaded")
    assert entry.actor == f"account:{priya.pk}"
    assert entry.about == {
        "filters": {"q": "…", "who": "…", "sentiment": "negative"},
        "kind": "csv",
        "hidden": 0,
    }


def test_who_may_not_download_is_not_offered_it(tell, copy, bea, priya, signed_in):
    tell(20, "Parking")
    copy()
    assert "Download these figures" in signed_in(priya).get("/themes/").content.decode()
    assert "Download these figures" not in signed_in(bea).get("/themes/").content.decode()
    assert signed_in(bea).get(FILE).status_code == 403


def test_what_cannot_be_protected_does_not_leave(tell, copy, priya, signed_in, monkeypatch):
    def fail(figures):
        raise NotSolved

    tell(20, "Parking")
    copy()
    monkeypatch.setattr(leaving, "protect", fail)
    answer = signed_in(priya).get(FILE + "?sentiment=negative", follow=True)
    assert answer.redirect_chain == [("/themes/?sentiment=negative", 302)]
    assert "nothing was downloaded" in answer.content.decode()
    assert not AuditEntry.objects.filter(verb="figures.downloaded").exists()
