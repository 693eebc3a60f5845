# SPDX-License-Identifier: MIT
"""Languages of a survey, its texts in one of them, and the pictures of its Easy Read variant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from baton.listening.channels.survey import wording
from baton.listening.channels.survey.definition import (
    LONGEST_CHOICE,
    LONGEST_HINT,
    Definition,
)
from baton.listening.channels.survey.models import Picture
from baton.listening.channels.survey.wording import Text
from baton.listening.heard import LONGEST_QUESTION
from baton.ui import fields
from baton.ui.languages import name_of, offered

LARGEST_PICTURE = 2 << 20
_LONGEST = {"words": LONGEST_QUESTION, "hint": LONGEST_HINT}


class LanguageForm(fields.Form):
    """One language more."""

    language = fields.choice("Add a language", missing="Choose a language.")

    def __init__(self, posted: fields.Posted, *, draft: Definition) -> None:
        super().__init__(posted)
        left = [(code, name) for code, name in offered() if code not in draft.languages]
        self.choose_from("language", left, "Choose one")


class TranslationForm(fields.Form):
    """A box for each text of a survey, in one language. Any may be left for later."""

    def __init__(self, posted: fields.Posted, *, draft: Definition, language: str) -> None:
        super().__init__(posted)
        self.texts = list(wording.to_translate(draft, language))
        for text in self.texts:
            longest = _LONGEST.get(text.part, LONGEST_CHOICE)
            field = fields.text(text.original, longest=longest)
            field.initial = text.translated
            field.error_messages["max_length"] = (
                f"Question {text.number}, in {name_of(language)}: at most {longest} characters."
            )
            self.fields[text.name] = field

    def boxes(self, number: int) -> list[tuple[Text, forms.BoundField]]:
        """Those of one question, by its number."""
        return [(text, self[text.name]) for text in self.texts if text.number == number]

    def typed(self) -> dict[str, str]:
        return dict(self.cleaned_data)


class PictureForm(fields.Form):
    """A picture, and what it shows."""

    file = forms.FileField(
        label="Picture",
        help_text="JPEG or PNG, 2 MB at most. Where and when it was taken is removed.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={"empty": "The picture is empty. Choose another one."},
    )
    alt = fields.line(
        "What it shows",
        200,
        "In a few words, for people who do not see it.",
        missing="Say what the picture shows.",
    )

    def __init__(
        self, posted: fields.Posted, files: Any = None, *, picture: Picture | None
    ) -> None:
        super().__init__(posted, files, initial={"alt": picture.alt} if picture else {})
        self._there = picture
        if picture is not None:
            self.fields["file"].label = "Another picture, in its place"

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None and self._there is None:
            raise forms.ValidationError("Choose a picture.")
        if file is not None and (file.size or 0) > LARGEST_PICTURE:
            raise forms.ValidationError("The picture is larger than 2 MB. Make it smaller.")
        return file
