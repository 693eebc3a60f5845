# SPDX-License-Identifier: MIT
"""The pages on which Amina sees what a list would do, corrects it, and reads what became of it."""

from __future__ import annotations

from html.parser import HTMLParser

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from baton.listening.channels.upload import operations, work
from baton.listening.channels.upload.lists import guessing
from baton.listening.channels.upload.lists.tests.conftest import person
from baton.listening.channels.upload.lists.tests.test_programme_lists_come_in import (
    ACTIONS,
    CAME,
    HEADING,
    LOG,
)
from baton.listening.channels.upload.lists.tests.test_stakeholders_come_in import LIST
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.tests.written import saved
from baton.people.roles import Role
from baton.programmes import operations as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(board, amina):
    def run(text: str, by=None) -> Upload:
        content = ContentFile(text.encode())
        return operations.bring(content, "list.csv", organisation=board, by=by or amina)

    return run


def page(browser, upload, name="columns", **given):
    path = reverse(f"upload:{name}", args=[upload.public_id])
    answer = browser.post(path, given, follow=True) if given else browser.get(path, follow=True)
    return answer.content.decode(), answer.status_code


class _Form(HTMLParser):
    """What the largest form of a page would send, as it was shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "select":
            self._select = has["name"]
        elif tag == "option" and ("selected" in has or self._select not in self.sent):
            self.sent[self._select] = has["value"]
        elif tag == "input" and (has.get("type") != "radio" or "checked" in has):
            self.sent[has["name"]] = has.get("value", "")


def shown(browser, upload, **changes):
    """What the page's own form would send."""
    html, _ = page(browser, upload, "list_columns")
    return _Form(html).sent | changes


class _Run:
    def __init__(self, upload):
        self.arguments = {"upload": upload.pk}

    def progress(self, *told):
        pass


def read(upload):
    work.read(_Run(upload))
    upload.refresh_from_db()


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (LIST.splitlines()[0], "stakeholders"),
        (HEADING, "activities"),
        (ACTIONS.splitlines()[0], "actions"),
        (CAME.splitlines()[0], "attendance"),
        ("Response ID,Date,Ward,What was good?,What could be better?,Age", ""),
        ("Date,Score,Comment", ""),
    ],
)
def test_the_headings_tell_what_a_file_holds(header, kind):
    assert guessing.guess_kind(header.strip().split(",")) == kind


def test_amina_sees_what_her_list_would_do_before_anything_is_written(brought, browser, board):
    upload = brought(LIST)
    html, _ = page(browser, upload)
    assert "Say what lets you keep their contact details." in html
    given = shown(browser, upload, basis="published", show="yes")
    html, status = page(browser, upload, "list_columns", **given)
    assert status == 200
    assert "Of 3 rows, 3 will be added, 0 will be changed, 0 stay as they are and 0 are" in html
    assert "Nothing is written yet." in html
    assert not board.stakeholders.exists()
    assert "What they are: Voluntary or community organisation" in html
    html, _ = page(browser, upload, "list_columns", **(given | {"read": "yes"}))
    read(upload)
    html, _ = page(browser, upload, "upload")
    assert "Of 3 rows, 3 were added, 0 changed, 0 stayed as they were, and 0 were refused." in html
    assert "3 added, 0 changed" in browser.get(reverse("upload:list")).content.decode()


def test_a_list_like_it_is_read_in_the_same_way_and_tells_what_it_changes(brought, browser, bring):
    bring(LIST, "stakeholders", basis="published")
    again = brought(LIST.replace("Media,4,2", "Media,4,5"))
    html, _ = page(browser, again)
    assert "Of 3 rows, 0 will be added, 1 will be changed, 2 stay as they are" in html
    assert "Will be changed: 1" in html
    assert "<b>Interest</b>: 2 → 5" in html


def test_programmes_that_would_begin_are_named(brought, browser):
    html, _ = page(browser, brought(LOG))
    assert "2 programmes will be begun" in html
    assert "Redesign physiotherapy, Better discharge" in html


