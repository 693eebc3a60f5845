# SPDX-License-Identifier: MIT
"""By when returns are sent, and who is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from baton.core import clock, working_days
from baton.understanding.fft import deadlines, operations, queries, readings, returns
from baton.understanding.fft.layout import SETTINGS
from baton.understanding.fft.tests.conftest import MAY


@pytest.mark.parametrize(
    ("setting", "month", "day"),
    [
        ("inpatient", date(2026, 5, 1), date(2026, 6, 11)),
        ("ae", date(2026, 4, 1), date(2026, 5, 14)),  # Monday 4 May is a bank holiday
        ("ambulance", date(2026, 3, 1), date(2026, 4, 21)),  # Good Friday and Easter Monday
        ("gp", date(2026, 11, 1), date(2026, 12, 16)),
        ("inpatient", date(2026, 12, 1), date(2027, 1, 14)),  # New Year's Day
        ("dental", date(2026, 5, 1), None),
    ],
)
def test_a_return_is_due_on_a_working_day_of_the_next_month(setting, month, day):
    assert deadlines.deadline(SETTINGS[setting], month) == day


def test_after_the_years_that_are_known_the_day_is_to_be_checked():
    last = working_days.holidays().last_year
    assert working_days.is_sure(date(last, 12, 31))
    sentence = readings.due(SETTINGS["ae"], date(last + 1, 3, 1))
    assert f"Bank holidays are known up to {last} only" in sentence


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (9, "That is in 2 working days."),
        (10, "That is in 1 working day."),
        (11, "That is today."),
        (12, "working day 9 of June."),
    ],
)
def test_how_long_that_is_is_said(day, says):
    with clock.held_at(datetime(2026, 6, day, 12, tzinfo=UTC)):
        sentence = readings.due(SETTINGS["inpatient"], MAY)
    assert sentence.startswith("To be sent by Thursday 11 June 2026")
    assert sentence.endswith(says)


def at_home(account, day):
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    with clock.held_at(datetime(2026, 6, day, 12, tzinfo=UTC)):
        return client.get(reverse("web:today")).content.decode()


@pytest.mark.django_db
def test_who_manages_services_reads_on_today_what_is_due(board, counted, meena, bea):
    counted("inpatient", "Abbey Hospital")
    says = "Friends and Family Test, inpatients and day cases: the return of May"
    assert f"{says} is due on 11 June 2026" in at_home(meena, 10)
    assert says not in at_home(bea, 10)
    assert f"{says} was due on 11 June 2026" in at_home(meena, 12)
    operations.mark_sent(board, returns.of_month(board, SETTINGS["inpatient"], MAY), by=meena)
    assert says not in at_home(meena, 12)


@pytest.mark.django_db
def test_a_setting_that_was_begun_after_the_day_owes_nothing(board, counted):
    with clock.held_at(datetime(2026, 6, 12, 12, tzinfo=UTC)):
        counted("inpatient", "Abbey Hospital")
        counted("dental", "Oak House")
        assert queries.due(board) == []
