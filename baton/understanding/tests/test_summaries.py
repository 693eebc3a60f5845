# SPDX-License-Identifier: MIT
"""Any view on one page for a team: its words, its figures, and what it leaves out."""

from __future__ import annotations

import pytest

from baton.people import operations as people
from baton.people.roles import Role
from baton.understanding import operations
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import QUOTABLE, SHARED, person

pytestmark = pytest.mark.django_db(transaction=True)

WAITED = "I was waiting for most of the day and nobody could say why."


@pytest.fixture
def page(copy, signed_in, bea):
    """The page as Bea of the board sees it, or somebody else."""

    def read(query="", who=None):
        copy()
        answer = signed_in(who or bea).get(f"/themes/summary{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_the_page_names_its_view_and_quotes_by_place_and_month(page, tell, board):
    tell(WAITED, service_path=("Oadby Trust",), score=5, permission=QUOTABLE)
    oadby = board.services.get(name="Oadby Trust").public_id
    text = page(f"?service={oadby}&theme=timeliness-of-care&from=2026-06-01&to=2026-06-30&score=5")
    assert "<h1>What people say: Timeliness of care, Oadby Trust</h1>" in text
    assert "June 2026 · 1 coded comment · Score: Very poor" in text
    assert WAITED in text
    assert "Negative · Oadby Trust · June 2026" in text
    assert "8 June" not in text, "never the day"
    assert "not for outside" not in text


def test_who_did_not_allow_to_be_quoted_is_marked(page, tell):
    tell(WAITED)
    text = page()
    assert WAITED in text
    assert "not for outside" in text


def test_who_sees_figures_only_reads_nobodys_words(page, tell, board):
    tell(WAITED)
    pat = person("Pat", board, Role.PATIENT_PARTNER)
    text = page(who=pat)
    assert "Timeliness of care" in text
    assert WAITED not in text
    assert "your role sees figures only" in text


def test_words_do_not_stand_beside_who_people_are(page, tell):
    tell(WAITED, characteristics={"age": "65 to 74"})
    tell(f"{WAITED} Twice.")
    text = page("?who=age: 65 to 74")
    assert "Groups of people would be too small here. Everybody is counted." in text
    assert "2 coded comments" in text
    assert "65 to 74" not in text.partition("bt-sheet")[2]


def test_only_our_own_are_quoted_of_a_whole_tree(page, tell, board, trust):
    asha = person("Asha", trust, Role.ADMINISTRATOR)
    people.give_agreement(trust, board, level="redacted", purpose="Planning", by=asha)
    tell(WAITED)
    tell("It was shared with all of the partners that there are.", of=trust, permission=SHARED)
    text = page("?body=all")
    assert "2 coded comments" in text
    assert WAITED in text
    assert "It was shared" not in text
    assert "only our own are quoted" in text


def test_what_has_no_room_is_told(page, tell, board, say):
    themes = list(board.codebooks.all()) or [operations.ensure_codebook(board)]
    for number, theme in enumerate(themes[0].themes.exclude(parent=None)[:14]):
        tell(f"{WAITED} {number}", theme.title, permission=QUOTABLE)
    tell(f"{WAITED} Yet it was good.", "Parking", Reading.Sentiment.POSITIVE)
    say("Nobody has coded this.")
    text = page()
    assert "1 comment not coded yet." in text
    assert "people spoke less than of those in the table" in text
    assert "What names nothing in particular (positive experience &amp; gratitude" in text
    assert "Words of those who were positive: too few to be quoted in proportion." in text


def test_an_empty_view_says_so(page, tell):
    tell(WAITED)
    assert "Nothing coded matches." in page("?channel=upload&score=1")
