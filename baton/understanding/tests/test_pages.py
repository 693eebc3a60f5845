# SPDX-License-Identifier: MIT
"""The pages: what they show, to whom, and what they never show."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.listening.heard import Permission
from baton.people import operations as people
from baton.understanding import marks
from baton.understanding.models import Coding
from baton.understanding.tests.conftest import BOTH, KIND, SHARED, WAITED, person

pytestmark = pytest.mark.django_db


def at(name, contribution, *more):
    return reverse(f"understanding:{name}", args=[contribution.public_id, *more])


def page(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_shows_words_service_themes_and_marks_what_was_sought(
    board, say, code, priya, signed_in
):
    say(BOTH, service_path=("Oadby Trust", "Walk-in centre"))
    code(board)
    html = page(signed_in(priya).get("/comments/?q=four+hours"))
    assert '<mark class="bt-found">four</mark> <mark class="bt-found">hours</mark>' in html
    assert "Walk-in centre" in html
    assert "Staff manner" in html


def test_characteristics_never_stand_beside_words(board, say, code, priya, tom, signed_in):
    said = say(KIND, characteristics={"ethnicity": "Zanzibari", "age": "107-109"}, area="E01099999")
    code(board)
    for account in (priya, tom):
        for path in ("/comments/", at("comment", said)):
            html = page(signed_in(account).get(path))
            for secret in ("Zanzibari", "107-109", "E01099999"):
                assert secret not in html
    csv_text = b"".join(signed_in(priya).get("/comments/download").streaming_content).decode()
    assert "Zanzibari" not in csv_text


def test_identifiers_are_shown_only_to_those_with_the_right_and_that_is_recorded(
    board, say, code, priya, tom, signed_in
):
    said = say("Ring me on 07700 900123 about my wait.")
    code(board)
    html = page(signed_in(priya).get(at("comment", said)))
    assert "900123" not in html
    assert "[phone number]" in html
    assert signed_in(priya).post(at("original", said)).status_code == 403
    assert "900123" not in page(signed_in(tom).get(at("comment", said)))
    assert "900123" in page(signed_in(tom).post(at("original", said)))
    assert AuditEntry.objects.filter(verb="contribution.revealed").count() == 1


def test_only_redacted_words_are_found(board, say, code, priya, signed_in):
    say("Ring me on 07700 900123 about my wait.")
    code(board)
    assert "Nobody said anything that matches" in page(signed_in(priya).get("/comments/?q=900123"))
    assert "about my" in page(signed_in(priya).get("/comments/?q=wait"))


def test_an_analyst_corrects_with_the_pages_own_buttons(board, say, code, priya, signed_in):
    said = say(BOTH)
    code(board)
    client = signed_in(priya)
    theme = said.codings.get(theme__title="Timeliness of care").theme.slug
    assert client.post(at("remove", said, theme)).status_code == 302
    assert said.codings.get(theme__slug=theme).verdict == "removed"
    client.post(at("add", said), {"theme": "Parking", "start": 2, "end": 8})
    assert said.codings.get(theme__title="Parking").by == priya
    client.post(at("sentiment", said), {"sentiment": "3"})
    html = page(client.get(at("comment", said)))
    assert "neutral or mixed" in html
    assert "Priya" in html
    client.post(at("check", said))
    assert not Coding.objects.filter(verdict="suggested").exists()


def test_an_unknown_theme_is_answered_beside_its_field(board, say, code, priya, signed_in):
    said = say(KIND)
    code(board)
    answer = signed_in(priya).post(at("add", said), {"theme": "Weather"})
    assert answer.status_code == 422
    assert "“Weather” is not one theme of your codebook" in answer.content.decode()


def test_a_board_member_reads_and_does_not_correct(board, say, code, bea, signed_in):
    said = say(KIND)
    code(board)
    client = signed_in(bea)
    html = page(client.get(at("comment", said)))
    assert "Confirm" not in html
    for name in ("add", "check", "sentiment"):
        assert client.post(at(name, said)).status_code == 403
    assert client.get("/comments/download").status_code == 403


def test_another_organisation_finds_nothing_here(board, say, code, olu, signed_in):
    said = say("A sentence that only Soar Care Board holds.")
    code(board)
    client = signed_in(olu)
    theme = said.codings.first().theme.slug
    assert client.get(at("comment", said)).status_code == 404
    assert client.get(at("next", said)).status_code == 404
    for name, more in (
        ("add", ()),
        ("check", ()),
        ("sentiment", ()),
        ("original", ()),
        ("confirm", (theme,)),
        ("remove", (theme,)),
    ):
        assert client.post(at(name, said, *more), {"theme": "Parking"}).status_code == 404
    for path in ("/comments/", "/comments/?q=sentence", "/themes/", "/"):
        assert "only Soar Care Board holds" not in page(client.get(path))
    download = b"".join(client.get("/comments/download").streaming_content).decode()
    assert "only Soar Care Board holds" not in download


def test_the_download_is_safe_for_spreadsheets_and_keeps_the_filters(
    board, say, code, priya, signed_in
):
    say("=HYPERLINK(1)", permission=Permission(may_quote=True))
    say(WAITED)
    code(board)
    lines = b"".join(signed_in(priya).get("/comments/download?q=hyperlink").streaming_content)
    assert lines.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(lines.decode("utf-8-sig"))))
    assert [row["Words"] for row in rows] == ["'=HYPERLINK(1)"]
    assert rows[0]["May be quoted"] == "yes"
    entry = AuditEntry.objects.get(verb="comments.downloaded")
    assert entry.about == {"filters": {"q": "…"}, "kind": "csv"}


def test_a_withdrawn_comment_keeps_its_place_without_its_words(
    board, say, code, priya, tom, signed_in
):
    from baton.listening import operations as listening

    said = say("A sentence to be taken back.")
    code(board)
    listening.withdraw(said, by=tom)
    client = signed_in(priya)
    assert ": at the person’s request. It is counted" in page(client.get("/comments/"))
    html = page(client.get(at("comment", said)))
    assert "taken back" not in html
    assert "Withdrawn" in html


def test_next_walks_the_same_list(board, say, code, priya, signed_in):
    first, skipped, last = say(KIND), say(WAITED), say(KIND)
    code(board)
    client = signed_in(priya)
    answer = client.get(at("next", last) + "?theme=staff-manner-personal-attributes")
    assert answer.url.startswith(at("comment", first))
    assert str(skipped.public_id) not in answer.url
    assert client.get(at("next", first)).url == "/comments/"


def test_marks_do_not_let_words_become_markup():
    assert "<script>" not in marks.found("<script>alert(1)</script>", [(0, 8)])
    assert "<script>" not in marks.coded("<script>alert(1)</script>", [])


def test_long_words_are_shown_around_what_was_found():
    words = "start " + "filler " * 200 + "needle here " + "filler " * 200
    shown = str(marks.found(words, [(words.index("needle"), words.index("needle") + 6)], most=200))
    assert '<mark class="bt-found">needle</mark>' in shown
    assert shown.startswith("… ")
    assert len(shown) < 320


@pytest.mark.parametrize(("level", "status"), [("redacted", 404), ("words", 200)])
def test_a_parent_sees_words_as_said_only_by_an_agreement_about_words(
    board, trust, say, code, tom, signed_in, level, status
):
    asha = person("Asha", trust)
    said = say("Ring me on 07700 900123 about my wait.", of=trust, permission=SHARED)
    code(trust)
    people.give_agreement(trust, board, level=level, purpose="Planning", by=asha)
    client = signed_in(tom)
    assert "900123" not in page(client.get(at("comment", said)))
    answer = client.post(at("original", said))
    assert answer.status_code == status
    assert ("900123" in answer.content.decode()) == (status == 200)


@pytest.mark.parametrize("path", ["/comments/?to=9999-12-31", "/themes/?from=0001-01-01"])
def test_a_day_at_the_end_of_time_gets_a_sentence(board, priya, signed_in, path):
    assert "Nobody spoke to us in" in page(signed_in(priya).get(path))
