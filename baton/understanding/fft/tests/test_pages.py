# SPDX-License-Identifier: MIT
"""The pages on which Meena keeps returns and Bea and Priya read them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.understanding.fft.models import BoardAbove, Columns, Eligible, Reported, Sent
from baton.understanding.fft.tests.conftest import MAY

pytestmark = pytest.mark.django_db
LIST, SERVICES, ADD = (reverse(f"fft:{name}") for name in ("returns", "services", "add_service"))


def page(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return " ".join(answer.content.decode().split())


def at(name, setting="inpatient", month="2026-05"):
    return reverse(f"fft:{name}", args=[setting, month])


def csv_file(*lines):
    return SimpleUploadedFile("eligible.csv", "\n".join(lines).encode())


def test_meena_begins_with_a_hospital_and_reads_its_return(tree, meena, signed_in, answered):
    client = signed_in(meena)
    assert "No service is counted in a return yet." in page(client.get(LIST))
    assert "Choose a service." in page(client.post(ADD, {"setting": "inpatient"}), 422)
    given = {"service": str(tree["Abbey Hospital"].public_id), "setting": "inpatient"}
    shown = page(client.post(ADD, given, follow=True))
    assert "Abbey Hospital is counted in Inpatients and day cases." in shown
    assert "is counted in Inpatients and day cases already" in page(client.post(ADD, given), 422)
    answered("Ash", 12, 6, 1, 0, 0, 1, modes={1: 15, None: 5})
    shown = page(client.get(LIST))
    assert "20 people answered in May 2026 in 1 setting." in shown
    assert "11 Jun" in shown
    shown = page(client.get(at("return")))
    assert "20 people answered in May 2026: 90% said good or very good, and 0% poor" in shown
    assert "Nobody said how 5 answers were collected: they count as Other." in shown
    assert "How many people could have answered is not known of 3 wards of 3." in shown


def test_figures_stand_unhidden_for_the_body_itself_and_files_are_for_who_may_take_them(
    counted, answered, bea, priya, signed_in
):
    counted("inpatient", "Abbey Hospital")
    answered("Elm", 1)
    shown = page(signed_in(bea).get(at("return")))
    assert "1 person answered in May 2026: 100% said good or very good" in shown
    assert "Take it away" not in shown
    assert signed_in(bea).get(at("download")).status_code == 403
    assert "Safe to publish" in page(signed_in(priya).get(at("return")))
    assert "Mark as sent" not in page(signed_in(priya).get(at("return")))


def test_what_is_downloaded_says_what_it_is_and_is_recorded(counted, answered, priya, signed_in):
    counted("inpatient", "Abbey Hospital")
    answered("Elm", 1)
    answer = signed_in(priya).get(at("download"), {"sheet": "Wards"})
    text = b"".join(answer.streaming_content).decode()
    assert "fft-inpatient-2026-05-safe-soar-care-board.csv" in answer["Content-Disposition"]
    assert "Mode: safe, for publishing." in text
    assert "Elm,*" in text
    entry = AuditEntry.objects.get(verb="fft.downloaded")
    assert (entry.about["way"], entry.about["kind"]) == ("safe", "csv")
    assert signed_in(priya).get(at("download"), {"sheet": "Beds"}).status_code == 404
    assert signed_in(priya).get(at("download"), {"way": "guess"}).status_code == 404


def test_a_return_is_marked_as_sent_and_what_changed_since_is_said(
    counted, answered, meena, eligible, signed_in
):
    counted("inpatient", "Abbey Hospital")
    answered("Ash", 12)
    client = signed_in(meena)
    shown = page(client.post(at("sent"), follow=True))
    assert "Marked as sent by Meena on 10 June 2026" in shown
    assert "Nothing has changed since." in shown
    answered("Ash", 0, 0, 0, 0, 2)
    eligible("inpatient", Oak=30)
    shown = page(client.get(at("return")))
    assert "2 rows have changed since: 2 answers more." in shown
    assert "Abbey Hospital, Ash" in shown
    assert "0 answers of 30 eligible" in shown
    assert "2 rows have changed since" in page(client.get(LIST))
    assert "Nothing has changed since." in page(client.post(at("sent"), follow=True))
    assert Sent.objects.count() == 1
    page(client.post(at("sent"), {"take_back": "yes"}, follow=True))
    assert not Sent.objects.exists()


def test_a_month_that_is_not_over_cannot_have_been_sent(counted, meena, signed_in):
    counted("inpatient", "Abbey Hospital")
    client = signed_in(meena)
    assert "which is not over" in page(client.get(at("return", month="2026-06")))
    shown = page(client.post(at("sent", month="2026-06"), follow=True))
    assert "The month is not over" in shown
    assert not Sent.objects.exists()


@pytest.mark.parametrize("month", ["2026-13", "2026-07", "2019-05", "May", "0000-01", "2026-5"])
def test_a_month_that_there_is_not_has_no_page(counted, meena, signed_in, month):
    counted("inpatient", "Abbey Hospital")
    assert signed_in(meena).get(at("return", month=month)).status_code == 404
    assert signed_in(meena).get(LIST, {"month": month}).status_code == 404


def test_a_setting_without_a_service_has_no_page(tree, meena, signed_in):
    for setting in ("inpatient", "hairdressing"):
        assert signed_in(meena).get(at("return", setting)).status_code == 404


def test_eligible_numbers_are_typed_changed_and_taken_away(counted, tree, meena, signed_in):
    counted("inpatient", "Abbey Hospital")
    client = signed_in(meena)
    ash, elm = (f"number-{tree[name].public_id}" for name in ("Ash", "Elm"))
    assert "Write a whole number" in page(client.post(at("eligible"), {ash: "many"}), 422)
    shown = page(client.post(at("eligible"), {ash: "1,200", elm: "30"}, follow=True))
    assert "2 numbers were kept." in shown
    assert dict(Eligible.objects.values_list("service__name", "number")) == {"Ash": 1200, "Elm": 30}
    page(client.post(at("eligible"), {ash: "1,200", elm: ""}, follow=True))
    assert Eligible.objects.get().service == tree["Ash"]
    assert Eligible.objects.get().month == MAY


def test_a_file_says_once_what_its_columns_are(counted, tree, meena, signed_in):
    counted("inpatient", "Abbey Hospital")
    client = signed_in(meena)
    lines = ("Where,How many,Spec 1", "Ash,80,430 - GERIATRIC", "Elm,ten,", "Beech,5,", "Ash,9,")
    shown = page(client.post(at("import_eligible"), {"file": csv_file(*lines)}))
    assert "What are its columns?" in shown
    text = "\n".join(lines)
    assert "Say which column it is: service, by its code or name." in page(
        client.post(at("import_eligible"), {"text": text, "number": "How many"}), 422
    )
    twice = {"text": text, "service": "Where", "number": "Where"}
    assert "One column cannot be two things." in page(
        client.post(at("import_eligible"), twice), 422
    )
    chosen = {"text": text, "service": "Where", "number": "How many", "first": "Spec 1"}
    shown = page(client.post(at("import_eligible"), chosen))
    assert "1 number was kept, 0 were there already, specialities of 1 row changed" in shown
    assert "“ten” is not a whole number." in shown
    assert "“Beech” is no row of this return." in shown
    assert "Ash stands in an earlier row." in shown
    assert Reported.objects.get(service=tree["Ash"]).first_speciality == "430 - GERIATRIC"
    assert Columns.objects.get().chosen == {
        "service": "Where",
        "number": "How many",
        "first": "Spec 1",
    }
    again = ("Where,How many,Spec 1", "Ash,80,430 - GERIATRIC", "Elm,12,")
    shown = page(client.post(at("import_eligible"), {"file": csv_file(*again)}))
    assert "1 number was kept, 1 was there already, specialities of 0 rows changed" in shown


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"Ward\nAsh\n", "The file needs a row of headings with at least two columns"),
        (b"Ward,Ward\nAsh,2\n", "Two columns have the same heading."),
        (b"PK\x03\x04 a workbook", "This is a spreadsheet."),
        (b'Ward,Number\n"Ash,2\n' + b"x" * 11_000, "a quotation mark may be missing"),
        (b"Ward,Number\n" + b"Ash,2\n" * 10_001, "The file has more than 10,000 rows."),
        (b"x" * (512 * 1024 + 1), "The file is larger than 500 kB."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(counted, meena, signed_in, content, sentence):
    counted("inpatient", "Abbey Hospital")
    file = SimpleUploadedFile("eligible.csv", content)
    shown = page(signed_in(meena).post(at("import_eligible"), {"file": file}), 422)
    assert sentence in shown
    assert not Eligible.objects.exists()


def test_a_service_is_counted_elsewhere_or_no_more(counted, tree, meena, signed_in):
    counted("inpatient", "Abbey Hospital")
    client = signed_in(meena)
    found = Reported.objects.get()
    path = reverse("fft:change_service", args=[found.public_id])
    second = {"setting": "ae", "second_speciality": "100 - SURGERY"}
    assert "Write the first speciality before the second." in page(client.post(path, second), 422)
    page(client.post(path, {"setting": "ae"}, follow=True))
    found.refresh_from_db()
    assert found.setting == "ae"
    shown = page(client.post(path, {"leave_out": "yes"}, follow=True))
    assert "Abbey Hospital is left out." in shown
    assert not Reported.objects.exists()
    assert AuditEntry.objects.filter(verb__startswith="fft.").count() == 3


def test_the_board_is_named_where_the_tree_does_not(tree, meena, signed_in):
    client = signed_in(meena)
    path = reverse("fft:board")
    assert "Write the code of the board." in page(client.post(path, {"name": "Soar"}), 422)
    shown = page(client.post(path, {"code": "QSW", "name": "Soar ICB"}, follow=True))
    assert "Soar ICB" in shown
    assert BoardAbove.objects.get().code == "QSW"
    assert 'value="QSW"' in page(client.get(path))


def test_only_who_manages_services_changes_returns(counted, priya, signed_in):
    counted("inpatient", "Abbey Hospital")
    client = signed_in(priya)
    for path in (SERVICES, ADD, at("eligible"), at("import_eligible"), reverse("fft:board")):
        assert client.get(path).status_code == 403
    assert client.post(at("sent")).status_code == 403
