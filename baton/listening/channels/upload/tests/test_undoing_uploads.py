# SPDX-License-Identifier: MIT
"""An upload that should not have been is undone: by whom, what goes, what stays, and once more."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from baton.core import jobs
from baton.core.models import AuditEntry, Job
from baton.core.pace import Pace
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening import undoing as bulk
from baton.listening.channels.upload import operations, undoing
from baton.listening.channels.upload.mapping import from_dict
from baton.listening.channels.upload.models import RefusedRow, Upload
from baton.people import operations as people
from baton.people.models import Account, Organisation
from baton.people.roles import Role

pytestmark = pytest.mark.django_db

FILE = """Id,Date,Ward,Comment
A11,28/03/2026,Elm ward,The tea was warm
A22,28/03/2026,Elm ward,More chairs please
A33,31/02/2026,Elm ward,Nobody came
A44,29/03/2026,Ash ward,My husband hits me and I am afraid to go home.
"""


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def board(db) -> Organisation:
    return people.create_organisation("Soar Care Board", "icb", by="test")


def person(name: str, board: Organisation, role: Role) -> Account:
    account = Account.objects.create_account(f"{name.lower()}@example.org", name, None)
    people.give_role(board, account, role, by="test")
    return account


@pytest.fixture
def priya(board) -> Account:
    return person("Priya", board, Role.ANALYST)


@pytest.fixture
def lena(board) -> Account:
    return person("Lena", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def bring(board, priya):
    def run(text: str = FILE, name: str = "march.csv") -> Upload:
        file = ContentFile(text.encode())
        upload = operations.bring(file, name, organisation=board, by=priya)
        chosen = from_dict(upload.mapping, upload.header)
        operations.read_now(upload, chosen, lambda done, total: None)
        safety.screen_pending()
        upload.refresh_from_db()
        return upload

    return run


def signed_in(account: Account) -> Client:
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def undo(upload: Upload, by: Account) -> Upload:
    job = undoing.begin(upload, by=by, alerts_seen_to=True)
    jobs.do.call(job.pk)
    upload.refresh_from_db()
    return upload


def where(upload: Upload, name: str = "undo") -> str:
    return reverse(f"upload:{name}", args=[upload.public_id])


def test_an_upload_that_is_undone_leaves_nothing_and_says_so(bring, board, priya):
    upload = bring()
    assert board.contributions.count() == 3
    undo(upload, priya)
    assert not board.contributions.exists()
    assert not RefusedRow.objects.exists()
    assert (upload.state, upload.undone_by) == (Upload.State.UNDONE, priya)
    assert upload.undone == {
        "comments": 3, "goes": 3, "services": 2, "gone": 3, "withdrawn": 0, "alerts": 0,
    }  # fmt: skip
    html = signed_in(priya).get(where(upload, "upload")).content.decode()
    assert "by Priya: 3 comments went." in html
    assert "2 services that no other comment names stay in the tree." in html
    assert "Undone" in signed_in(priya).get(reverse("upload:list")).content.decode()
    assert board.services.count() == 2


def test_the_same_file_is_then_read_afresh(bring, board, priya):
    undo(bring(), priya)
    again = bring(FILE.replace("The tea was warm", "The tea was hot"))
    assert (again.received, again.repeated, again.refused) == (3, 0, 1)
    assert board.contributions.filter(words="The tea was hot").exists()


def test_what_somebody_took_back_does_not_return_by_an_undoing(bring, board, priya):
    upload = bring()
    listening.withdraw(board.contributions.get(source_ref="A11"), by="test")
    undo(upload, priya)
    assert upload.undone["withdrawn"] == 1
    again = bring()
    assert (again.received, again.taken_back) == (2, 1)


def test_the_page_says_beforehand_what_goes_and_what_stays(bring, board, priya, lena):
    upload = bring()
    listening.withdraw(board.contributions.get(source_ref="A11"), by="test")
    html = signed_in(lena).get(where(upload)).content.decode()
    assert "2 comments that this file brought" in html
    assert "1 comment that people took back" in html
    assert "1 safety alert that nobody has opened" in html
    assert "no other comment names 2 of them (Ash ward, Elm ward)" in html
    assert "nobody has coded or checked any of them" in html


def test_an_alert_that_nobody_opened_is_not_undone_by_the_way(bring, board, priya):
    upload = bring()
    answer = signed_in(priya).post(where(upload))
    assert answer.status_code == 422
    assert "Open the safety alerts first" in answer.content.decode()
    with pytest.raises(undoing.NotToBeUndone, match="Somebody may be at risk"):
        undoing.begin(upload, by=priya)
    assert signed_in(priya).post(where(upload), {"alerts_seen_to": "on"}).status_code == 302
    upload.refresh_from_db()
    assert upload.state == Upload.State.UNDOING
    entry = AuditEntry.objects.get(verb="upload.undo_asked_for")
    assert entry.about == {"alerts_waiting": 1}


def test_nothing_is_undone_before_it_was_screened(bring, board, priya):
    upload = bring()
    board.contributions.update(screened_at=None)
    assert "not been screened" in signed_in(priya).get(where(upload)).content.decode()
    with pytest.raises(undoing.NotToBeUndone, match="screened"):
        undoing.begin(upload, by=priya, alerts_seen_to=True)


def test_whoever_brought_it_or_may_withdraw_undoes_it_and_nobody_else(bring, board, priya, lena):
    upload = bring()
    noor = signed_in(person("Noor", board, Role.ANALYST))
    assert noor.get(where(upload)).status_code == 403
    assert noor.post(where(upload), {"alerts_seen_to": "on"}).status_code == 403
    assert where(upload) not in noor.get(where(upload, "upload")).content.decode()
    jas = signed_in(person("Jas", board, Role.PARTNER))
    assert jas.get(where(upload)).status_code == 404
    assert where(upload) in signed_in(lena).get(where(upload, "upload")).content.decode()
    undo(upload, lena)
    assert upload.undone_by == lena


def test_another_organisation_undoes_nothing(bring):
    upload = bring()
    welland = people.create_organisation("Welland", "icb", by="test")
    olu = signed_in(person("Olu", welland, Role.ADMINISTRATOR))
    assert olu.get(where(upload)).status_code == 404
    assert olu.post(where(upload), {"alerts_seen_to": "on"}).status_code == 404


def test_an_undoing_whose_worker_died_goes_on_where_it_stood(bring, board, priya, monkeypatch):
    upload = bring()
    monkeypatch.setattr(bulk, "_pace", lambda: Pace(first=1, fewest=1, most=1))
    job = undoing.begin(upload, by=priya, alerts_seen_to=True)
    upload.refresh_from_db()

    def killed(done, total):
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undoing.undo(upload, killed)
    assert board.contributions.count() == 2
    told = []
    undoing.undo(upload, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    upload.refresh_from_db()
    assert (upload.state, upload.undone["gone"]) == (Upload.State.UNDONE, 3)
    jobs.do.call(job.pk)
    assert AuditEntry.objects.filter(verb="upload.undone").count() == 1


def test_an_undoing_that_stopped_says_so_and_can_be_gone_on_with(bring, board, priya):
    upload = bring()
    job = undoing.begin(upload, by=priya, alerts_seen_to=True)
    with pytest.raises(undoing.NotToBeUndone, match="being undone already"):
        undoing.begin(upload, by=priya, alerts_seen_to=True)
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED)
    html = signed_in(priya).get(where(upload, "upload")).content.decode()
    assert "Undoing stopped before its end" in html
    assert "3 comments of this file are still here" in html
    undo(upload, priya)
    assert upload.state == Upload.State.UNDONE
    with pytest.raises(undoing.NotToBeUndone, match="undone already"):
        undoing.begin(upload, by=priya)


def test_a_file_that_was_not_read_has_nothing_to_undo(board, priya):
    upload = operations.bring(ContentFile(FILE.encode()), "march.csv", organisation=board, by=priya)
    with pytest.raises(undoing.NotToBeUndone, match="nothing to undo"):
        undoing.begin(upload, by=priya)
    assert signed_in(priya).get(where(upload)).status_code == 302


def test_files_that_said_the_same_since_are_named(bring, priya):
    upload = bring()
    bring(name="quarter.csv")
    assert "quarter.csv" in signed_in(priya).get(where(upload)).content.decode()


def test_the_trail_says_how_many_went_and_no_words(bring, priya):
    undo(bring(), priya)
    entry = AuditEntry.objects.get(verb="upload.undone")
    assert entry.about == {"gone": 3, "withdrawn": 0, "alerts": 0}
    assert entry.actor == f"account:{priya.pk}"
