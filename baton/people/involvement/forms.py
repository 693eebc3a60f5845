# SPDX-License-Identifier: MIT
"""What people type about the time that they gave, and about paying it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms

from baton.core import clock
from baton.ui import fields
from baton.ui.wording import _, _lazy

#: Pounds an hour, at most: more is a mistype.
_MOST = 500


def _not_to_come(day: date) -> date:
    if day > clock.today():
        raise forms.ValidationError(_("That day is still to come. Write another."))
    return day


class TimeForm(fields.Form):
    """Time that somebody gave."""

    what = fields.line(
        _lazy("What you did"),
        200,
        _lazy("Such as “Read six findings”."),
        missing=_lazy("Write what you did."),
    )
    on = fields.day(_lazy("Day"), missing=_lazy("Give the day."))
    minutes = fields.whole(
        _lazy("Minutes"), least=1, most=24 * 60, missing=_lazy("Write how many minutes it took.")
    )

    def clean_on(self) -> date:
        return _not_to_come(self.cleaned_data["on"])


class PayForm(fields.Form):
    """When it was paid, and how much an hour."""

    on = fields.day(_lazy("Paid on"), missing=_lazy("Give the day on which it was paid."))
    pounds = forms.DecimalField(
        label=_lazy("Pounds an hour"),
        help_text=_lazy("Such as 25 or 12.60; 0 for who wants nothing."),
        min_value=Decimal(0),
        max_value=Decimal(_MOST),
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": _lazy("Write how many pounds an hour are paid."),
            "invalid": _lazy("Write pounds, such as 25 or 12.60."),
            "min_value": _lazy("Write 0 or more."),
            "max_value": _lazy("Write %(most)s or less.", most=_MOST),
            "max_decimal_places": _lazy("Write pence with two digits, such as 12.60."),
        },
    )

    def clean_on(self) -> date:
        return _not_to_come(self.cleaned_data["on"])

    @property
    def pence(self) -> int:
        return int(self.cleaned_data["pounds"] * 100)
