# SPDX-License-Identifier: MIT
"""What the forms of activities have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms


def day(label: str, help_text: str = "", *, missing: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": missing, "invalid": "Write a day like 2026-05-31."},
    )


def time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Write a time like 14:30."},
    )


def line(label: str, longest: int, help_text: str = "", *, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": f"Write at most {longest} characters.",
        },
    )


def text(
    label: str, help_text: str = "", *, longest: int = 4000, missing: str = ""
) -> forms.CharField:
    field = line(label, longest, help_text, missing=missing)
    field.widget = forms.Textarea()
    return field


def whole(
    label: str, help_text: str = "", *, most: int = 10_000_000, missing: str = ""
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": missing,
            "invalid": "Write a whole number, such as 12.",
            "min_value": "Write 0 or more.",
            "max_value": f"Write {most:,} or less.",
        },
    )


class Form(forms.Form):
    """A form whose boxes the browser does not check, so that every problem gets our sentence."""

    use_required_attribute = False

    def choose_from(
        self, name: str, choices: Iterable[tuple[str, str]], empty: str | None = None
    ) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*([("", empty)] if empty is not None else []), *choices]


def by_id(records: Iterable[Any]) -> dict[str, Any]:
    """Records by the identifier that a form names them by."""
    return {str(each.public_id): each for each in records}
