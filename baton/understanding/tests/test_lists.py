# SPDX-License-Identifier: MIT
"""Lists newest first, however filtered and however deep; and who may see whose words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baton.listening import index, search
from baton.people import operations as people
from baton.understanding import filters, operations, queries, walks
from baton.understanding.filters import Filters
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import BOTH, KIND, NOON, SHARED, WAITED, person

pytestmark = pytest.mark.django_db


def walk(organisation, asked, monkeypatch=None):
    """Every comment of a list, page after page, and back again."""
    there, page = [], queries.comments(organisation, asked)
    while True:
        there += page.comments
        if not page.older:
            break
        page = queries.comments(organisation, asked, older=page.older)
    back = list(page.comments)
    while page.newer:
        page = queries.comments(organisation, asked, newer=page.newer)
        back = page.comments + back
    return there, back


def test_a_deep_list_shows_everybody_once_there_and_back(board, say, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    same_moment = NOON - timedelta(days=1)
    said = [say(f"Comment {number}", said_at=same_moment) for number in range(8)]
    said += [say(f"Later {number}") for number in range(5)]
    there, back = walk(board, Filters())
    assert there == sorted(said, key=lambda each: (each.said_at, each.pk), reverse=True)
    assert back == there


def test_a_page_costs_the_same_number_of_queries_however_deep(board, say, code, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(9):
        say(f"{BOTH} {number}")
    code(board)
    page = queries.comments(board, Filters())
    with CaptureQueriesContext(
        connection,
    ) as first:
        queries.comments(board, Filters())
    while page.older:
        with CaptureQueriesContext(connection) as deep:
            page = queries.comments(board, Filters(), older=page.older)
        assert len(deep) == len(first)


def test_each_filter_narrows_and_together_they_narrow_further(board, say, code):
    kind = say(KIND, score=1, service_path=("Oadby Trust", "Clinic"))
    waited = say(WAITED, score=5, service_path=("Oadby Trust", "Walk-in"))
    other = say(WAITED + " Again.", score=5, service_path=("Wigston Trust",))
    code(board)
    codebook = operations.ensure_codebook(board)

    def shown(**given):
        asked = filters.read(given, board, codebook, [])
        assert asked.problems == ()
        found = queries.comments(board, asked).comments
        assert queries.count(board, asked) == (len(found), False)
        return found

    oadby = str(board.services.get(name="Oadby Trust").public_id)
    assert shown() == [other, waited, kind]
    assert shown(service=oadby) == [waited, kind]
    assert shown(theme="timeliness-of-care") == [other, waited]
    assert shown(theme="access") == [other, waited]
    assert shown(sentiment="positive") == [kind]
    assert shown(score="5", service=oadby) == [waited]
    assert shown(q="again") == [other]
    assert shown(q='"four hours" -again') == [waited]
    assert shown(theme="timeliness-of-care", q="again", sentiment="negative") == [other]
    assert shown(channel="upload") == [other, waited, kind]
    assert shown(q="nobody said this") == []


def test_a_list_is_the_same_whether_few_or_many_match(board, welland, say, code, monkeypatch):
    say(BOTH, of=welland)
    code(welland)
    for number in range(3):
        say(f"{BOTH} {number}", score=1, service_path=("Oadby Trust", "Clinic"))
        say(f"{WAITED} {number}", score=5, service_path=("Wigston Trust",))
        say(f"{KIND} {number}", channel="booth", service_path=("Oadby Trust", "Clinic"))
    code(board)
    codebook = operations.ensure_codebook(board)
    clinic = str(board.services.get(name="Clinic").public_id)
    asked = [
        filters.read(dict(zip(chosen, map(every.get, chosen), strict=True)), board, codebook, [])
        for every in (
            {"q": '"four hours"', "service": clinic, "theme": "access", "sentiment": "negative"},
            {"q": "nurse -waited", "channel": "upload", "theme": "staff", "score": "1"},
        )
        for size in range(5)
        for chosen in combinations(every, size)
    ]
    few = [walk(board, each)[0] for each in asked]
    assert [] in few
    assert len({len(found) for found in few}) > 3
    # From now on one comment is many.
    monkeypatch.setattr(walks, "FEW", 0)
    assert [walk(board, each)[0] for each in asked] == few


def test_days_include_both_ends(board, say):
    first = say("first", said_at=NOON)
    second = say("second", said_at=NOON + timedelta(days=1))
    day = NOON.date()

    def shown(**given):
        return queries.comments(board, Filters(**given)).comments

    assert shown(said_from=day, said_to=day) == [first]
    assert shown(said_from=day + timedelta(days=1)) == [second]
    assert shown(said_to=day) == [first]


def test_a_category_shows_a_comment_of_two_of_its_themes_once(board, say, code, priya):
    said = say(WAITED)
    code(board)
    operations.add(said, "Contacting services", by=priya)
    codebook = operations.ensure_codebook(board)
    asked = Filters(theme=codebook.themes.get(slug="access"))
    assert queries.comments(board, asked).comments == [said]
    assert queries.count(board, asked) == (1, False)


def test_unsure_ones_wait_until_a_person_has_looked(board, say, code, priya):
    said = say(KIND)
    code(board)
    Reading.objects.update(is_unsure=True)
    assert queries.unsure(board, NOON.date()) == 1
    assert queries.comments(board, Filters(unsure=True)).comments == [said]
    operations.check(said, by=priya)
    assert queries.unsure(board, NOON.date()) == 0
    assert queries.comments(board, Filters(unsure=True)).comments == []


def test_an_address_with_nonsense_in_it_is_told_and_shows_the_rest(board):
    codebook = operations.ensure_codebook(board)
    given = {"from": "31/02/2026", "service": "x", "theme": "x", "score": "9", "sentiment": "x"}
    asked = filters.read(given, board, codebook, [])
    assert asked == Filters()
    assert asked.problems == (
        "“31/02/2026” is not a day. Write it like 2026-02-28.",
        (
            "This search asks for a service, theme, sentiment and score that cannot be found here "
            "any more. The list is shown without that."
        ),
    )
    assert queries.comments(board, asked, older="nonsense").comments == []
    swapped = filters.read({"from": "2026-03-02", "to": "2026-03-01"}, board, codebook, [])
    assert (swapped.said_from, swapped.said_to) == (date(2026, 3, 1), date(2026, 3, 2))


def test_filters_come_back_from_their_own_address(board):
    from django.http import QueryDict

    codebook = operations.ensure_codebook(board)
    asked = Filters(
        q='"no seats" -fish', said_from=date(2026, 2, 1), sentiment="negative", unsure=True
    )
    again = filters.read(QueryDict(asked.query()[1:]), board, codebook, [])
    assert again == asked
    assert [chip.name for chip in asked.chips()] == ["Words", "Said", "Sentiment", "Coding"]
    assert "sentiment" not in asked.chips()[2].without


def test_a_parent_sees_nothing_of_a_child_without_an_agreement(board, trust, say, code):
    said = say(KIND, of=trust, permission=SHARED)
    code(trust)
    assert queries.sharers_of_words(board) == []
    assert said not in queries.visible(board)


def test_a_parent_reads_what_an_agreement_and_the_person_allow(board, trust, say, code):
    asha = person("Asha", trust)
    allowed, kept = say(KIND, of=trust, permission=SHARED), say(WAITED, of=trust)
    code(trust)
    people.give_agreement(trust, board, level="redacted", purpose="Planning", by=asha)
    assert queries.sharers_of_words(board) == [trust]
    assert queries.comments(board, Filters(body=trust)).comments == [allowed]
    assert set(queries.visible(board)) == {allowed}
    assert kept not in queries.visible(board)
    assert queries.comments(board, Filters()).comments == []


def test_an_agreement_about_figures_shows_no_words(board, trust, say, code):
    asha = person("Asha", trust)
    say(KIND, of=trust, permission=SHARED)
    people.give_agreement(trust, board, level="figures", purpose="Planning", by=asha)
    assert queries.sharers_of_words(board) == []
    assert not queries.visible(board).exists()


@pytest.mark.parametrize(
    "sought",
    ["seats", "the", "nurse", "doctor", '"9.30"', "help", "nhs", "cafe", "café", '"nurse/doctor"'],
)
def test_a_word_is_found_however_it_stands(board, say, code, sought):
    said = say("There were no seats.The nurse/doctor came at 9.30 to the café, see nhs.uk/help")
    code(board)
    assert queries.comments(board, Filters(q=sought)).comments == [said]
    assert list(search.spans(said.words, search.parse(sought)))


@pytest.mark.parametrize("words", ["Thank you🥰", "you😀seats", "cafe\u0301 you"])
def test_a_picture_or_a_loose_accent_hides_no_word(board, say, words):
    said = say(words)
    assert queries.comments(board, Filters(q="you")).comments == [said]
    if "cafe" in words:
        assert queries.comments(board, Filters(q="café")).comments == [said]


def test_what_has_just_arrived_is_found_before_it_is_coded(board, say):
    said = say(KIND)
    say(WAITED)
    assert queries.comments(board, Filters(q="nurse")).comments == [said]


def test_the_index_can_be_made_anew(board, say, code):
    said, _ = say(KIND), say(WAITED)
    code(board)
    assert index.rebuild() == 2
    assert queries.comments(board, Filters(q="nurse")).comments == [said]


ODD = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


# The board is only read: that it stays the same from one example to the next is meant.
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=ODD)
def test_whatever_is_typed_into_the_search_box_is_answered(board, typed):
    assert queries.comments(board, Filters(q=typed)).comments == []
