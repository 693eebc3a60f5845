# SPDX-License-Identifier: MIT
"""The boxes that forms here are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

_A_DAY = "Write a day like 2026-05-31."
_NUMBER = {
    "invalid": "Write a whole number without pence or words.",
    "min_value": "Write 0 or more.",
}


def day(label: str, help_text: str = "", missing: str = "", **options: Any) -> Any:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": missing, "invalid": _A_DAY},
        **options,
    )


def line(label: str, longest: int, missing: str = "", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": f"It is longer than {longest} letters. Shorten it.",
        },
    )


def text(label: str, help_text: str = "", longest: int = 4000) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        help_text=help_text,
        widget=forms.Textarea,
        error_messages={"max_length": f"It is longer than {longest} letters. Shorten it."},
    )


class _WholeNumber(forms.IntegerField):
    """As people write it: “£18,400” too."""

    def to_python(self, value: Any) -> int | None:
        written = str(value or "").strip().removeprefix("£")
        return super().to_python(written.replace(",", "").replace(" ", ""))


def number(label: str, help_text: str = "") -> forms.IntegerField:
    return _WholeNumber(
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        label=label,
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        help_text=help_text,
        error_messages=_NUMBER | {"max_value": "That is more than can be kept. Write less."},
    )


class Form(forms.Form):
    """A form whose boxes the browser does not check, so that every problem gets our sentence."""

    use_required_attribute = False

    def offer(self, name: str, choices: Iterable[tuple[str, str]], empty: str = "") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*([("", empty)] if empty else []), *choices]


def gone(what: str) -> dict[str, str]:
    return {"invalid_choice": f"That {what} is not there any more. Choose another."}


class ReasonForm(Form):
    """Why something ends, closes, is left out or not needed."""

    why = line("Why", 300)

    def __init__(
        self, posted: Mapping[str, Any] | None, *, missing: str, label: str = "Why"
    ) -> None:
        super().__init__(posted)
        field = self.fields["why"]
        field.label, field.required = label, bool(missing)
        field.error_messages["required"] = missing
