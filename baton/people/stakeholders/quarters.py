# SPDX-License-Identifier: MIT
"""Quarters of a year, each by its first day."""

from __future__ import annotations

from datetime import date, timedelta


def quarter_of(day: date) -> date:
    """The quarter that a day is in.

    >>> quarter_of(date(2026, 11, 30))
    datetime.date(2026, 10, 1)
    """
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def after(begins: date) -> date:
    """The next quarter.

    >>> after(date(2026, 10, 1))
    datetime.date(2027, 1, 1)
    """
    return date(begins.year + (begins.month + 2) // 12, (begins.month + 2) % 12 + 1, 1)


def last_day(begins: date) -> date:
    """The last day of a quarter.

    >>> last_day(date(2026, 10, 1))
    datetime.date(2026, 12, 31)
    """
    return after(begins) - timedelta(days=1)


def name(begins: date) -> str:
    """How a quarter is called.

    >>> name(date(2026, 10, 1))
    'Oct to Dec 2026'
    """
    return f"{begins:%b} to {last_day(begins):%b %Y}"
