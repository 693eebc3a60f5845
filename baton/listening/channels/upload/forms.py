# SPDX-License-Identifier: MIT
"""Bringing a file, and undoing what it brought."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from baton.ui.wording import _lazy

LARGEST = 1 << 30
_TOO_LARGE = _lazy("The file is larger than 1 GB. Divide it into parts.")


class BringForm(forms.Form):
    file = forms.FileField(
        label=_lazy("Choose a file"),
        help_text=(
            _lazy(
                "As your system exports it: CSV, Excel (.xlsx, .xls), OpenDocument (.ods), JSON "
                "Lines, a calendar (.ics), or a ZIP of them."
            )
        ),
        error_messages={
            "required": _lazy("Choose the file that you want to bring."),
            "empty": _lazy(
                "The file is empty. Choose one that has a heading row and rows below it."
            ),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_TOO_LARGE)
        return file

    @classmethod
    def too_large(cls) -> BringForm:
        """The form as it answers a file that was not even received."""
        form = cls({}, MultiValueDict())
        form.errors["file"] = form.error_class([_TOO_LARGE])
        return form


class UndoForm(forms.Form):
    """Whether somebody sees to the safety alerts that would go with an upload."""

    alerts_seen_to = forms.BooleanField(
        label=_lazy("I see to it that somebody looks at these people’s words today"),
        error_messages={
            "required": _lazy("Open the safety alerts first, or say that you see to these people.")
        },
    )

    def __init__(self, *args: Any, alerts_waiting: int, **options: Any) -> None:
        super().__init__(*args, **options)
        if not alerts_waiting:
            del self.fields["alerts_seen_to"]
