# SPDX-License-Identifier: MIT
"""Which services of the demonstration are counted in returns of the Friends and Family Test."""

from __future__ import annotations

from datetime import timedelta

from baton.core import clock, periods
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.understanding.fft import operations, queries, returns
from baton.understanding.fft.layout import SETTINGS

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
#: How many people could have answered, for each who did.
_FOR_EACH = 4


def keep(board: Organisation, lead: Account) -> None:
    """Count them; the return of the month before last was sent, that of last month is open."""
    operations.name_board(board, "SW1", board.name, by=lead)
    for name, codes in _REPORTED.items():
        for code in codes:
            both = _SPECIALITIES.get(code, ("", ""))
            service = board.services.get(code=code)
            operations.report(board, service, name, specialities=both, by=lead)
    last = queries.last_month()
    before = periods.start(last - timedelta(days=1), "month")
    for month in (before, last):
        for setting in (SETTINGS["inpatient"], SETTINGS["ae"]):
            counted = returns.of_month(board, setting, month)
            numbers: dict[Service, int | None] = {
                row.service: _FOR_EACH * row.responses + 7 for row in counted.rows if row.service
            }
            operations.put_eligible(board, setting, month, numbers, by=lead)
            if month == before:
                with clock.held_at(clock.now() - timedelta(days=25)):
                    operations.mark_sent(board, returns.of_month(board, setting, month), by=lead)
