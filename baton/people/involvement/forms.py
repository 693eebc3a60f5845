# SPDX-License-Identifier: MIT
"""What people type about the time that they gave, and about paying it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms

from baton.core import clock
from baton.ui import fields

#: Pounds an hour, at most: more is a mistype.
_MOST = 500


def _not_to_come(day: date) -> date:
    if day > clock.today():
        raise forms.ValidationError("That day is still to come. Write another.")
    return day


class TimeForm(fields.Form):
    """Time that somebody gave."""

    what = fields.line(
        "What you did", 200, "Such as “Read six findings”.", missing="Write what you did."
    )
    on = fields.day("Day", missing="Give the day.")
    minutes = fields.whole(
        "Minutes", least=1, most=24 * 60, missing="Write how many minutes it took."
    )

    def clean_on(self) -> date:
        return _not_to_come(self.cleaned_data["on"])


class PayForm(fields.Form):
    """When it was paid, and how much an hour."""

    on = fields.day("Paid on", missing="Give the day on which it was paid.")
    pounds = forms.DecimalField(
        label="Pounds an hour",
        help_text="Such as 25 or 12.60; 0 for who wants nothing.",
        min_value=Decimal(0),
        max_value=Decimal(_MOST),
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": "Write how many pounds an hour are paid.",
            "invalid": "Write pounds, such as 25 or 12.60.",
            "min_value": "Write 0 or more.",
            "max_value": f"Write {_MOST} or less.",
            "max_decimal_places": "Write pence with two digits, such as 12.60.",
        },
    )

    def clean_on(self) -> date:
        return _not_to_come(self.cleaned_data["on"])

    @property
    def pence(self) -> int:
        return int(self.cleaned_data["pounds"] * 100)
