# SPDX-License-Identifier: MIT
"""Complaints and stories of other systems: heard once, brought up to date, answered there."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.channels.mirrors.models import Mirror
from baton.listening.channels.upload import operations, presets, undoing
from baton.listening.channels.upload.lists import putting
from baton.listening.channels.upload.mapping import MappingProblem
from baton.listening.channels.upload.models import Upload
from baton.people import operations as people
from baton.people.models import Account
from baton.people.permissions import standing_of
from baton.people.roles import Role

pytestmark = pytest.mark.django_db

CASES = """Ref,First received,Description,Subject,Sub-subject,Location,Opened,Closed,Outcome,Status
DX100,08/06/2026,My mother waited nine hours on a trolley,Waiting,A&E,Heron,09/06/2026,,,Open
DX101,19/06/2026,The letter came after the day,Communication,Letters,Heron,20/06/2026,,,Open
"""
STORIES = """Story ID,Title,Submitted,What was good?,What could improve?,Feelings,Response,Link
8812,A kind night,2026-06-08,She sat with me when I was afraid,,grateful; safe,Thank you,{link}
8813,Left waiting,2026-06-09,,Nobody told us why it ran late,frustrated,,
"""


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def meena(db) -> Account:
    board = people.create_organisation("Soar Care Board", "icb", by="test")
    account = Account.objects.create_account("meena@example.org", "Meena", None)
    people.give_role(board, account, Role.ENGAGEMENT_LEAD, by="test")
    return account


@pytest.fixture
def board(meena):
    return meena.memberships.get().organisation


@pytest.fixture
def browser(meena) -> Client:
    browser = Client()
    browser.force_login(meena, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def bring(board, meena):
    def run(text: str, name: str = "datix-export.csv") -> Upload:
        upload = operations.bring(ContentFile(text.encode()), name, organisation=board, by=meena)
        what = putting.holds(upload, standing_of(meena, board))
        operations.read_now(upload, operations.proposed(upload, what), lambda done, total: None)
        upload.refresh_from_db()
        return upload

    return run


def test_an_export_of_complaints_is_known_and_mirrored(bring, board):
    upload = bring(CASES)
    assert (upload.holds, upload.received, upload.delivery.channel) == ("case", 2, "case")
    waited = board.contributions.get(source_ref="DX100")
    assert (waited.channel, waited.may_quote) == ("case", False)
    assert [each.label.text for each in waited.stated_labels.order_by("pk")] == ["Waiting", "A&E"]
    mirror = waited.mirror
    assert (mirror.system, mirror.reference, mirror.status) == ("Datix", "DX100", "Open")
    assert (str(mirror.opened_on), mirror.closed_on) == ("2026-06-09", None)


def test_the_next_export_brings_it_up_to_date_and_doubles_nothing(bring, board):
    bring(CASES)
    closed = CASES.replace("20/06/2026,,,Open", "20/06/2026,15/07/2026,Upheld,Closed")
    upload = bring(closed)
    assert (upload.received, upload.repeated) == (0, 2)
    assert board.contributions.count() == 2
    mirror = Mirror.objects.get(reference="DX101")
    assert (mirror.status, mirror.outcome, str(mirror.closed_on)) == (
        *("Closed", "Upheld"),
        "2026-07-15",
    )


def test_words_that_changed_there_do_not_change_here_and_it_is_said(bring, board):
    bring(CASES)
    upload = bring(CASES.replace("nine hours", "ten hours"))
    assert board.contributions.get(source_ref="DX100").words.endswith("nine hours on a trolley")
    (note,) = upload.notes
    assert (note["column"], note["first"]) == ("Description", [2])
    assert "those that came first stay" in note["reason"]


def test_a_complaint_with_two_subjects_is_one(bring, board):
    upload = bring(CASES + CASES.splitlines()[2].replace("Communication,Letters", "Post,Late"))
    assert (upload.received, upload.repeated, upload.refused) == (2, 1, 0)
    assert "only that row's labels are kept" in upload.notes[0]["reason"]


def test_a_story_keeps_what_its_teller_felt_and_where_it_stands(bring, board, browser):
    upload = bring(STORIES.format(link="https://stories.example/8812"), "care-opinion.csv")
    assert (upload.holds, upload.received) == ("story", 2)
    kind = board.contributions.get(words__startswith="She sat")
    assert {each.label.text for each in kind.stated_labels.all()} == {"grateful", "safe"}
    assert kind.question.kind == "what_good"
    html = browser.get(reverse("understanding:comment", args=[kind.public_id])).content.decode()
    assert "Mirrored from Care Opinion" in html
    assert "Its reference is 8812; it is answered there." in html
    assert 'href="https://stories.example/8812"' in html
    assert "Story" in html


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "stories.example", "http://[", "data:text/html;x"]
)
def test_a_link_that_is_no_page_is_not_kept(bring, board, link):
    bring(STORIES.format(link=link))
    assert Mirror.objects.get(reference="8812").link == ""


def test_an_outcome_is_kept_without_what_identifies_somebody(bring):
    bring(CASES.replace(",,,Open", ",,Rang her on 07700 900123,Open"))
    assert "07700" not in Mirror.objects.first().outcome


def test_a_mirror_needs_the_reference_of_its_system(bring, board, meena):
    upload = operations.bring(
        ContentFile(CASES.replace("DX101", "DX100").encode()), "x.csv", organisation=board, by=meena
    )
    chosen = operations.proposed(upload, "case")
    with pytest.raises(MappingProblem, match="the reference in the other system"):
        operations.settled(upload, type(chosen)(comments=chosen.comments, mirror=chosen.mirror))


def test_who_takes_their_words_back_takes_the_mirror_too(bring, board, meena):
    bring(CASES)
    waited, letter = board.contributions.order_by("pk")
    listening.withdraw(waited, by=meena)
    listening.erase(letter, by=meena)
    assert not Mirror.objects.exists()
    upload = bring(CASES)
    assert (upload.received, upload.taken_back) == (0, 2)
    assert not Mirror.objects.exists()


def test_undoing_an_upload_takes_its_mirrors_out(bring, board, meena):
    upload = bring(CASES)
    safety.screen_pending()
    undoing.begin(upload, by=meena, alerts_seen_to=True)
    upload.refresh_from_db()
    undoing.undo(upload, lambda done, total: None)
    assert not board.contributions.exists()
    assert not Mirror.objects.exists()


def test_how_it_stands_is_for_the_body_whose_it_is(bring, board, browser):
    bring(CASES)
    waited = board.contributions.get(source_ref="DX100")
    html = browser.get(reverse("understanding:comment", args=[waited.public_id])).content.decode()
    assert "It stood as “Open”." in html
    assert "Complaint or concern" in html


def test_the_page_asks_which_system_answers_them(board, meena, browser):
    upload = operations.bring(ContentFile(CASES.encode()), "x.csv", organisation=board, by=meena)
    page = reverse("upload:columns", args=[upload.public_id])
    html = browser.get(page).content.decode()
    assert "Which system keeps and answers them?" in html
    assert "Status there" in html
    given = {
        f"column{n}": value
        for n, value in enumerate(
            ("id", "date", "comment", "label_text", "", "", "opened", "closed", "outcome", "status")
        )
    }
    answer = browser.post(page, given | {"system": "Ulysses", "read": "yes", "day_first": "yes"})
    assert answer.status_code == 302
    upload.refresh_from_db()
    assert upload.mapping["mirror"]["system"] == "Ulysses"
    # And a person may say that they are what people told us, after all.
    other = operations.bring(ContentFile(CASES.encode()), "y.csv", organisation=board, by=meena)
    browser.post(reverse("upload:holds", args=[other.public_id]), {"holds": "said"})
    html = browser.get(reverse("upload:columns", args=[other.public_id])).content.decode()
    assert "Status there" not in html


def test_a_survey_is_not_taken_for_an_export():
    survey = ["ID", "Date", "What was good?", "What could be improved?", "Ward"]
    assert presets.guess_kind(survey) == ""
