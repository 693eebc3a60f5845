# SPDX-License-Identifier: MIT
"""Dewi mends and approves what public pages say in Welsh; Meena, who keeps them, sees it."""

from __future__ import annotations

import pytest
from django.test import Client

from baton.core.models import AuditEntry
from baton.people import outbox
from baton.people.speakers import operations, queries
from baton.people.speakers.models import Approval, Wording
from baton.people.tests.conftest import *  # noqa: F403 - Meena and the bodies
from baton.ui import speech

pytestmark = pytest.mark.django_db

LIST, WELSH = "/people/languages/", "/people/languages/cy"
DRAFT = "This page is a draft"
BACK = "Yn ôl"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    speech.forget()
    yield
    speech.forget()


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """What is done when a transaction is through is done now."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def read(browser, path, status=200, **posted):
    answer = browser.post(path, posted) if posted else browser.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def seals(code="cy"):
    return " ".join(each.seal for each in queries.language(code).said)


def approves(browser, at_once, **changed):
    given = {"speaker": "Dewi Pugh", "approves": "on", "seals": seals()} | changed
    with at_once():
        return browser.post(WELSH, given)


def sentence(english, code="cy"):
    return queries.language(code).find(queries.digest_of(english))


def test_nobody_has_approved_anything_at_first(as_, meena):
    page = read(as_(meena), LIST)
    assert "Nobody who speaks one has approved it yet" in page
    for name in ("Welsh", "Gujarati", "Punjabi", "Polish", "Arabic", "Dutch"):
        assert name in page


def test_an_approved_language_is_no_draft_and_comes_unasked(as_, meena, board, at_once):
    welsh = {"Accept-Language": "cy"}
    assert DRAFT in read(Client(), "/privacy?language=cy")
    assert '<html lang="en-GB">' in Client(headers=welsh).get("/privacy").content.decode()
    assert approves(as_(meena), at_once).status_code == 302
    approval = Approval.objects.get()
    assert (approval.language, approval.speaker) == ("cy", "Dewi Pugh")
    assert (approval.organisation, approval.recorded_by) == (board, meena)
    assert DRAFT not in read(Client(), "/privacy?language=cy")
    assert DRAFT in read(Client(), "/privacy?language=pl")
    assert '<html lang="cy">' in Client(headers=welsh).get("/privacy").content.decode()
    assert "Dewi Pugh" in read(as_(meena), LIST)
    entry = AuditEntry.objects.get(verb="language.approved")
    assert "Dewi" not in str(entry.details if hasattr(entry, "details") else entry.about)


def test_a_sentence_mended_since_makes_it_a_draft_until_approved_again(as_, meena, at_once):
    hers = as_(meena)
    approves(hers, at_once)
    said = sentence("Go to the start")
    with at_once():
        answer = hers.post(f"{WELSH}/{said.digest}", {"words_0": "Ewch i’r dechrau"})
    assert answer.url == f"{WELSH}#s{said.digest[:16]}"
    page = read(Client(), "/nowhere?language=cy", 404)
    assert "Ewch i’r dechrau" in page
    assert DRAFT in page
    assert "1 sentence is new or changed since Dewi Pugh approved them" in read(hers, WELSH)
    approves(hers, at_once)
    assert DRAFT not in read(Client(), "/nowhere?language=cy", 404)
    assert Wording.objects.get().words == ["Ewch i’r dechrau"]
    entry = AuditEntry.objects.get(verb="language.sentence_mended")
    assert "dechrau" not in str(vars(entry))


def test_a_sentence_that_pages_say_no_longer_does_not_matter(as_, meena, at_once):
    with at_once():
        operations.mend("cy", "An old sentence", ["Hen"], organisation=meena_body(meena), by=meena)
    approves(as_(meena), at_once)
    assert queries.language("cy").is_approved


def meena_body(meena):
    return meena.memberships.get().organisation


def test_each_form_that_numbers_take_is_mended(as_, meena, at_once):
    said = sentence("There is %(num)s question.")
    page = read(as_(meena), f"{WELSH}/{said.digest}")
    assert page.count("<textarea") == len(said.sentence.words) == 6
    forms = {f"words_{at}": f"%(num)s {at}" for at in range(6)}
    with at_once():
        read(as_(meena), f"{WELSH}/{said.digest}", 302, **forms)
    assert sentence("There is %(num)s question.").sentence.words[2] == "%(num)s 2"


@pytest.mark.parametrize(
    "words", ["", "Mae’r atebion yn mynd.", "%(host)s %(other)s", "%(host)s 100%", "%(host)", "%s"]
)
def test_what_stands_in_for_a_name_stays(as_, meena, words):
    said = sentence("Answers go to %(host)s.")
    page = read(as_(meena), f"{WELSH}/{said.digest}", 422, words_0=words or " ")
    assert "There is a problem" in page
    assert not Wording.objects.exists()


def test_what_changed_while_somebody_read_is_not_approved(as_, meena, at_once):
    seen = seals()
    with at_once():
        operations.mend("cy", "Back", ["Nôl"], organisation=meena_body(meena), by=meena)
    answer = approves(as_(meena), at_once, seals=seen)
    assert "Sentences were changed since" in read(as_(meena), answer.url) or answer.url == WELSH
    assert not Approval.objects.exists()


@pytest.mark.parametrize(
    ("missing", "says"),
    [("speaker", "Write the name of the person"), ("approves", "Tick the box to approve.")],
)
def test_nobody_approves_by_halves(as_, meena, at_once, missing, says):
    answer = approves(as_(meena), at_once, **{missing: ""})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Approval.objects.exists()


def test_the_sentences_are_taken_home_with_what_was_mended(as_, meena, at_once):
    with at_once():
        operations.mend("cy", "Back", ["Nôl"], organisation=meena_body(meena), by=meena)
    answer = as_(meena).get(f"{WELSH}/file")
    assert answer["Content-Disposition"] == 'attachment; filename="django-cy.po"'
    assert 'msgid "Back"\nmsgstr "Nôl"' in answer.content.decode()


@pytest.mark.parametrize("path", [LIST, WELSH, f"{WELSH}/file", f"{WELSH}/{'0' * 64}"])
def test_only_who_manages_people_at_the_top_of_the_tree_keeps_languages(
    as_, meena, tom, priya, path
):
    assert as_(tom).get(path).status_code == 403, "the trust stands below the board"
    assert as_(priya).get(path).status_code == 403, "an analyst manages nobody"
    assert Client().get(path).status_code == 302
    assert as_(meena).get(path).status_code in {200, 404}


@pytest.mark.parametrize(
    "path", ["/people/languages/xx", "/people/languages/en", f"{WELSH}/nothing"]
)
def test_a_language_or_sentence_that_there_is_not_is_not_there(as_, meena, path):
    assert as_(meena).get(path).status_code == 404


def test_the_page_of_people_leads_there_only_who_may(as_, meena, tom):
    assert LIST in read(as_(meena), "/people")
    assert LIST not in read(as_(tom), "/people")


def test_other_processes_see_it_within_seconds(meena, at_once, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(speech.time, "monotonic", lambda: now[0])
    assert DRAFT in read(Client(), "/privacy?language=cy")
    # As another process does it: this one is not told.
    operations.approve("cy", "Dewi Pugh", seals().split(), organisation=meena_body(meena), by=meena)
    assert DRAFT in read(Client(), "/privacy?language=cy")
    now[0] += speech.LOOK_AGAIN + 0.1
    assert DRAFT not in read(Client(), "/privacy?language=cy")


def test_pages_ask_the_database_nothing_between(django_assert_num_queries):
    read(Client(), "/privacy?language=cy")
    with django_assert_num_queries(0):
        read(Client(), "/privacy?language=cy")


def test_letters_are_among_what_is_approved_and_say_what_was_mended(as_, meena, board, at_once):
    page = read(as_(meena), WELSH)
    assert "In letters and texts" in page
    assert "Please say whether you come:" in page
    said = sentence("%(host)s invites you")
    with at_once():
        as_(meena).post(f"{WELSH}/{said.digest}", {"words_0": "Gwahoddiad gan %(host)s"})
    about = {"title": "Tea", "when": "soon", "where": "here", "link": "there"}
    with speech.spoken_in("cy"):
        letter = outbox.preview("activity_invitation", organisation=board, **about)
    assert letter.subject == f"Gwahoddiad gan {board.name}"
