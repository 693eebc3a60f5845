# SPDX-License-Identifier: MIT
"""Before something is announced, Meena reads who asks the same people; then she decides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from baton.core import slots
from baton.core.models import AuditEntry
from baton.places import operations as places
from baton.programmes import operations as programmes
from baton.programmes.activities import announcing, operations

DAY = date(2026, 6, 24)


def page(name, activity):
    return reverse(f"activities:{name}", args=[activity.public_id])


def others(activity):
    return [(each.activity.title, list(each.reasons)) for each in announcing.overlaps(activity)]


@pytest.fixture
def tree(board, meena):
    """A hospital with a ward in it, and another hospital."""
    hospital = places.add_service(board, "Wreakeside", kind="site", by=meena)
    ward = places.add_service(board, "Ward 7", kind="ward", parent=hospital, by=meena)
    other = places.add_service(board, "Beacon Hill", kind="site", by=meena)
    return {"hospital": hospital, "ward": ward, "other": other}


@pytest.mark.parametrize(
    ("mine", "theirs", "shared"),
    [
        ("ward", "ward", "Ward 7"),
        ("ward", "hospital", "Ward 7"),
        ("hospital", "ward", "Ward 7"),
        ("ward", "other", None),
    ],
)
def test_the_same_service_or_one_within_the_other_is_pointed_out(plan, tree, mine, theirs, shared):
    plan("Survey", services=[tree[theirs]])
    asked = plan(services=[tree[mine]])
    assert others(asked) == ([("Survey", [shared])] if shared else [])


def test_a_service_whose_key_only_begins_alike_is_another(plan, tree):
    tree["other"].path = tree["hospital"].path.rstrip("/") + "9/"
    tree["other"].save()
    plan("Survey", services=[tree["other"]])
    assert others(plan(services=[tree["hospital"]])) == []


@pytest.mark.parametrize(
    ("weeks", "is_near"), [(-8, True), (8, True), (-9, False), (9, False), (0, True)]
)
def test_eight_weeks_before_and_after_are_looked_at(plan, weeks, is_near):
    plan("Survey", on=DAY + timedelta(weeks=weeks), area="Oadby")
    assert bool(others(plan(area="Wigston,  OADBY"))) is is_near


def test_one_that_lasts_is_near_by_its_last_day(plan):
    plan("Survey", on=date(2026, 1, 1), until=DAY - timedelta(weeks=7), area="Oadby")
    assert others(plan(area="Oadby")) == [("Survey", ["Oadby"])]


def test_what_a_programme_asks_counts_where_an_activity_names_nothing(
    plan, physio, board, meena, tree
):
    physio.services.add(tree["ward"])
    quiet = programmes.begin(board, "Quieter wards", by=meena, area="Melton")
    plan("Night survey", programme=quiet, services=[tree["hospital"]])
    plan("Melton evening", programme=quiet, services=[tree["other"]])
    assert others(plan(area="Melton")) == [
        ("Night survey", ["Ward 7", "Melton"]),
        ("Melton evening", ["Melton"]),
    ]


def test_the_same_stakeholders_are_pointed_out_and_cancelled_ones_are_not(plan, carers, meena):
    plan("Carers' tea", stakeholders=[carers])
    gone = plan("Carers' walk", stakeholders=[carers])
    operations.cancel(gone, "It rains", by=meena)
    assert others(plan(stakeholders=[carers])) == [("Carers' tea", ["Oadby carers"])]


def test_another_body_asks_other_people(plan, db, meena):
    from baton.people import operations as people

    other = people.create_organisation("Welland Trust", "trust", by="test")
    elsewhere = programmes.begin(other, "Theirs", by="test")
    plan("Secret", programme=elsewhere, area="Oadby")
    assert others(plan(area="Oadby")) == []


def test_what_is_known_from_earlier_ones_is_told_with_them(hers, plan, meena, ready, monkeypatch):
    earlier = plan("Survey", on=date(2026, 6, 1), area="Oadby", questions="What makes you wait?")
    operations.happened(earlier, by=meena, came=22, changed="The phone opens at seven.")
    asked = plan(area="Oadby", **ready)
    monkeypatch.setitem(slots._panels, "activities.known", [])
    slots.fill("activities.known")(lambda request, activity: f"<p>184 notes of {activity}</p>")
    shown = hers.get(page("announce", asked)).content.decode()
    for known in ("What makes you wait?", ">22<", "The phone opens at seven.", "184 notes of Surv"):
        assert known in shown
    assert "1 other activity asks the same people within eight weeks." in shown


def test_it_warns_and_never_forbids(hers, plan, ready):
    plan("Survey", area="Oadby")
    asked = plan(area="Oadby", **ready)
    assert "1 other activity asks" in hers.get(page("activity", asked)).content.decode()
    answer = hers.post(page("announce", asked), {"why": " "})
    assert answer.status_code == 422
    assert "Say why it is announced all the same" in answer.content.decode()
    why = "We ask of the first call only"
    assert hers.post(page("announce", asked), {"why": why}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.announced_why) == ("announced", why)
    assert why in hers.get(page("activity", asked)).content.decode()
    entry = AuditEntry.objects.get(verb="activity.announced")
    assert entry.about == {"overlaps": 1, "missing": 0}


def test_where_nothing_is_pointed_out_one_press_announces(hers, plan, ready):
    asked = plan(**ready, area="Oadby")
    shown = hers.get(page("announce", asked)).content.decode()
    assert "No other activity asks the same people within eight weeks. Compared by: Oadby." in shown
    assert "Announce “Workshop: the first call”?" in shown
    assert "Announce all the same" not in shown
    assert hers.post(page("announce", asked), {}).status_code == 302
    assert hers.get(page("announce", asked)).status_code == 302


def test_what_says_nothing_of_whom_it_asks_is_not_said_to_be_compared(hers, plan, ready):
    asked = plan(**ready)
    shown = hers.get(page("announce", asked)).content.decode()
    assert "Nothing could be compared" in shown
    assert f'href="{page("people", asked)}">Say whom it asks</a>' in shown
    assert "No other activity" not in shown


def test_what_is_unsaid_is_asked_for_before(hers, plan, ready):
    asked = plan(**(ready | {"accessibility": "", "place": "", "is_online": True}))
    assert [each.what for each in announcing.missing(asked)] == ["How it is accessible"]
    shown = hers.get(page("announce", asked)).content.decode()
    assert page("people", asked) in shown
    assert hers.post(page("announce", asked), {}).status_code == 422


def test_a_place_that_nobody_agreed_to_is_pointed_out(hers, plan, ready, carers):
    asked = plan(**ready, organiser=carers, slot="asked")
    assert "Oadby carers has not agreed yet" in hers.get(page("announce", asked)).content.decode()
    assert hers.post(page("announce", asked), {}).status_code == 422


def test_only_what_is_planned_is_announced(plan, meena):
    done = plan(on=date(2026, 6, 1))
    operations.happened(done, by=meena, came=2)
    with pytest.raises(announcing.NotPlanned):
        announcing.announce(done, by=meena, why="Late")
