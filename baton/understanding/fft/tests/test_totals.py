# SPDX-License-Identifier: MIT
"""The Summary: totals by type of submitter, worked by hand; and how a type is said."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.places import operations as places
from baton.understanding.fft import operations, returns, totals
from baton.understanding.fft.layout import SETTINGS
from baton.understanding.fft.models import Reported
from baton.understanding.fft.tests.conftest import MAY
from baton.understanding.fft.tests.test_pages import ADD, SERVICES, at, page

pytestmark = pytest.mark.django_db
HEAD = (
    *("Submitter Type", "Total Responses", "Total Eligible"),
    *("Percentage Positive", "Percentage Negative"),
    *("Very Good", "Good", "Neither Good nor Poor", "Poor", "Very Poor", "Don't Know"),
)
NOBODY = (0, None, "-", "-", 0, 0, 0, 0, 0, 0)
HIDDEN = ("*",) * 10
WAYS = ("safe", "national", "counted")


def summary(opened, setting, way):
    return opened(setting, way)["Summary"]


# -- inpatients: two wards of the NHS, and a clinic of the independent sector ---------------------


@pytest.fixture
def clinic(board, tree):
    """Teal Clinic below the national board of independent providers."""
    above = None
    for name, kind, code in (
        ("Independent Sector Providers", "board", "IS1"),
        ("Teal Group", "trust", "NTL"),
        ("Teal Clinic", "site", "NTL01"),
        ("Plum", "ward", ""),
    ):
        above = places.add_service(board, name, kind=kind, parent=above, code=code, by="test")
        tree[name] = above
    return above


@pytest.fixture
def inpatients(clinic, counted, answered, eligible):
    counted("inpatient", "Wreake Trust", "Teal Group")
    answered("Ash", 12, 6, 1, 0, 0, 1)
    answered("Rowan", 4, 2, 0, 2, 2, 0)
    answered("Plum", 6, 3, 0, 0, 1, 0)
    eligible("inpatient", Ash=80, Rowan=30, Plum=16)


NHS = ("NHS", 30, 110, 24 / 30, 4 / 30, 16, 8, 1, 2, 2, 1)
IS = ("IS", 10, 16, 0.9, 0.1, 6, 3, 0, 0, 1, 0)
ALL = ("Total", 40, 126, 33 / 40, 5 / 40, 22, 11, 1, 2, 3, 1)


@pytest.mark.parametrize("way", WAYS)
def test_inpatients_are_summed_with_and_without_the_independent_sector(inpatients, opened, way):
    assert summary(opened, "inpatient", way) == [HEAD, ALL, NHS, IS]


def test_a_clinic_of_few_people_is_not_worked_out_from_totals(
    clinic, counted, answered, eligible, opened
):
    """Three people: the board, its clinic and ward are hidden, and the total that holds them."""
    counted("inpatient", "Wreake Trust", "Teal Group")
    answered("Ash", 12, 6, 1, 0, 0, 1)
    answered("Plum", 3)
    eligible("inpatient", Ash=80, Plum=16)
    nhs = ("NHS", 20, 80, 0.9, 0.0, 12, 6, 1, 0, 0, 1)
    assert summary(opened, "inpatient", "safe") == [HEAD, ("Total", *HIDDEN), nhs, ("IS", *HIDDEN)]
    few = ("IS", 3, 16, 1.0, 0.0, 3, 0, 0, 0, 0, 0)
    both = ("Total", 23, 96, 21 / 23, 0.0, 15, 6, 1, 0, 0, 1)
    for way in ("national", "counted"):
        assert summary(opened, "inpatient", way) == [HEAD, both, nhs, few]


def test_a_board_without_a_code_is_of_no_type(board, counted, answered, tree):
    tree["Soar Care Board"].code = ""
    tree["Soar Care Board"].save()
    counted("inpatient", "Abbey Hospital")
    answered("Ash", 4)
    found = returns.of_month(board, SETTINGS["inpatient"], MAY)
    assert [row.responses for _, row in totals.of_return(found)] == [4, 0, 0]
    assert totals.without_type(found) == 4


# -- accident and emergency: an acute department, two walk-in centres, one that is not stated -----


@pytest.fixture
def emergencies(counted, answered, eligible):
    counted("ae", "Abbey Hospital", department="acute")
    counted("ae", "Birch Hospital", department="walk_in")
    counted("ae", "Oak House")
    answered("Abbey Hospital", 20, 10, 4, 3, 2, 1)
    answered("Birch Hospital", 6, 1, 0, 1)
    answered("Oak House", 5, 2, 1, 0, 0, 1)
    eligible("ae", Abbey_Hospital=200, Birch_Hospital=20, Oak_House=50)


ACUTE = ("Acute Type 1&2", 40, 200, 0.75, 0.125, 20, 10, 4, 3, 2, 1)
WALK_IN = ("WiCs & MIUs", 8, 20, 7 / 8, 1 / 8, 6, 1, 0, 1, 0, 0)
AE_TOTAL = ("A&E Total", 57, 270, 44 / 57, 6 / 57, 31, 13, 5, 4, 2, 2)


@pytest.mark.parametrize("way", WAYS)
def test_emergencies_are_summed_by_type_of_department(emergencies, opened, way):
    found = opened("ae", way)
    assert found["Summary"] == [HEAD, AE_TOTAL, ACUTE, WALK_IN]
    notes = [row[0] for row in found["Notes"]]
    assert (
        "Summary: totals of the organisations that Soar Care Board reports, not of England."
        in notes
    )
    assert "Sites of no stated type, or of both, count in A&E Total only." in notes


def test_types_that_share_a_trust_with_a_hidden_site_are_hidden_and_the_total_is_not(
    emergencies, answered, opened, tree, meena, board
):
    """Elm House of two people is hidden, and Birch Hospital for it: no type of theirs is told."""
    tree["Elm House"] = places.add_service(
        board, "Elm House", kind="site", parent=tree["Wreake Trust"], code="RWT03", by="test"
    )
    operations.report(board, tree["Elm House"], "ae", by=meena, department="acute")
    answered("Elm House", 2)
    assert summary(opened, "ae", "safe") == [
        HEAD,
        ("A&E Total", 59, 270, 46 / 59, 6 / 59, 33, 13, 5, 4, 2, 2),
        ("Acute Type 1&2", *HIDDEN),
        ("WiCs & MIUs", *HIDDEN),
    ]


def test_hidden_sites_of_one_type_are_told_as_one_where_their_trust_is(
    counted, answered, eligible, opened
):
    """Both sites of the trust are hidden; their total is the row of the trust, which is told."""
    counted("ae", "Abbey Hospital", "Birch Hospital", department="walk_in")
    counted("ae", "Oak House", department="acute")
    answered("Abbey Hospital", 20, 10, 4, 3, 2, 1)
    answered("Birch Hospital", 2, 1, 0, 1)
    answered("Oak House", 5, 2, 1, 0, 0, 1)
    eligible("ae", Abbey_Hospital=200, Birch_Hospital=20, Oak_House=50)
    found = opened("ae", "safe")
    assert found["Sites"][2][5:] == HIDDEN
    assert found["Summary"][3] == ("WiCs & MIUs", 44, 220, 0.75, 6 / 44, 22, 11, 4, 4, 2, 1)
    assert found["Summary"][2] == ("Acute Type 1&2", 9, 50, 7 / 9, 0.0, 5, 2, 1, 0, 0, 1)


def test_a_site_with_departments_of_both_types_counts_in_the_total_only(
    board, counted, answered, tree
):
    tree["Minor Injuries"] = places.add_service(
        board, "Minor Injuries", kind="service", parent=tree["Abbey Hospital"], by="test"
    )
    counted("ae", "Abbey Hospital", department="acute")
    counted("ae", "Minor Injuries", department="walk_in")
    answered("Abbey Hospital", 6)
    answered("Minor Injuries", 7)
    found = returns.of_month(board, SETTINGS["ae"], MAY)
    assert [row.responses for _, row in totals.of_return(found)] == [13, 0, 0]


def test_numbers_typed_of_a_site_leave_the_type_of_its_department(
    board, counted, answered, eligible, tree
):
    """What is counted is the department; the row, and the box for its number, is the site."""
    tree["Minor Injuries"] = places.add_service(
        board, "Minor Injuries", kind="service", parent=tree["Abbey Hospital"], by="test"
    )
    counted("ae", "Minor Injuries", department="walk_in")
    answered("Minor Injuries", 7)
    eligible("ae", Abbey_Hospital=30)
    found = returns.of_month(board, SETTINGS["ae"], MAY)
    assert [(row.responses, row.eligible) for _, row in totals.of_return(found)] == [
        *((7, 30), (0, None), (7, 30)),
    ]
    assert not totals.has_without_type(found)


def test_a_setting_without_a_national_layout_has_no_totals(board, counted, answered, opened):
    counted("community", "Abbey Hospital")
    answered("Ash", 5)
    assert "Summary" not in opened("community", "counted")
    assert totals.of_return(returns.of_month(board, SETTINGS["community"], MAY)) == []


# -- the pages ------------------------------------------------------------------------------------


def test_meena_says_which_type_a_site_is_and_reads_totals_of_it(tree, meena, signed_in, answered):
    client = signed_in(meena)
    given = {"service": str(tree["Abbey Hospital"].public_id), "department": "acute"}
    refused = page(client.post(ADD, {**given, "setting": "inpatient"}), 422)
    assert "Only accident and emergency has types of department." in refused
    assert page(client.post(ADD, {**given, "setting": "ae", "department": "vast"}), 422)
    assert not Reported.objects.exists()
    shown = page(client.post(ADD, {**given, "setting": "ae"}, follow=True))
    assert "Acute, type 1 or 2" in shown
    answered("Abbey Hospital", 9, 1)
    shown = page(client.get(at("return", "ae")))
    assert "Of the organisations in this return, not of England." in shown
    assert "Walk-in centres and minor injuries units" in shown
    assert "count in the total only" not in shown


def test_the_page_says_how_many_answers_are_of_no_type(emergencies, meena, signed_in):
    shown = page(signed_in(meena).get(at("return", "ae")))
    assert (
        "9 answers are of sites of which no type of department is stated, or both: they count in "
        "the total only." in shown
    )


def test_a_type_is_changed_and_taken_away_and_both_are_recorded(counted, meena, signed_in):
    counted("ae", "Abbey Hospital", department="acute")
    client, found = signed_in(meena), Reported.objects.get()
    path = reverse("fft:change_service", args=[found.public_id])
    assert '<option value="acute" selected>' in page(client.get(path))
    page(client.post(path, {"setting": "ae", "department": "walk_in"}, follow=True))
    assert "Walk-in centre or minor injuries unit" in page(client.get(SERVICES))
    assert "Only accident and emergency" in page(
        client.post(path, {"setting": "inpatient", "department": "walk_in"}), 422
    )
    page(client.post(path, {"setting": "inpatient", "department": ""}, follow=True))
    found.refresh_from_db()
    assert (found.setting, found.department) == ("inpatient", "")
    entries = AuditEntry.objects.filter(verb__startswith="fft.report").order_by("pk")
    assert [each.about["department"] for each in entries] == ["acute", "walk_in", ""]


def test_specialities_from_a_file_leave_the_type_as_it_is(board, counted, meena, tree):
    counted("ae", "Abbey Hospital", department="acute")
    given = {tree["Abbey Hospital"]: ("180 - EMERGENCY", "")}
    assert operations.put_specialities(board, SETTINGS["ae"], given, by=meena) == 1
    assert Reported.objects.get().department == "acute"


def test_only_accident_and_emergency_has_types(counted):
    counted("inpatient", "Abbey Hospital")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reported.objects.update(department="acute")


def test_the_summary_is_a_file_of_its_own(emergencies, priya, signed_in):
    client = signed_in(priya)
    assert "Summary as CSV" in page(client.get(at("return", "ae")))
    answer = client.get(at("download", "ae"), {"sheet": "Summary"})
    text = b"".join(answer.streaming_content).decode()
    assert "not of England" in text
    assert "Acute Type 1&2,40,200,0.75,0.125,20,10,4,3,2,1" in text
