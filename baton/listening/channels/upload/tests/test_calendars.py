# SPDX-License-Identifier: MIT
"""A calendar's events are rows, with days and times as London has them; a series is refused."""

from __future__ import annotations

import pytest

from baton.listening.channels.upload.calendars import HEADER
from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.tests.written import opened


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{each.strip()}\r\nEND:VEVENT\r\n" for each in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


def only(event: str) -> dict[str, str]:
    ((cells),) = opened(calendar(event.replace("\n", "\r\n"))).cells()
    return {name: cell for name, cell in zip(HEADER, cells, strict=True) if cell}


def test_an_event_has_its_day_times_place_and_words():
    found = only(
        "UID:7@soar\nSUMMARY:Waiting room chats\nDTSTART:20260701T090000Z\nDTEND:20260701T103000Z\n"
        "LOCATION:Rothley House\\, room 2\nDESCRIPTION:Bring the\\ncards\\; and te\n a\n"
        "STATUS:CANCELLED\nBEGIN:VALARM\nDESCRIPTION:Alarm\nEND:VALARM"
    )
    assert found == {
        "UID": "7@soar",
        "Title": "Waiting room chats",
        "Day": "2026-07-01",
        "Begins at": "10:00",  # summer time
        "Ends at": "11:30",
        "Place": "Rothley House, room 2",
        "State": "Cancelled",
        "About it": "Bring the\ncards; and tea",
    }


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("DTSTART;VALUE=DATE:20260312", ("2026-03-12", "", "", "")),
        (
            "DTSTART;VALUE=DATE:20260312\nDTEND;VALUE=DATE:20260313",
            ("2026-03-12", "", "", ""),
        ),
        (
            "DTSTART;VALUE=DATE:20260312\nDTEND;VALUE=DATE:20260315",
            ("2026-03-12", "2026-03-14", "", ""),
        ),
        ("DTSTART;VALUE=DATE:20260312\nDURATION:P2D", ("2026-03-12", "2026-03-13", "", "")),
        (
            "DTSTART;TZID=Europe/Paris:20260312T100000\nDURATION:PT1H30M",
            ("2026-03-12", "", "09:00", "10:30"),
        ),
        (
            'DTSTART;TZID="GMT Standard Time":20260312T100000',
            ("2026-03-12", "", "10:00", "10:00"),
        ),
        (
            "DTSTART:20260312T190000\nDTEND:20260313T000000",
            ("2026-03-12", "", "19:00", "23:59"),
        ),
    ],
)
def test_days_and_times_are_read_as_they_are_meant(when, expected):
    found = only(f"UID:1\nSUMMARY:Chat\n{when}")
    names = ("Day", "Last day", "Begins at", "Ends at")
    assert tuple(found.get(name, "") for name in names) == expected


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("UID:1\nSUMMARY:Chat\nDTSTART:20260312T100000\nRRULE:FREQ=WEEKLY", "This date recurs"),
        ("UID:1\nSUMMARY:Chat", "has no day"),
        ("UID:1\nSUMMARY:Chat\nDTSTART:20260231T100000", "has no day"),
        ("UID:1\nSUMMARY:Chat\nDTSTART:soon", "has no day"),
        (f"UID:1\nDTSTART:20260312\nDESCRIPTION:{'a' * 100_001}", "more than 100,000 characters"),
    ],
)
def test_an_event_that_cannot_be_taken_is_refused_with_a_sentence(event, reason):
    (refused,) = opened(calendar(event)).refused()
    assert reason in refused.reason


def test_a_single_date_of_a_series_that_was_moved_has_a_reference_of_its_own():
    found = only("UID:1\nSUMMARY:Chat\nDTSTART:20260313\nRECURRENCE-ID:20260312")
    assert found["UID"] == "1/20260312"


def test_a_calendar_that_breaks_off_loses_no_event_in_silence():
    whole = calendar("UID:1\nSUMMARY:Chat\nDTSTART:20260312")
    file = opened(whole[: whole.index(b"END:VEVENT")])
    assert file.cells() == []
    assert "does not end" in file.refused()[0].reason


def test_a_calendar_without_events_says_so():
    with pytest.raises(UnreadableFile, match="no event"):
        opened(calendar())
