# SPDX-License-Identifier: MIT
"""The audit of engagement: found by filters, added up, carried away, by day and by area."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baton.core import clock
from baton.core.models import AuditEntry
from baton.places import operations as places
from baton.programmes import operations as programmes
from baton.programmes.activities import calendars, operations
from baton.programmes.activities.models import Activity


@pytest.fixture
def two(plan, meena, board, carers):
    """A workshop that took place in May, and a survey of another programme to come."""
    ward = places.add_service(board, "Ward 7", kind="ward", by=meena)
    quiet = programmes.begin(board, "Quieter wards", by=meena, area="Melton")
    workshop = plan(
        "Workshop",
        on=date(2026, 5, 4),
        stage="improve",
        method="workshop",
        intended=4,
        area="Oadby, Wigston",
        services=[ward],
        stakeholders=[carers],
    )
    operations.happened(workshop, by=meena, came=22, cost=180, payments=220, changed="At seven.")
    plan(
        "Survey",
        on=date(2026, 7, 4),
        stage="plan",
        programme=quiet,
        method="survey",
        intended=1,
        place="Café Zaza",
    )
    return {"ward": ward, "quiet": quiet, "carers": carers}


def titles(hers, **asked):
    shown = hers.get("/activities/", asked).content.decode()
    return [title for title in ("Workshop", "Survey") if f">{title}</a>" in shown]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Workshop", "Survey"]),
        ({"since": "2026-05-05"}, ["Survey"]),
        ({"until": "2026-05-04"}, ["Workshop"]),
        ({"stage": "improve"}, ["Workshop"]),
        ({"method": "survey"}, ["Survey"]),
        ({"state": "happened"}, ["Workshop"]),
        ({"rung": "1"}, ["Survey"]),
        ({"rung": "2"}, ["Workshop"]),  # meant as collaborate, without a decision named
        ({"rung": "4"}, []),
        ({"programme": "quiet"}, ["Survey"]),
        ({"service": "ward"}, ["Workshop"]),
        ({"stakeholder": "carers"}, ["Workshop"]),
        ({"q": "zaza surv"}, ["Survey"]),
        ({"q": "seven"}, ["Workshop"]),
        ({"q": "quieter"}, ["Survey"]),
        ({"stage": "nonsense"}, ["Workshop", "Survey"]),
    ],
)
def test_filters_find_what_they_say(hers, two, asked, found):
    asked = {
        name: str(two[value].public_id) if value in two else value for name, value in asked.items()
    }
    assert titles(hers, **asked) == found


def test_an_activity_that_names_no_service_is_found_by_its_programmes(hers, two):
    two["quiet"].services.add(two["ward"])
    assert titles(hers, service=str(two["ward"].public_id)) == ["Workshop", "Survey"]


def test_each_filter_in_force_can_be_taken_away(hers, two):
    asked = {"stage": "plan", "since": "2026-05-05", "programme": str(two["quiet"].public_id)}
    shown = hers.get("/activities/", asked).content.decode()
    for chip in (
        "Remove filter Stage: Develop priorities and plans",
        "Remove filter From: 5 May 2026",
        "Remove filter Programme: Quieter wards",
    ):
        assert chip in shown
    assert f'href="?since=2026-05-05&amp;programme={two["quiet"].public_id}"' in shown


def test_a_filter_that_cannot_be_read_is_said_and_left_aside(hers, two):
    shown = hers.get("/activities/", {"since": "May"}).content.decode()
    assert "From: Write a day that exists, like 28/02/2026." in shown
    assert ">Survey</a>" in shown


def test_the_page_begins_with_what_it_adds_up_to(hers, two):
    shown = hers.get("/activities/").content.decode()
    assert (
        "2 activities: 1 took place and 1 is to come. 22 people came. £400 was spent, "
        "£220 of it on participants. 1 says what changed so far."
    ) in shown
    nothing = hers.get("/activities/", {"q": "zebra"}).content.decode()
    assert "No activity is like that." in nothing


def test_what_was_cancelled_is_counted_too(hers, two, plan, meena):
    for title in ("Walk", "Talk"):
        operations.cancel(plan(title), "Rain", by=meena)
    shown = hers.get("/activities/").content.decode()
    assert "4 activities: 1 took place, 1 is to come and 2 were cancelled." in shown


def test_an_empty_body_is_told_what_an_activity_is(hers):
    assert b"No activity is planned yet." in hers.get("/activities/").content


def test_a_list_of_many_asks_as_often_as_one_of_few(hers, plan, physio, board):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            hers.get("/activities/")
        return len(captured)

    plan()
    asked()  # begins her visit
    few = asked()
    Activity.objects.bulk_create(
        Activity(
            organisation=board,
            programme=physio,
            title=f"A {n}",
            on=date(2026, 6, 1),
            with_whom="people",
            stage="needs",
            intended=4,
        )
        for n in range(120)
    )
    assert asked() == few
    shown = hers.get("/activities/", {"page": "3"}).content.decode()
    assert "Page 3 of 3" in shown
    assert hers.get("/activities/", {"page": "99"}).status_code == 200


def rows(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_what_is_shown_is_carried_away_as_csv_and_the_trail_says_so(hers, two):
    answer = hers.get("/activities/download", {"q": "seven"})
    (row,) = rows(answer)
    told = {
        "What": "Workshop",
        "Day": "2026-05-04",
        "Stage": "Improve services",
        "People": "22",
        "Cost £": "180",
        "Services": "Ward 7",
        "Stakeholders": "Oadby carers",
        "Rung intended": "Consult",
        "Rung experienced": "not yet asked",
        "What it changed so far": "At seven.",
    }
    assert {name: row[name] for name in told} == told
    entry = AuditEntry.objects.get(verb="activities.downloaded")
    assert "seven" not in str(entry.about)
    assert "csv" in str(entry.about)


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless(hers, plan):
    plan("=HYPERLINK(1)", with_whom="@SUM(1)", changed="+1")
    (row,) = rows(hers.get("/activities/download"))
    assert row["What"] == "'=HYPERLINK(1)"
    assert row["With whom"] == "'@SUM(1)"
    assert row["What it changed so far"] == "'+1"
    answer = hers.get("/activities/download", {"file": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.active["A2"].value == "'=HYPERLINK(1)"
    assert book.active["B2"].value.date() == date(2026, 6, 24)


def test_a_file_tells_no_rung_of_fewer_than_five(hers, plan, meena):
    from baton.programmes.activities import judging
    from baton.programmes.activities.models import Rung

    judging.count(plan(on=date(2026, 6, 10)), "hands", {Rung.CONSULT: 4}, by=meena)
    (row,) = rows(hers.get("/activities/download"))
    assert (row["Rung experienced"], row["Answers on the rung"]) == (
        "fewer than five answers",
        "under 5",
    )


def test_only_who_manages_activities_carries_them_away(signed_in, bea, two):
    assert signed_in(bea).get("/activities/download").status_code == 403


def test_a_download_of_many_is_read_in_parts(hers, board, physio, monkeypatch):
    from baton.programmes.activities import downloads

    monkeypatch.setattr(downloads, "_AT_ONCE", 2)
    Activity.objects.bulk_create(
        Activity(
            organisation=board,
            programme=physio,
            title=f"A {n}",
            on=date(2026, 6, 1),
            with_whom="people",
            stage="needs",
        )
        for n in range(5)
    )
    assert len(rows(hers.get("/activities/download"))) == 5


# By area.


def test_areas_are_counted_and_named_as_people_name_them(hers, two, plan):
    plan("Tea", area="oadby")
    gone = plan("Walk", area="Oadby")
    operations.cancel(gone, "Rain", by=gone.created_by)
    shown = " ".join(hers.get("/activities/where").content.decode().split())
    assert '<th scope="row">Oadby</th><td class="bt-num">2</td>' in shown
    assert '<th scope="row">Area not said</th><td class="bt-num">1</td>' in shown
    assert '<th scope="row">Melton</th>' not in shown


def test_without_areas_the_page_says_so(hers, plan):
    plan()
    shown = hers.get("/activities/where").content.decode()
    assert "No activity is on the map yet: none gives a postcode that is known." in shown
    assert "No activity names its area yet." in shown


# By day.


def test_a_month_shows_what_is_on_and_leads_to_the_next(hers, plan):
    plan("Market", on=date(2026, 5, 30), until=date(2026, 6, 2))
    plan("Tea", on=date(2026, 6, 5), starts_at=time(14), ends_at=time(15, 30))
    plan("Later", on=date(2026, 7, 1))
    shown = hers.get("/activities/calendar", {"month": "2026-06"}).content.decode()
    assert "2 activities in June 2026." in shown
    for told in ("Market", "Tea", "14:00–15:30", "?month=2026-05", "?month=2026-07"):
        assert told in shown
    assert "Later" not in shown


@pytest.mark.parametrize("typed", ["", "June", "2026-13", "0001-01", "9999-12"])
def test_a_month_that_cannot_be_is_this_one(hers, plan, typed):
    shown = hers.get("/activities/calendar", {"month": typed}).content.decode()
    assert "June 2026" in shown


def test_other_calendars_read_it(hers, plan, carers):
    plan(
        "Tea, cake; and a very long title that goes on and on – é" * 2,
        on=date(2026, 6, 5),
        starts_at=time(14),
        ends_at=time(15, 30),
        place="Oadby library",
    )
    plan(
        "Market",
        on=date(2026, 6, 30),
        until=date(2026, 7, 2),
        organiser=carers,
        slot="agreed",
        state="announced",
    )
    plan("Maybe", on=date(2026, 7, 3), organiser=carers, slot="asked", state="announced")
    answer = hers.get("/activities/calendar.ics")
    content = b"".join(answer.streaming_content)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    text = content.replace(b"\r\n ", b"").decode()
    lines = text.split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    for line in (
        "DTSTART:20260605T130000Z",  # London is an hour ahead in summer
        "DTEND:20260605T143000Z",
        "LOCATION:Oadby library",
        "DTSTART;VALUE=DATE:20260630",
        "DTEND;VALUE=DATE:20260703",
    ):
        assert line in lines
    assert "SUMMARY:Tea\\, cake\\; and" in text
    statuses = [line for line in lines if line.startswith("STATUS")]
    assert statuses == ["STATUS:TENTATIVE", "STATUS:CONFIRMED", "STATUS:TENTATIVE"]
    assert AuditEntry.objects.filter(verb="activities.calendar_downloaded").count() == 1


def test_a_month_knows_its_neighbours():
    december = calendars.month_asked("2026-12")
    assert (december.next.typed, december.before.typed, december.last) == (
        "2027-01",
        "2026-11",
        date(2026, 12, 31),
    )
    with clock.held_at(datetime(2026, 2, 3, tzinfo=UTC)):
        assert calendars.month_asked("x").typed == "2026-02"
