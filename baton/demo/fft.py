# SPDX-License-Identifier: MIT
"""Which services of the demonstration are counted in returns of the Friends and Family Test."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from baton.core import clock, periods
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.understanding.fft import operations, queries, returns
from baton.understanding.fft.layout import SETTINGS, Setting

#: By setting, codes of services; specialities of wards.
_REPORTED = {
    "inpatient": ("SW-WD6", "SW-BLU", "SW-HER"),
    "ae": ("SW-BWC", "SW-HRM"),
    "ambulance": ("SW-PTS",),
    "gp": ("SW-ABM-BODY", "SW-OUT-BODY", "SW-STF-BODY", "SW-KGP-BODY", "SW-EYE-BODY"),
    "maternity": ("SW-MAT",),
    "dental": ("SW-DEN",),
}
_SPECIALITIES = {
    "SW-WD6": ("430 - GERIATRIC MEDICINE", ""),
    "SW-BLU": ("420 - PAEDIATRICS", ""),
    "SW-HER": ("710 - ADULT MENTAL ILLNESS", ""),
}
#: Types of department in accident and emergency.
_DEPARTMENTS = {"SW-BWC": "walk_in", "SW-HRM": "walk_in"}
#: How many people could have answered, for each who did.
_FOR_EACH = 4


def keep(board: Organisation, lead: Account) -> None:
    """Count them; of last month only the return of inpatients is still to be sent."""
    operations.name_board(board, "SW1", board.name, by=lead)
    with clock.held_at(clock.now() - timedelta(days=90)):
        for name, codes in _REPORTED.items():
            for code in codes:
                both = _SPECIALITIES.get(code, ("", ""))
                service = board.services.get(code=code)
                department = _DEPARTMENTS.get(code, "")
                operations.report(
                    board, service, name, specialities=both, department=department, by=lead
                )
    last = queries.last_month()
    before = periods.start(last - timedelta(days=1), "month")
    for name in ("inpatient", "ae", "ambulance", "gp"):
        setting = SETTINGS[name]
        _send(board, setting, before, lead)
        if name == "inpatient":
            _count_eligible(board, setting, last, lead)
        else:
            _send(board, setting, last, lead)


def _send(board: Organisation, setting: Setting, month: date, lead: Account) -> None:
    _count_eligible(board, setting, month, lead)
    with clock.held_at(min(clock.now(), _soon_after(month))):
        operations.mark_sent(board, returns.of_month(board, setting, month), by=lead)


def _soon_after(month: date) -> datetime:
    day = periods.following(month, "month") + timedelta(days=7)
    return timezone.make_aware(datetime.combine(day, time(15, 20)))


def _count_eligible(board: Organisation, setting: Setting, month: date, lead: Account) -> None:
    rows = returns.of_month(board, setting, month).rows
    numbers: dict[Service, int | None] = {
        row.service: _FOR_EACH * row.responses + 7 for row in rows if row.service
    }
    operations.put_eligible(board, setting, month, numbers, by=lead)