def test_a_day_that_could_be_read_both_ways_is_asked_for(brought, browser, board, amina):
    programmes.begin(board, "A", by=amina)
    upload = brought("Action,Due,Owner,Status,Programme\nCall,03/04/2026,Lead,Open,A\n")
    html, _ = page(browser, upload)
    assert "“Due” says 03/04/2026. Which day is that?" in html
    html, status = page(browser, upload, "list_columns", **shown(browser, upload, read="yes"))
    assert status == 422
    assert "Say whether the day or the month comes first in “Due”." in html
    page(browser, upload, "list_columns", **shown(browser, upload, read="yes", day_first="no"))
    read(upload)
    assert str(board.programmes.get().steps.get().due_on) == "2026-03-04"


def test_an_answer_that_nobody_knows_is_set_and_remembered(brought, browser, board):
    text = "Stakeholder,Type,Power,Interest\nSoar Singers,Choir,2,2\n"
    upload = brought(text)
    html, _ = page(browser, upload)
    assert "Choir <span" in html
    key = html.partition('name="answer1_')[2].partition('"')[0]
    given = shown(browser, upload, read="yes") | {f"answer1_{key}": "voluntary"}
    page(browser, upload, "list_columns", **given)
    read(upload)
    assert board.stakeholders.get().kind == "voluntary"
    assert upload.notes == []
    html, _ = page(browser, brought(text.replace("Singers", "Dancers")))
    assert "What they are: Voluntary or community organisation" in html


def test_two_columns_cannot_be_one_thing(brought, browser):
    upload = brought("Stakeholder,Group,Power,Interest\nVoices,V,2,2\n")
    given = shown(browser, upload, column1="name", read="yes")
    html, status = page(browser, upload, "list_columns", **given)
    assert status == 422
    assert "“Stakeholder” and “Group” are both chosen as “Name”. Choose one." in html


def test_what_a_file_holds_can_be_said_otherwise(brought, browser):
    upload = brought(LIST)
    html, _ = page(browser, upload, "holds", holds="said")
    assert "What was said" in html
    html, _ = page(browser, upload, "holds", holds="actions")
    assert "What is to be done" in html
    html, _ = page(browser, upload, "holds", holds="nonsense")
    assert "Choose what the file holds." in html


def test_refused_rows_are_mended_and_only_those_come_back(brought, bring, browser, board):
    upload = bring(LOG.replace("14/05/2026", "32/05/2026"), "activities")
    assert (upload.refused, board.activities.count()) == (1, 2)
    answer = browser.get(reverse("upload:refused", args=[upload.public_id]))
    mended = brought(answer.content.decode("utf-8-sig").replace("32/05/2026", "31/05/2026"))
    assert (mended.mends, mended.holds) == (upload, "activities")
    html, _ = page(browser, mended)
    assert "1 row comes back of the 1 that were refused" in html
    assert "Of 1 row, 1 will be added" in html
    page(browser, mended, "list_columns", **shown(browser, mended, read="yes"))
    read(mended)
    assert board.activities.count() == 3
    html, _ = page(browser, upload, "upload")
    assert "1 of its 1 refused row came back mended" in html


def test_a_list_is_not_undone_as_an_upload_is(bring, browser, board):
    upload = bring(LIST, "stakeholders", basis="published")
    html, _ = page(browser, upload, "upload")
    assert "Undo this upload" not in html
    html, _ = page(browser, upload, "undo")
    assert "3 were added" in html
    html, _ = page(browser, upload, "undo", sure="yes")
    assert "A list is not undone" in html
    assert board.stakeholders.count() == 3


@pytest.mark.parametrize(
    ("role", "text", "is_list"),
    [
        (Role.PARTNER, LIST, False),
        (Role.ANALYST, LIST, True),
        (Role.ANALYST, ACTIONS, False),
        (Role.ANALYST, LOG, True),
    ],
)
def test_a_list_is_offered_to_those_who_may_keep_its_register(board, brought, role, text, is_list):
    somebody = person(board, "Priya", role)
    browser = Client()
    browser.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    upload = brought(text, somebody)
    html, _ = page(browser, upload)
    assert ("Nothing is written yet" in html or "contact details" in html) is is_list
    page(browser, upload, "holds", holds="actions")
    upload.refresh_from_db()
    assert upload.holds == ""
    path = reverse("upload:list_columns", args=[upload.public_id])
    if not is_list:
        assert browser.get(path).status_code == 302


def test_an_analyst_begins_no_programme_by_a_list(board, brought):
    priya = person(board, "Priya", Role.ANALYST)
    browser = Client()
    browser.force_login(priya, backend="django.contrib.auth.backends.ModelBackend")
    html, _ = page(browser, brought(LOG, priya))
    assert "There is no programme “Better discharge”." in html
    assert "3 are refused" in html


