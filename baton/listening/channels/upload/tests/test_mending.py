# SPDX-License-Identifier: MIT
"""Refused rows are downloaded, mended and brought again: only those, and it is known whose they
are."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from baton.listening.channels.upload import operations, queries
from baton.listening.channels.upload.mapping import from_dict
from baton.listening.channels.upload.models import Upload
from baton.people import operations as people

pytestmark = pytest.mark.django_db

FILE = """Date,Score,Comment
31/02/2026,Brill,Nobody came
28/03/2026,Brill,The tea was warm
32/03/2026,Poor,=More chairs please
30/02/2026,Poor,It was cold
"""


@pytest.fixture
def bring(board, priya):
    def run(text: str | bytes, name: str = "march.csv") -> Upload:
        content = text.encode() if isinstance(text, str) else text
        return operations.bring(ContentFile(content), name, organisation=board, by=priya)

    return run


def read(upload: Upload, **said) -> Upload:
    chosen = from_dict(upload.mapping | said, upload.header)
    operations.read_now(upload, chosen, lambda done, total: None)
    upload.refresh_from_db()
    return upload


OWN = {"date": "Date", "score": "Score", "score_values": {"Brill": 1}}


@pytest.fixture
def march(bring) -> Upload:
    return read(bring(FILE), **OWN)


def download(browser: Client, upload: Upload) -> str:
    answer = browser.get(reverse("upload:refused", args=[upload.public_id]))
    return answer.content.decode("utf-8-sig")


def page(browser: Client, upload: Upload) -> str:
    return browser.get(reverse("upload:upload", args=[upload.public_id])).content.decode()


def test_mended_rows_are_known_and_read_as_their_file_was(march, bring, browser, board):
    mended = download(browser, march).replace("31/02/2026", "28/02/2026")
    mended = mended.replace("32/03/2026", "31/03/2026").replace("30/02/2026", "27/02/2026")
    upload = bring(mended, "refused-rows.csv")
    assert upload.mends == march
    assert upload.mapping == march.mapping
    html = browser.get(reverse("upload:columns", args=[upload.public_id])).content.decode()
    assert "3 rows come back of the 3 that were refused" in html
    assert "Read them as that file was" in html
    assert 'name="column3"' not in html  # Row, Column and Reason are none of the file's columns
    read(upload)
    assert (upload.received, upload.mends_rows) == (3, 3)
    said = {each.words: each for each in board.contributions.all()}
    assert said["Nobody came"].score == 1
    assert "=More chairs please" in said
    assert "3 of its 3 refused rows came back mended" in page(browser, march)
    assert "to mend" not in page(browser, march)


def test_what_did_not_come_back_is_still_to_be_mended(march, bring, browser):
    heading, first, *_ = download(browser, march).splitlines()
    upload = read(bring("\r\n".join([heading, first.replace("31/02", "28/02")])))
    assert upload.mends == march
    html = page(browser, march)
    assert "1 of its 3 refused rows came back mended" in html
    assert "2 rows to mend" in html
    left = download(browser, march)
    assert "It was cold" in left
    assert "Nobody came" not in left


def test_a_row_that_is_refused_again_is_to_be_mended_where_it_came_last(march, bring, browser):
    upload = read(bring(download(browser, march).replace("31/02/2026", "28/02/2026")))
    assert (upload.received, upload.refused) == (1, 2)
    html = page(browser, march)
    assert "2 of these were refused again" in html
    assert "2 rows to mend" in page(browser, upload)
    again = download(browser, upload).replace("32/03/2026", "31/03/2026")
    assert read(bring(again)).mends == upload


def test_mended_rows_are_known_of_the_file_that_they_resemble(march, bring, browser):
    april = FILE.replace("Nobody came", "Nobody rang").replace("cold", "loud")
    read(bring(april.replace("chairs", "lifts"), "april.csv"), **OWN)
    assert bring(download(browser, march).replace("31/02", "28/02")).mends == march


def test_mended_rows_that_a_spreadsheet_saved_in_its_own_way_are_known(march, bring, browser):
    mended = download(browser, march).replace("31/02/2026", "28/02/2026")
    for content in (
        mended.replace(",", ";").encode("cp1252"),
        mended.encode("utf-16"),
        mended.replace("\r\n", "\n").encode(),
    ):
        assert bring(content).mends == march


def test_rows_of_nobodys_file_are_read_as_any(bring, march):
    text = "Row,Column,Reason,Date,Score,Comment\n90,Date,Why,28/02/2026,Poor,Somebody else\n"
    upload = bring(text)
    assert upload.mends is None
    assert read(upload).received == 1


def test_another_organisations_rows_are_not_known(march, browser, priya):
    mended = download(browser, march).encode()
    welland = people.create_organisation("Welland", "icb", by="test")
    theirs = operations.bring(ContentFile(mended), "x.csv", organisation=welland, by=None)
    assert theirs.mends is None


def test_beginning_again_counts_no_row_twice(march, bring, browser):
    from baton.listening.channels.upload import mending

    upload = bring(download(browser, march).replace("31/02/2026", "28/02/2026"))
    mending.note(upload)
    mending.note(upload)
    assert upload.mends_rows == 3
    assert not queries.still_refused(march).exists()
