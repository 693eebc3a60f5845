# SPDX-License-Identifier: MIT
"""From a file to contributions: nothing lost, nothing twice, and the file itself not kept."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from baton.core import clock, jobs
from baton.core.models import AuditEntry, Job
from baton.core.pace import Pace
from baton.listening import door
from baton.listening import operations as listening
from baton.listening.channels.upload import keeping, operations
from baton.listening.channels.upload.mapping import MappingProblem, from_dict
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import UnreadableFile
from baton.people import operations as people
from baton.people.models import Account, Organisation
from baton.people.roles import Role

pytestmark = pytest.mark.django_db

FILE = """Response ID,Date,Site,What was good?,What could we do better?,Age,May we quote you?
1,01/03/2026,Oadby clinic,The porter sang to us,More seats please,25-34,Yes
2,02/03/2026,Oadby clinic,Kind people,,75-84,No
3,31/02/2026,Oadby clinic,Kept informed,,,
4,04/03/2026,Wigston clinic,,,35-44,
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
def jas(board) -> Account:
    return person("Jas", board, Role.PARTNER)


@pytest.fixture
def bring(board, priya):
    def run(text: str | bytes = FILE, name: str = "march.csv") -> Upload:
        content = text.encode() if isinstance(text, str) else text
        return operations.bring(ContentFile(content), name, organisation=board, by=priya)

    return run


def read(upload: Upload) -> Upload:
    chosen = from_dict(upload.mapping | {"day_first": True}, upload.header)
    operations.read_now(upload, chosen, lambda done, total: None)
    upload.refresh_from_db()
    return upload


def on_disk(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_file_becomes_contributions_and_its_bad_row_is_kept_aside(bring, board):
    upload = read(bring())
    assert (upload.rows, upload.received, upload.refused, upload.without_words) == (4, 3, 1, 1)
    said = {each.words: each for each in board.contributions.select_related("question", "service")}
    assert set(said) == {"The porter sang to us", "More seats please", "Kind people"}
    porter, seats = said["The porter sang to us"], said["More seats please"]
    assert porter.respondent == seats.respondent != ""
    assert (porter.question.wording, seats.question.kind) == ("What was good?", "could_improve")
    assert porter.service.name == "Oadby clinic"
    assert porter.may_quote
    assert not said["Kind people"].may_quote
    assert porter.characteristics.stated == {"age": "25-34"}
    refused = upload.refused_rows.get()
    assert (refused.number, refused.column) == (4, "Date")
    assert "31 February does not exist" in refused.reason


def test_the_same_file_twice_adds_nothing(bring, board):
    read(bring())
    again = read(bring(name="march (copy).csv"))
    assert (again.received, again.repeated) == (0, 3)
    assert board.contributions.count() == 3


def test_the_file_is_let_go_once_it_was_read(bring, files):
    upload = bring()
    assert len(on_disk(files)) == 1
    read(upload)
    assert on_disk(files) == []
    assert upload.file.name == ""


def test_a_mended_row_comes_back_by_the_file_of_refused_rows(bring, board, priya, client):
    upload = read(bring())
    client.force_login(priya, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("upload:refused", args=[upload.public_id]))
    mended = answer.content.decode().replace("31/02/2026", "28/02/2026")
    again = read(bring(mended, "refused-rows.csv"))
    assert (again.received, again.refused) == (1, 0)
    assert board.contributions.filter(words="Kept informed").exists()


def test_what_was_taken_back_does_not_return_with_the_file(bring, board, priya):
    read(bring())
    listening.withdraw(board.contributions.get(words="Kind people"), by=priya)
    listening.erase(board.contributions.get(words="More seats please"), by=priya)
    again = read(bring())
    assert (again.received, again.repeated, again.taken_back) == (0, 1, 2)
    assert not board.contributions.filter(words__in=["Kind people", "More seats please"]).exists()


def test_a_reading_that_was_killed_is_finished_and_stores_nothing_twice(bring, board, monkeypatch):
    rows = "".join(f"Comment number {number}\n" for number in range(20))
    upload = bring(f"Comment\n{rows}")
    monkeypatch.setattr(door, "Pace", lambda: Pace(first=3, fewest=3, most=3))
    chosen = from_dict(upload.mapping, upload.header)
    operations._take_up(upload, chosen)
    turns = []

    def killed(done, total):
        turns.append(done)
        raise KeyboardInterrupt

    monkeypatch.setattr(operations, "NOTE_EVERY", 0)
    with pytest.raises(KeyboardInterrupt):
        operations.read(upload, killed)
    assert 0 < board.contributions.count() < 20
    upload.refresh_from_db()
    assert upload.state == Upload.State.READING
    operations.read(upload, lambda done, total: None)
    upload.refresh_from_db()
    assert board.contributions.count() == 20
    assert (upload.state, upload.rows, upload.received, upload.repeated) == ("read", 20, 20, 0)


def test_reading_is_a_job_with_progress(bring, priya):
    upload = bring()
    job = operations.begin(upload, from_dict(upload.mapping, upload.header), by=priya)
    assert (job.state, job.leads_to) == ("waiting", f"/uploads/{upload.public_id}/")
    with pytest.raises(operations.NotToBeRead):
        operations.begin(upload, from_dict(upload.mapping, upload.header), by=priya)
    jobs.do.call(job.pk)
    job.refresh_from_db()
    upload.refresh_from_db()
    assert (job.state, job.done, job.total, upload.state) == ("done", 4, 4, "read")


def test_a_file_that_has_gone_bad_fails_in_a_sentence_and_is_kept(bring, priya, files):
    upload = bring()
    job = operations.begin(upload, from_dict(upload.mapping, upload.header), by=priya)
    on_disk(files)[0].write_bytes(b"")
    jobs.do.call(job.pk)
    job.refresh_from_db()
    upload.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "The file is empty.")
    assert (upload.state, upload.problem) == (Upload.State.FAILED, "The file is empty.")