def test_a_calendar_becomes_activities(board, amina, browser):
    programme = programmes.begin(board, "Redesign physiotherapy", by=amina)
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:7\r\nSUMMARY:Waiting room chats\r\n"
        "DTSTART:20260701T090000Z\r\nDTEND:20260701T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    upload = operations.bring(ContentFile(text.encode()), "soar.ics", organisation=board, by=amina)
    html, _ = page(browser, upload)
    assert "Say which column names the programme, or choose one for the whole file." in html
    assert "Say which column tells with whom, or say it once for the whole file." in html
    given = shown(
        browser, upload, programme=str(programme.public_id), with_whom="People who wait", read="yes"
    )
    page(browser, upload, "list_columns", **given)
    read(upload)
    activity = programme.activities.get()
    assert (str(activity.on), f"{activity.starts_at:%H:%M}", f"{activity.ends_at:%H:%M}") == (
        *("2026-07-01", "10:00"),
        "11:00",
    )


def test_the_count_above_is_the_count_below(board, amina, browser):
    event = (
        "BEGIN:VEVENT\r\nUID:{0}\r\nSUMMARY:Chat {0}\r\nDTSTART:2026070{0}T090000Z\r\n"
        "{1}END:VEVENT\r\n"
    )
    events = event.format(1, "") + event.format(2, "RRULE:FREQ=WEEKLY\r\n")
    text = f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n"
    upload = operations.bring(ContentFile(text.encode()), "soar.ics", organisation=board, by=amina)
    html, _ = page(browser, upload)
    assert "· 2 rows ·" in html
    programme = programmes.begin(board, "Redesign physiotherapy", by=amina)
    given = shown(browser, upload, programme=str(programme.public_id), with_whom="All", show="yes")
    html, _ = page(browser, upload, "list_columns", **given)
    assert "· 2 rows ·" in html
    assert "Of 2 rows, 1 will be added" in html


def test_all_that_is_missing_is_asked_for_at_once(brought, browser):
    upload = brought("Activity,Date,Method,Cost\nChat,03/04/2026,Stall,4\n")
    html, status = page(browser, upload, "list_columns", **shown(browser, upload, read="yes"))
    assert status == 422
    for asked in ("names the programme", "tells with whom", "whether the day or the month"):
        assert asked in html


UNTOLD = "Who,A\nVoices,1\n"


def brings(browser, named, content, name="list.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return browser.post(reverse("upload:new") + f"?holds={named}", {"file": file}, follow=True)


@pytest.mark.parametrize(
    ("named", "holds"),
    [
        ("stakeholders", "stakeholders"),
        ("activities", "activities"),
        ("actions", "actions"),
        ("attendance", "attendance"),
        ("calendar", "activities"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_a_page_that_links_to_bringing_says_what_is_brought(browser, named, holds):
    html = browser.get(reverse("upload:new") + f"?holds={named}").content.decode()
    assert ("It will be read as" in html) is bool(holds)
    html = brings(browser, named, UNTOLD).content.decode()
    assert Upload.objects.get().holds == holds
    assert f'value="{holds or "said"}" selected' in html


def test_what_is_brought_is_kept_when_no_file_was_chosen(browser):
    answer = browser.post(reverse("upload:new") + "?holds=actions", {"file": ""})
    assert answer.status_code == 422
    assert "It will be read as" in answer.content.decode()


def test_nobody_preselects_a_list_that_they_may_not_bring(board):
    browser = Client()
    priya = person(board, "Priya", Role.ANALYST)
    browser.force_login(priya, backend="django.contrib.auth.backends.ModelBackend")
    brings(browser, "actions", UNTOLD)
    assert Upload.objects.get().holds == ""


def test_sheets_of_a_workbook_that_tell_of_another_list_are_guessed(browser):
    book = openpyxl.Workbook()
    for row in (("Who", "A"), ("Voices", "1")):
        book.active.append(row)
    other = book.create_sheet("Log")
    for line in LOG.splitlines():
        other.append(line.split(","))
    brings(browser, "stakeholders", saved(book), "lists.xlsx")
    assert list(Upload.objects.order_by("pk").values_list("holds", flat=True)) == [
        "stakeholders",
        "",
    ]
