# SPDX-License-Identifier: MIT
"""What staff relayed or a facilitator paraphrased is read and counted, and never quoted."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from baton.core import clock
from baton.listening.channels.frontline import operations as frontline
from baton.people.roles import Role
from baton.understanding import operations, quotes
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.filters import Filters
from baton.understanding.models import Coding
from baton.understanding.tests.conftest import QUOTABLE, person
from baton.warehouse import engine

TOLD = "She waited four hours for her tablets and nobody said why."


@pytest.fixture
def femi(board):
    return person("Femi", board, Role.FRONTLINE)


@pytest.fixture
def relayed(board, femi):
    return frontline.keep(
        uuid4(), TOLD, told_on=clock.today(), service=None, organisation=board, by=femi
    )


def read(answer):
    shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return shown.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("manner", ["paraphrase", "relayed"])
def test_no_summary_and_no_notice_quotes_them(manner, tell, board, copy):
    own = tell("I waited four hours to be seen.", permission=QUOTABLE)
    others = tell("People wait four hours.", manner=manner, permission=QUOTABLE)
    assert not others.may_quote
    copy()
    seen = overview(Asked(board, Filters()), engine.Reader())
    assert [each.contribution for each in quotes.for_the_team(seen).quotes] == [own]
    assert quotes.for_outside(seen, 6).quotes == []
    assert seen.shade.total == 2, "they count as every comment"


@pytest.mark.parametrize(
    ("manner", "marked"),
    [
        ("verbatim", "in their own words"),
        ("paraphrase", "paraphrased"),
        ("relayed", "relayed by staff"),
    ],
)
def test_a_download_says_how_words_were_kept(manner, marked, tell, priya, signed_in):
    tell("People wait four hours.", manner=manner)
    rows = read(signed_in(priya).get(reverse("understanding:download"))).splitlines()
    assert "How they were kept" in rows[0]
    assert marked in rows[1]


def test_nobody_who_reads_comments_learns_who_relayed_them(relayed, femi, priya, signed_in):
    browser = signed_in(priya)
    for page in (
        reverse("understanding:comments"),
        reverse("understanding:comment", args=[relayed.public_id]),
        reverse("understanding:download"),
    ):
        shown = read(browser.get(page))
        assert "elayed by staff" in shown
        assert "Frontline note" in shown
        assert femi.name not in shown
    assert TOLD not in read(browser.get(reverse("frontline:note")))


def test_whoever_relayed_it_sees_what_it_was_about(relayed, board, femi, priya, code, signed_in):
    browser, page = signed_in(femi), reverse("frontline:note")
    assert "Nothing yet, it is with the engagement team." in read(browser.get(page))
    code(board)
    operations.add(relayed, "Timeliness of care", by=priya)
    shown = read(browser.get(page))
    assert "About " in shown
    assert "Timeliness of care" in shown
    assert "nobody has checked it yet" not in shown
    assert "A person checked it on" in shown


def test_whoever_relayed_it_is_told_when_nothing_was_found_in_it(
    relayed, board, femi, code, signed_in
):
    code(board)
    Coding.objects.all().delete()
    shown = read(signed_in(femi).get(reverse("frontline:note")))
    assert "No theme was found in it." in shown
    assert "nobody has checked it yet" in shown


def test_a_point_noted_at_a_table_leads_to_the_comment(board, femi, signed_in):
    from baton.listening.channels.event import operations as event
    from baton.programmes import operations as programmes
    from baton.programmes.activities import operations as activities

    programme = programmes.begin(board, "Carers’ support", by="test")
    activity = activities.plan(programme, "Tea", on=clock.today(), with_whom="All", by=femi)
    table = event.begin(activity, by=femi)
    kept = event.note(table, event.Point(uuid4(), "More chairs", "verbatim"), by=femi)
    shown = read(signed_in(femi).get(reverse("event:point", args=[kept.public_id])))
    assert reverse("understanding:comment", args=[kept.public_id]) in shown
