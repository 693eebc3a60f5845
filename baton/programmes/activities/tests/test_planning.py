# SPDX-License-Identifier: MIT
"""Meena plans an activity in four fields, and is asked for the rest when it matters."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.programmes import operations as programmes
from baton.programmes.activities import operations
from baton.programmes.activities.forms import planning
from baton.programmes.activities.models import Activity
from baton.programmes.models import Stage

FOUR = {"title": "Booth at the market", "on": "2026-07-01", "with_whom": "shoppers"}


def page(name, activity):
    return reverse(f"activities:{name}", args=[activity.public_id])


def test_four_fields_make_an_activity(hers, physio):
    answer = hers.post("/activities/add", FOUR | {"programme": physio.public_id}, follow=True)
    made = Activity.objects.get()
    assert answer.redirect_chain[-1][0] == page("activity", made)
    assert (made.title, made.on, made.with_whom) == (
        "Booth at the market",
        date(2026, 7, 1),
        "shoppers",
    )
    shown = answer.content.decode()
    assert "We took it for the stage “Identify needs and aspirations”" in shown
    for asked in ("By which method", "Where it is", "How it is accessible", "Which rung"):
        assert asked in shown


def test_the_only_programme_is_chosen_already(hers, physio):
    shown = hers.get("/activities/add").content.decode()
    assert f'value="{physio.public_id}" selected' in shown


def test_the_programme_that_one_comes_from_is_chosen_already(hers, board, physio, meena):
    other = programmes.begin(board, "Quieter wards", by=meena)
    shown = hers.get("/activities/add", {"programme": other.public_id}).content.decode()
    assert f'value="{other.public_id}" selected' in shown
    unknown = hers.get("/activities/add", {"programme": "nonsense"}).content.decode()
    assert "selected" in unknown
    assert f'value="{physio.public_id}" selected' not in unknown


def test_without_a_programme_the_page_says_so(hers):
    shown = hers.get("/activities/add").content.decode()
    assert "There is no open programme yet." in shown
    assert f'href="{reverse("programmes:begin")}">Begin a programme</a> first.' in shown


def test_who_adds_from_a_programmes_page_goes_back_to_it(hers, physio):
    home = reverse("programmes:programme", args=[physio.public_id])
    address = f"/activities/add?programme={physio.public_id}"
    assert f'href="{home}">Back to Redesign physiotherapy</a>' in hers.get(address).content.decode()
    answer = hers.post(address, FOUR | {"programme": physio.public_id}, follow=True)
    shown = answer.content.decode()
    assert "We took it for the stage" in shown
    assert f'href="{home}">Back to Redesign physiotherapy</a>' in shown


def test_each_of_the_four_is_asked_for_in_a_sentence(hers, board, physio, meena):
    programmes.begin(board, "Quieter wards", by=meena)
    answer = hers.post("/activities/add", {"on": "1 July"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    for sentence in (
        "Say what it is.",
        "Write a day that exists, like 28/02/2026.",
        "Say with whom.",
        "Choose a programme.",
    ):
        assert sentence in shown


def test_the_stage_is_the_one_that_was_opened_last(physio, plan):
    for kind, opens in (("needs", "2026-01-01"), ("improve", "2026-05-01"), ("plan", "2026-03-01")):
        Stage.objects.filter(programme=physio, kind=kind).update(opens_on=opens, state="open")
    assert plan(on=date(2026, 6, 1)).stage == "improve"
    assert plan(on=date(2026, 4, 1)).stage == "plan"


def test_a_wrong_guess_of_the_stage_is_corrected(hers, plan):
    made = plan()
    given = {"title": made.title, "on": "2026-06-24", "stage": "monitor", "is_online": "on"}
    assert hers.post(page("details", made), given).status_code == 302
    made.refresh_from_db()
    assert (made.stage, made.is_online) == ("monitor", True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"until": "2026-06-01"}, "It cannot end before it begins."),
        ({"starts_at": "14:00", "ends_at": "13:00"}, "It cannot end before it begins."),
        ({"ends_at": "13:00"}, "Say when it begins, too."),
        ({"starts_at": "noon"}, "Write a time like 14:30."),
        ({"title": ""}, "Say what it is."),
        ({"postcode": "NONSENSE"}, "Write a whole UK postcode, like LE2 5PN"),
        ({"postcode": "LE2"}, "Write a whole UK postcode, like LE2 5PN"),
        ({"place": "x" * 301}, "Write at most 300 characters."),
    ],
)
def test_a_detail_that_cannot_be_is_answered_with_a_sentence(hers, plan, wrong, sentence):
    made = plan()
    given = {"title": made.title, "on": "2026-06-24", "stage": "needs"}
    answer = hers.post(page("details", made), given | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("le25pn", "LE2 5PN"), (" ec1a  1bb", "EC1A 1BB"), ("M1 1AE", "M1 1AE"), ("", "")],
)
def test_a_postcode_is_kept_as_it_is_usually_written(hers, plan, typed, kept):
    made = plan()
    given = {"title": made.title, "on": "2026-06-24", "stage": "needs", "postcode": typed}
    assert hers.post(page("details", made), given).status_code == 302
    made.refresh_from_db()
    assert made.postcode == kept


def test_nothing_is_written_where_nothing_changed(plan, meena):
    made = plan()
    before = AuditEntry.objects.count()
    assert operations.change(made, by=meena, title=made.title, services=[]) == []
    assert AuditEntry.objects.count() == before


def test_services_and_stakeholders_are_ticked(hers, plan, board, meena, carers):
    from baton.places import operations as places

    ward = places.add_service(board, "Ward 7", kind="ward", by=meena)
    made = plan()
    given = {
        "with_whom": "carers",
        "services": [str(ward.public_id)],
        "stakeholders": [str(carers.public_id)],
    }
    assert hers.post(page("people", made), given).status_code == 302
    assert list(made.services.all()) == [ward]
    assert list(made.stakeholders.all()) == [carers]
    shown = hers.get(page("people", made)).content.decode()
    assert shown.count("checked") == 2
    assert hers.post(page("people", made), given | {"services": ["x"]}).status_code == 422


def test_planned_stands_beside_happened(hers, plan):
    made = plan()
    given = {"expected": "30", "came": "22", "payments_planned": "300", "payments": "220"}
    assert hers.post(page("money", made), given).status_code == 302
    shown = " ".join(hers.get(page("activity", made)).content.decode().split())
    for label, planned, became in (("People", 30, 22), ("Paid to participants, £", 300, 220)):
        cells = f'<td class="bt-num">{planned}</td><td class="bt-num">{became}</td>'
        assert f'<th scope="row">{label}</th>{cells}' in shown


@pytest.mark.parametrize("typed", ["-1", "many", "1.5", "99999999999"])
def test_money_is_a_whole_number(hers, plan, typed):
    assert hers.post(page("money", plan()), {"cost": typed}).status_code == 422


def test_each_number_that_cannot_be_is_named_in_the_summary(hers, plan):
    names = planning.MoneyForm.base_fields
    shown = hers.post(page("money", plan()), dict.fromkeys(names, "-1")).content.decode()
    for field in names.values():
        assert f"{field.label}: Write 0 or more." in shown


@pytest.mark.parametrize("typed", ["£1,200", "1200", "£ 1 200"])
def test_money_is_read_as_people_write_it(hers, plan, typed):
    made = plan(on=date(2026, 6, 9))
    given = {"came": "1", "cost": typed, "payments": typed}
    for name in ("happened", "money"):
        assert hers.post(page(name, made), given).status_code == 302
        made.refresh_from_db()
        assert (made.cost, made.payments) == (1200, 1200)
        Activity.objects.update(cost=None, payments=None)


def test_after_its_day_it_asks_how_it_went(hers, plan):
    made = plan(on=date(2026, 6, 9))
    assert (
        "Whether it took place, and how many came"
        in hers.get(page("activity", made)).content.decode()
    )
    given = {"came": "22", "cost": "180", "payments": "220", "hours": "31", "changed": ""}
    assert hers.post(page("happened", made), given).status_code == 302
    shown = hers.get(page("activity", made)).content.decode()
    assert "It took place, and 22 people came." in shown
    assert "What it changed so far</a>" in shown
    assert hers.post(page("changed", made), {"changed": "The call is at ten."}).status_code == 302
    assert "The call is at ten." in hers.get(page("activity", made)).content.decode()


def test_what_is_still_to_come_has_not_happened(hers, plan):
    made = plan()
    answer = hers.post(page("happened", made), {"came": "3"})
    assert answer.status_code == 422
    assert "Its day is still to come." in answer.content.decode()
    made.refresh_from_db()
    assert made.state == "planned"


def test_what_is_cancelled_says_why_and_stays_so(hers, plan, meena):
    made = plan()
    assert hers.post(page("cancel", made), {"why": ""}).status_code == 422
    assert hers.post(page("cancel", made), {"why": "The hall is flooded"}).status_code == 302
    shown = hers.get(page("activity", made)).content.decode()
    assert "It was cancelled: The hall is flooded." in shown
    answer = hers.post(page("changed", made), {"changed": "Much"})
    assert answer.status_code == 422
    assert "This activity was cancelled. Plan another in its place." in answer.content.decode()


def test_a_board_member_reads_and_changes_nothing(signed_in, bea, plan):
    made = plan()
    browser = signed_in(bea)
    shown = browser.get(page("activity", made)).content.decode()
    assert made.title in shown
    assert "Change</a>" not in shown
    for name in ("details", "people", "money", "happened", "cancel", "announce", "attendance"):
        assert browser.post(page(name, made), {}).status_code == 403, name


def test_the_trail_holds_no_words(plan, meena):
    made = plan("Quetzal morning")
    operations.change(made, by=meena, questions="What do Quetzals need?")
    entries = AuditEntry.objects.filter(object_kind="activities.Activity")
    assert {each.verb for each in entries} == {"activity.planned", "activity.changed"}
    assert not any("Quetzal" in str(each.about) for each in entries)