def test_how_a_file_was_read_is_remembered_for_its_shape(bring, board):
    upload = bring()
    chosen = from_dict({"comments": ["What was good?"], "date": "Date"}, upload.header)
    operations.read_now(upload, chosen, lambda done, total: None)
    next_month = bring(FILE.replace("/03/2026", "/04/2026"), "april.csv")
    # That the day comes first, this file said itself: 31/02/2026.
    assert from_dict(next_month.mapping, next_month.header) == replace(chosen, day_first=True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"Comment,Date\n", "no rows below it"),
        (b"PK\x03\x04" + b"\0" * 400, "damaged"),
    ],
)
def test_a_file_without_a_table_keeps_nothing(bring, board, files, content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        bring(content)
    assert on_disk(files) == []
    assert not Upload.objects.exists()


NASTY = (
    b"Comment,Date\n"
    b"Good one,01/03/2026\n"
    b"with a \0 inside,01/03/2026\n"
    b"caf\xe9 \x81 bytes,01/03/2026\n"
    b"31 February,31/02/2026\n"
    b'"an open quote,01/03/2026\n'
    b"Another good one,02/03/2026\n" + b"x" * 1_200_000 + b",03/03/2026\n"
    b"Too,many,cells\n"
    b"Last good one,04/03/2026\n"
)


def test_nasty_rows_are_refused_with_reasons_and_the_good_ones_kept(bring, board):
    upload = read(bring(NASTY))
    words = set(board.contributions.values_list("words", flat=True))
    assert {"Good one", "Another good one", "Last good one"} <= words
    assert upload.received + upload.refused == upload.rows
    reasons = {row.number: row.reason for row in upload.refused_rows.all()}
    assert {3, 5, 6} <= set(reasons)
    assert all(len(reason) > 20 for reason in reasons.values())


def test_columns_that_are_not_there_are_named(bring):
    upload = bring()
    with pytest.raises(MappingProblem, match="Comnent"):
        from_dict({"comments": ["Comnent"]}, upload.header)


# ── Pages ──────────────────────────────────────────────────────────────────────────────────────


def sign_in(client, account):
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client, text=FILE, name="march.csv"):
    file = io.BytesIO(text.encode())
    file.name = name
    return client.post(reverse("upload:new"), {"file": file})


def test_the_columns_are_checked_on_a_screen_before_anything_is_read(board, priya, client):
    sign_in(client, priya)
    answer = send(client)
    upload = Upload.objects.get()
    columns = reverse("upload:columns", args=[upload.public_id])
    assert answer.url == columns
    html = client.get(columns).content.decode()
    assert "The porter sang to us" in html
    assert "31 February does not exist" in html
    assert board.contributions.count() == 0
    html = client.post(columns, {"column3": "comment", "show": "yes"}).content.decode()
    assert "The porter sang to us" in html
    assert "More seats please" not in html.split("Each column")[0]
    given = {"column0": "id", "column1": "date", "column3": "comment", "read": "yes"}
    assert client.post(columns, given).url == reverse("upload:upload", args=[upload.public_id])
    upload.refresh_from_db()
    assert upload.state == Upload.State.READING


