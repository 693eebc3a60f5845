# SPDX-License-Identifier: MIT
"""By which day a return is sent: a working day of the month after the one that it counts."""

from __future__ import annotations

from datetime import date

from baton.core import periods
from baton.core.working_days import working_day
from baton.understanding.fft.layout import Setting


def deadline(setting: Setting, month: date) -> date | None:
    """By when the return of a month is sent; None where that is not known."""
    if setting.working_day is None:
        return None
    return working_day(periods.following(month, "month"), setting.working_day)
