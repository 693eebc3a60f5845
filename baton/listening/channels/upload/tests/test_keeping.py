# SPDX-License-Identifier: MIT
"""Files and refused rows hold what people said: none of it sticks, and none lies for ever."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from baton.core import clock, jobs
from baton.core.models import Job
from baton.listening.channels.upload import forms, keeping, operations
from baton.listening.channels.upload.mapping import from_dict
from baton.listening.channels.upload.models import RefusedRow, Upload
from baton.listening.heard import LONGEST_WORDS
from baton.listening.models import Delivery
from baton.people import operations as people
from baton.people.models import Account, Organisation
from baton.people.roles import Role

pytestmark = pytest.mark.django_db

FILE = "Comment,Date\nThe tea was warm,01/03/2026\nRing 07700 900123,31/02/2026\n"
NHS_NUMBER = "943 476 5919"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def board(db) -> Organisation:
    return people.create_organisation("Soar Care Board", "icb", by="test")


def person(name: str, board: Organisation, *roles: Role) -> Account:
    account = Account.objects.create_account(f"{name.lower()}@example.org", name, None)
    for role in roles:
        people.give_role(board, account, role, by="test")
    return account


@pytest.fixture
def priya(board) -> Account:
    return person("Priya", board, Role.ANALYST)


@pytest.fixture
def bring(board, priya):
    def run(text: str = FILE, by: Account | None = priya) -> Upload:
        file = ContentFile(text.encode())
        return operations.bring(file, "march.csv", organisation=board, by=by)

    return run


def how(upload: Upload):
    return from_dict(upload.mapping | {"day_first": True}, upload.header)


def read(upload: Upload) -> Upload:
    operations.read_now(upload, how(upload), lambda done, total: None)
    upload.refresh_from_db()
    return upload


def on_disk(files):
    return [path for path in files.rglob("*") if path.is_file()]


def signed_in(account: Account) -> Client:
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def stumble(*_, **__):
    raise ZeroDivisionError("Ring 07700 900123")


@pytest.fixture
def failed(bring, priya, monkeypatch):
    """A file whose reading stumbled after its first comment was stored."""
    upload = bring()
    job = operations.begin(upload, how(upload), by=priya)
    with monkeypatch.context() as patched:
        patched.setattr(operations, "_finish", stumble)
        jobs.do.call(job.pk)
    upload.refresh_from_db()
    return upload


def test_an_error_that_nobody_foresaw_is_said_and_the_file_can_be_read_again(failed, board, priya):
    assert (failed.state, failed.job.state) == (Upload.State.FAILED, Job.State.FAILED)
    assert failed.problem == operations.UNFORESEEN
    job = operations.begin(failed, how(failed), by=priya)
    jobs.do.call(job.pk)
    failed.refresh_from_db()
    assert (failed.state, failed.received, failed.repeated) == (Upload.State.READ, 1, 0)
    assert board.contributions.count() == 1


def test_what_a_failed_file_had_stored_stays_when_it_is_let_go(
    failed, board, priya, files, django_capture_on_commit_callbacks
):
    page = signed_in(priya).get(reverse("upload:upload", args=[failed.public_id]))
    html = page.content.decode()
    assert "Only part of this file is here: 1 comment" in html
    assert reverse("upload:undo", args=[failed.public_id]) in html
    where = reverse("upload:discard", args=[failed.public_id])
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(priya).post(where, follow=True)
    assert "1 comment of it stays." in answer.content.decode()
    assert on_disk(files) == []
    assert board.contributions.get().delivery == Delivery.objects.get()
    failed.refresh_from_db()
    assert failed.state == Upload.State.PART
    page = signed_in(priya).get(reverse("upload:upload", args=[failed.public_id]))
    html = page.content.decode()
    assert "Only part of this file is here: 1 comment" in html
    assert "Undo this upload" in html


def test_a_worker_that_is_asked_to_stop_gives_the_file_back_and_fails_nothing(
    bring, priya, monkeypatch
):
    upload = bring()
    job = operations.begin(upload, how(upload), by=priya)

    def interrupted(*_):
        raise jobs.Interrupted

    with monkeypatch.context() as patched:
        patched.setattr(operations, "read", interrupted)
        jobs.do.call(job.pk)
    upload.refresh_from_db()
    job.refresh_from_db()
    assert (upload.state, job.state) == (Upload.State.READING, Job.State.WAITING)


def test_a_reading_whose_worker_died_for_good_is_given_back(bring, priya):
    upload = bring()
    job = operations.begin(upload, how(upload), by=priya)
    assert keeping.fail_abandoned() == 0
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED)
    assert keeping.fail_abandoned() == 1
    upload.refresh_from_db()
    assert (upload.state, upload.problem) == (Upload.State.FAILED, operations.UNFORESEEN)


def test_a_command_that_was_killed_is_known_after_an_hour(bring):
    upload = bring(by=None)
    operations._take_up(upload, how(upload))
    assert keeping.fail_abandoned() == 0
    with clock.held_at(clock.now() + keeping.LONGEST_COMMAND + timedelta(minutes=1)):
        assert keeping.fail_abandoned() == 1
    upload.refresh_from_db()
    assert upload.state == Upload.State.FAILED


def test_a_command_that_is_interrupted_leaves_a_file_to_begin_again(bring, monkeypatch):
    upload = bring(by=None)

    def pressed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(operations, "_finish", pressed)
        with pytest.raises(KeyboardInterrupt):
            read(upload)
    upload.refresh_from_db()
    assert upload.state == Upload.State.FAILED
    assert upload.problem.startswith("The reading was stopped.")
    assert read(upload).state == Upload.State.READ


def test_files_that_nobody_reads_are_let_go_after_thirty_days(
    bring, failed, board, files, django_capture_on_commit_callbacks
):
    bring("Comment\nThe chairs were hard\n")
    assert RefusedRow.objects.filter(upload=failed).exists()
    assert keeping.let_go_of_unread() == 0
    later = clock.now() + keeping.KEPT + timedelta(minutes=1)
    with clock.held_at(later), django_capture_on_commit_callbacks(execute=True):
        assert keeping.let_go_of_unread() == 2
        assert keeping.let_go_of_unread() == 0
    assert Upload.objects.get() == failed
    with clock.held_at(later + keeping.KEPT + timedelta(minutes=1)):
        assert keeping.forget_refusals() == 1
    assert not RefusedRow.objects.exists()
    assert on_disk(files) == []
    assert board.contributions.count() == 1


def test_a_file_that_no_upload_names_is_swept_after_a_day(bring, files):
    upload = bring()
    stray = files / "uploads" / "2026" / "stray.csv"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_text("Comment\nLeft by a crash\n")
    assert keeping.sweep() == 0
    old = (clock.now() - timedelta(days=2)).timestamp()
    for path in on_disk(files):
        os.utime(path, (old, old))
    assert keeping.sweep() == 1
    assert [path.name for path in on_disk(files)] == [f"{upload.public_id}.file"]


def test_the_screen_of_columns_hides_identifiers(bring, priya):
    upload = bring("Comment,Date\nRing 07700 900123 please,01/03/2026\nCold,07700 900123\n")
    page = signed_in(priya).get(reverse("upload:columns", args=[upload.public_id]))
    html = page.content.decode()
    assert "Ring [phone number] please" in html
    assert "900123" not in html


def test_a_reason_that_quotes_a_cell_hides_identifiers(bring):
    upload = read(bring("Comment,Date\nCold,07700 900123\nWarm,01/03/2026\nCosy,02/03/2026\n"))
    refused = upload.refused_rows.get()
    assert "[phone number]" in refused.reason
    assert "07700 900123" in refused.cells


def test_refused_rows_are_downloaded_by_whoever_brought_them(bring, board, priya):
    upload = read(bring())
    where = reverse("upload:refused", args=[upload.public_id])
    page = reverse("upload:upload", args=[upload.public_id])
    lena = signed_in(person("Lena", board, Role.ENGAGEMENT_LEAD))
    amir = signed_in(person("Amir", board, Role.ENGAGEMENT_LEAD, Role.COMPLAINTS_OFFICER))
    assert "07700 900123" in signed_in(priya).get(where).content.decode()
    assert "07700 900123" in amir.get(where).content.decode()
    answer = lena.get(where)
    assert answer.status_code == 403
    assert "Only whoever brought the file" in answer.content.decode()
    assert where not in lena.get(page).content.decode()
    assert where in signed_in(priya).get(page).content.decode()


def test_an_nhs_number_that_names_a_row_is_not_kept(bring, board):
    text = f"Id,Comment\n{NHS_NUMBER},The tea was warm\njo@example.org,Cold\nA7,Kind\n"
    read(bring(text))
    kept = dict(board.contributions.values_list("words", "source_ref"))
    assert kept["Kind"] == "A7"
    assert len(kept) == 3
    for reference in kept.values():
        assert "943" not in reference
        assert "@" not in reference
    assert read(bring(text)).repeated == 3


def test_one_endless_comment_is_refused_with_its_column_and_the_others_are_kept(bring, board):
    upload = read(bring(f"Id,Comment\n1,{'very ' * 10_001}\n2,Kind\n"))
    refused = upload.refused_rows.get()
    assert (refused.number, refused.column) == (2, "Comment")
    assert "50,004 characters, and 50,000 are the most. Shorten it" in refused.reason
    assert board.contributions.get().words == "Kind"


def test_a_comment_as_long_as_may_be_is_kept(bring, board):
    read(bring(f"Id,Comment\n1,{'a' * LONGEST_WORDS}\n2,Kind\n"))
    assert board.contributions.count() == 2


def test_a_file_that_is_too_large_is_turned_away_before_it_is_received(priya, files):
    answer = signed_in(priya).post(
        reverse("upload:new"), {}, CONTENT_LENGTH=str(forms.LARGEST + (2 << 20))
    )
    assert answer.status_code == 413
    assert "larger than 1 GB. Divide it into parts." in answer.content.decode()
    assert on_disk(files) == []


def test_a_stranger_is_turned_away_before_their_file_is_looked_at(monkeypatch, client):
    from django.core.handlers.wsgi import WSGIRequest

    looked: list[object] = []
    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", looked.append)
    answer = client.post(reverse("upload:new"), {"file": ContentFile(b"Comment\nx\n", "x.csv")})
    assert answer.status_code == 302
    assert looked == []


def test_a_file_from_a_foreign_page_is_refused(priya):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(priya, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.post(reverse("upload:new"), {"file": ContentFile(b"Comment\nx\n", "x.csv")})
    assert answer.status_code == 403
    assert not Upload.objects.exists()