SUPPLIERS = "Ref,Date,FFT,Comment\nS1,13/05/2026,Good,All was quiet on the ward\n"


def test_how_scores_were_collected_is_said_once_and_remembered(board, priya, client):
    sign_in(client, priya)
    send(client, SUPPLIERS)
    upload = Upload.objects.get()
    columns = reverse("upload:columns", args=[upload.public_id])
    assert "How were the scores collected" in client.get(columns).content.decode()
    given = {"column0": "id", "column1": "date", "column2": "score", "column3": "comment"}
    client.post(columns, given | {"mode_of_all": "6", "read": "yes"})
    upload.refresh_from_db()
    jobs.do.call(upload.job.pk)
    assert board.contributions.get().get_mode_display() == "Telephone"
    send(client, SUPPLIERS.replace("S1", "S2"))
    second = Upload.objects.exclude(pk=upload.pk).get()
    html = client.get(reverse("upload:columns", args=[second.public_id])).content.decode()
    assert "collected by Telephone" in html


def test_a_choice_that_cannot_be_used_is_answered_in_a_sentence(priya, client):
    sign_in(client, priya)
    send(client)
    columns = reverse("upload:columns", args=[Upload.objects.get().public_id])
    answer = client.post(columns, {"read": "yes"})
    assert answer.status_code == 422
    assert "Say which column holds the comments" in answer.content.decode()


def test_the_progress_part_asks_again_only_while_it_is_read(bring, priya, client):
    upload = bring()
    operations.begin(upload, from_dict(upload.mapping, upload.header), by=priya)
    sign_in(client, priya)
    part = reverse("upload:progress", args=[upload.public_id])
    assert 'hx-trigger="every 1s"' in client.get(part).content.decode()
    jobs.do.call(upload.job.pk)
    html = client.get(part).content.decode()
    assert 'hx-trigger="every 1s"' not in html
    assert "3 comments from 4 rows are kept" in html


def test_a_partner_sees_what_they_brought_and_nothing_else(bring, priya, jas, client):
    mine = read(bring())
    sign_in(client, jas)
    assert client.get(reverse("upload:upload", args=[mine.public_id])).status_code == 404
    send(client, name="from the carers.csv")
    html = client.get(reverse("upload:list")).content.decode()
    assert "from the carers.csv" in html
    assert "march.csv" not in html


def test_another_organisation_reaches_no_upload(bring, client):
    upload = read(bring())
    welland = people.create_organisation("Welland", "icb", by="test")
    olu = person("Olu", welland, Role.ADMINISTRATOR)
    sign_in(client, olu)
    for name in ("upload", "columns", "progress", "refused"):
        assert client.get(reverse(f"upload:{name}", args=[upload.public_id])).status_code == 404
    assert client.post(reverse("upload:discard", args=[upload.public_id])).status_code == 404
    assert "march.csv" not in client.get(reverse("upload:list")).content.decode()


def test_a_file_that_was_not_read_can_be_let_go(
    bring, priya, client, files, django_capture_on_commit_callbacks
):
    upload = bring()
    sign_in(client, priya)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("upload:discard", args=[upload.public_id]))
    assert not Upload.objects.exists()
    assert on_disk(files) == []
    read_one = read(bring())
    client.post(reverse("upload:discard", args=[read_one.public_id]))
    assert Upload.objects.get() == read_one


def test_the_trail_holds_no_words(bring):
    read(bring())
    for entry in AuditEntry.objects.all():
        assert "porter" not in str(entry.about)


def test_refused_rows_are_forgotten_after_thirty_days(bring, client, priya):
    upload = read(bring())
    assert keeping.forget_refusals() == 0
    later = clock.now() + keeping.KEPT + timedelta(minutes=1)
    with clock.held_at(later):
        assert keeping.forget_refusals() == 1
        sign_in(client, priya)
        html = client.get(reverse("upload:upload", args=[upload.public_id])).content.decode()
    assert "1 row was refused and kept aside for thirty days, which are over." in html
