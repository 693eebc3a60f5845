# SPDX-License-Identifier: MIT
"""The boxes that forms are made of. Whatever is wrong in one, a sentence says how to mend it.

`missing` is the sentence for a box that was left empty; a box without it may stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from baton.ui.speech import gettext_lazy
from baton.ui.wording import _lazy

#: What a form is filled with: what was sent, or nothing yet.
Posted = Mapping[str, Any] | None

_NUL = gettext_lazy("It holds a NUL character (a zero byte). Take it out.")
_STALE = gettext_lazy("Something is missing on this page. Open it anew, and send it once more.")
#: As people here write a day, whatever language the page speaks; browsers send the first.
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y")
#: What parts thousands, and only that: “12,50” is no whole number.
_THOUSANDS = re.compile(r"(?<=\d)[\s,](?=\d{3}(?:\D|$))")


def day(label: str, help_text: str = "", *, missing: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        input_formats=_DAYS,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": missing,
            "invalid": gettext_lazy("Write a day that exists, like 28/02/2026."),
        },
    )


def time(label: str, help_text: str = "", *, missing: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": missing, "invalid": _lazy("Write a time like 14:30.")},
    )


def line(label: str, longest: int, help_text: str = "", *, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=bool(missing),
        error_messages=_of_words(longest, missing),
    )


def text(
    label: str, help_text: str = "", *, longest: int = 4000, missing: str = "", too_long: str = ""
) -> forms.CharField:
    """Some lines of words. `too_long`, if they are not to be shortened."""
    field = line(label, longest, help_text, missing=missing)
    field.widget = forms.Textarea()
    if too_long:
        field.error_messages["max_length"] = too_long
    return field


def email(label: str, help_text: str = "") -> forms.EmailField:
    """An address that nobody has to give."""
    return forms.EmailField(
        label=label,
        help_text=help_text,
        max_length=254,
        required=False,
        error_messages=_of_words(254)
        | {
            "invalid": gettext_lazy(
                "Write an e-mail address like name@example.org, or leave it empty."
            )
        },
    )


def _of_words(longest: int, missing: str = "") -> dict[str, str]:
    return {
        "required": missing,
        "max_length": gettext_lazy("Write at most %(most)s characters.", most=longest),
        "null_characters_not_allowed": _NUL,
    }


class _Whole(forms.IntegerField):
    """A whole number as people write it: “£18,400” too."""

    def to_python(self, value: Any) -> int | None:
        written = "" if value is None else str(value).strip().removeprefix("£").strip()
        return super().to_python(_THOUSANDS.sub("", written))


def whole(
    label: str,
    help_text: str = "",
    *,
    least: int = 0,
    most: int = 10_000_000,
    missing: str = "",
    initial: int | None = None,
) -> forms.IntegerField:
    return _Whole(
        label=label,
        help_text=help_text,
        required=bool(missing),
        min_value=least,
        max_value=most,
        initial=initial,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": missing,
            "invalid": gettext_lazy("Write a whole number, such as 12."),
            "min_value": gettext_lazy("Write %(least)s or more.", least=least),
            "max_value": gettext_lazy("Write %(most)s or less.", most=most),
        },
    )


def choice(
    label: str, choices: Any = (), help_text: str = "", *, missing: str = "", **options: Any
) -> forms.TypedChoiceField:
    """One of several; with `coerce`, as something else than a word."""
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=bool(missing),
        error_messages={
            "required": missing,
            "invalid_choice": missing or gettext_lazy("Choose one of those in the list."),
        },
        **options,
    )


def several(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    """As many as people like, each with a box to tick."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from those in the list.")},
    )


def key() -> forms.UUIDField:
    """Tells a form that is sent twice from two forms; nobody sees it."""
    return forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": _STALE, "invalid": _STALE}
    )


class Form(forms.Form):
    """A form whose boxes the browser does not check, so that every problem gets our sentence."""

    use_required_attribute = False

    def choose_from(
        self, name: str, choices: Iterable[tuple[str, str]], empty: str | None = None
    ) -> None:
        """Offer these; and before them, as `empty`, none of them."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*([("", empty)] if empty is not None else []), *choices]


def by_id(records: Iterable[Any]) -> dict[str, Any]:
    """Records by the identifier that a form names them by."""
    return {str(each.public_id): each for each in records}


def named(records: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Such records as choices, by name; what lies in another is set in below it."""
    return [
        (key, "\u2003" * getattr(each, "depth", 0) + str(each)) for key, each in records.items()
    ]
