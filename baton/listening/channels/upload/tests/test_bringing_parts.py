# SPDX-License-Identifier: MIT
"""A workbook or a zip file that somebody brings: each table by itself, and all of them together."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from baton.core import jobs
from baton.listening.channels.upload import bringing, keeping, operations, queries
from baton.listening.channels.upload.mapping import from_dict
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.tests import written
from baton.ui.words import local

pytestmark = pytest.mark.django_db

HEADING = ("Date", "What was good?", "Ward")
KESTREL = [HEADING, ("2026-03-31", "The porter sang to us", "Kestrel"), ("", "Good", "")]
HERON = [HEADING, ("2026-02-28", "Kind people", "Heron"), ("", "Good", "")]


@pytest.fixture
def bring(board, priya):
    def run(content: bytes, name: str = "wards.xlsx", **how) -> Upload:
        return operations.bring(ContentFile(content), name, organisation=board, by=priya, **how)

    return run


def read(upload: Upload) -> Upload:
    operations.read_now(upload, from_dict(upload.mapping, upload.header), lambda done, total: None)
    upload.refresh_from_db()
    return upload


def on_disk(files: Path) -> list[str]:
    return sorted(path.suffix for path in files.rglob("*") if path.is_file())


def test_a_workbook_becomes_contributions_and_leaves_no_file(bring, board, files):
    upload = bring(written.as_xlsx(KESTREL))
    assert (upload.name, upload.part, upload.bundle) == ("wards.xlsx", "", None)
    assert on_disk(files) == [".rows"]
    read(upload)
    said = board.contributions.get(words="The porter sang to us")
    assert (local(said.said_at).date().isoformat(), said.service.name) == ("2026-03-31", "Kestrel")
    assert (upload.rows, upload.received, upload.refused) == (2, 2, 0)
    assert on_disk(files) == []


def test_each_sheet_is_an_upload_of_its_own_and_the_first_leads_to_the_others(bring, board, files):
    first = bring(written.as_xlsx(KESTREL, HERON))
    parts = queries.parts(first)
    assert [part.part for part in parts] == ["Sheet", "Sheet1"]
    assert [part.name for part in parts] == ["wards.xlsx › Sheet", "wards.xlsx › Sheet1"]
    assert on_disk(files) == [".rows", ".rows"]
    for part in parts:
        read(part)
    # “Good” was said on both wards, by two people.
    assert sorted(board.contributions.values_list("words", flat=True)) == [
        "Good",
        "Good",
        "Kind people",
        "The porter sang to us",
    ]
    assert on_disk(files) == []


def test_the_same_workbook_twice_adds_nothing(bring, board):
    for _ in range(2):
        parts = [read(part) for part in queries.parts(bring(written.as_xlsx(KESTREL, HERON)))]
    assert [(part.received, part.repeated) for part in parts] == [(0, 2), (0, 2)]
    assert board.contributions.count() == 4


def test_how_the_first_sheet_was_read_is_how_the_next_will_be(bring, browser):
    first, second = queries.parts(bring(written.as_xlsx(KESTREL, HERON)))
    chosen = from_dict({"comments": ["What was good?"], "services": "Ward"}, first.header)
    operations.read_now(first, chosen, lambda done, total: None)
    page = browser.get(reverse("upload:columns", args=[second.public_id])).content.decode()
    assert page.count('<option value="comment" selected') == 1
    assert bringing.propose(operations.table_of(second), second.organisation) == chosen


def test_a_row_with_an_error_in_a_column_that_is_read_is_refused(bring, board):
    rows = [["Date", "What was good?", "Code"]]
    rows += [["30/03/2026", "Kind", "#N/A"], ["31/03/2026", "=1+1", "x"], ["#REF!", "Cold", "y"]]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    upload = bring(written.saved(book))
    chosen = from_dict({"comments": "What was good?", "date": "Date"}, upload.header)
    operations.read_now(upload, chosen, lambda done, total: None)
    assert [said.words for said in board.contributions.all()] == ["Kind"]
    refused = {row.number: (row.column, row.reason) for row in upload.refused_rows.all()}
    assert refused[3][0] == "What was good?"
    assert "whose result is not in the file. Open the file in Excel" in refused[3][1]
    assert refused[4][0] == "Date"
    assert "error #REF!" in refused[4][1]


def test_what_was_not_read_is_said_on_the_page_of_columns(bring, browser):
    book = openpyxl.load_workbook(io.BytesIO(written.as_xlsx(KESTREL, HERON)))
    book["Sheet1"].sheet_state = "hidden"
    upload = bring(written.saved(book))
    page = browser.get(reverse("upload:columns", args=[upload.public_id])).content.decode()
    assert "The hidden sheet “Sheet1” is not read" in page
    assert "sheet of an Excel workbook" in page
    assert "The porter sang to us" in page


def test_a_file_without_a_table_keeps_nothing(bring, files):
    for content in (written.as_xlsx([]), b"PK\x03\x04rest", written.as_zip(), b"%PDF-1.7"):
        with pytest.raises(UnreadableFile):
            bring(content)
    assert on_disk(files) == []
    assert not Upload.objects.exists()


def test_a_large_file_is_opened_by_a_job_with_progress(bring, browser, monkeypatch, files):
    monkeypatch.setattr(bringing, "AT_ONCE", 10)
    content = io.BytesIO(written.as_xlsx(KESTREL, HERON))
    content.name = "wards.xlsx"
    answer = browser.post(reverse("upload:new"), {"file": content}, follow=True)
    page = answer.content.decode()
    upload = Upload.objects.get()
    assert upload.state == Upload.State.OPENING
    assert "Opening “wards.xlsx”" in page
    assert 'hx-trigger="every 1s"' in page
    jobs.do.call(upload.job.pk)
    upload.refresh_from_db()
    assert upload.state == Upload.State.MAPPING
    assert [part.part for part in queries.parts(upload)] == ["Sheet", "Sheet1"]
    part = browser.get(reverse("upload:progress", args=[upload.public_id]))
    assert part.headers["HX-Redirect"] == reverse("upload:columns", args=[upload.public_id])
    assert on_disk(files) == [".rows", ".rows"]
    jobs.do.call(upload.job.pk)  # a task that comes twice opens nothing twice
    assert Upload.objects.count() == 2


def test_a_large_file_that_cannot_be_opened_says_why_and_is_let_go(
    bring, monkeypatch, files, browser
):
    monkeypatch.setattr(bringing, "AT_ONCE", 10)
    upload = bring(written.as_xlsx(KESTREL)[:-400])
    jobs.do.call(upload.job.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.file.name) == (Upload.State.FAILED, "")
    assert "damaged" in upload.problem
    assert on_disk(files) == []
    for name in ("upload", "columns"):
        address = reverse(f"upload:{name}", args=[upload.public_id])
        page = browser.get(address, follow=True).content.decode()
        assert "damaged" in page
        assert "Check the columns" not in page
    browser.post(reverse("upload:discard", args=[upload.public_id]))
    assert not Upload.objects.exists()


def test_an_opening_that_ended_without_a_word_is_given_up(bring, monkeypatch):
    monkeypatch.setattr(bringing, "AT_ONCE", 10)
    upload = bring(written.as_xlsx(KESTREL))
    type(upload.job).objects.filter(pk=upload.job.pk).update(state="failed")
    assert keeping.fail_abandoned() == 1
    upload.refresh_from_db()
    assert (upload.state, upload.problem) == (Upload.State.FAILED, bringing.UNFORESEEN)


def test_parts_stand_together_in_the_list_and_on_each_other_s_pages(bring, browser):
    bring(written.as_csv(KESTREL), "older.csv")
    first, second = queries.parts(
        bring(
            written.as_zip(
                **{"march.csv": written.as_csv(KESTREL), "april.ods": written.as_ods(HERON)}
            ),
            "both.zip",
        )
    )
    page = browser.get(reverse("upload:list")).content.decode()
    assert page.index("both.zip › march.csv") < page.index("both.zip › april.ods")
    assert page.index("both.zip › april.ods") < page.index("older.csv")
    page = browser.get(reverse("upload:columns", args=[first.public_id])).content.decode()
    assert reverse("upload:upload", args=[second.public_id]) in page
    assert "2 parts of this file" in page
