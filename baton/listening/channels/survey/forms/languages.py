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
from baton.ui.wording import _, _lazy

LARGEST_PICTURE = 2 << 20
_LONGEST = {"words": LONGEST_QUESTION, "hint": LONGEST_HINT}


class LanguageForm(fields.Form):
    """One language more."""

    language = fields.choice(_lazy("Add a language"), missing=_lazy("Choose a language."))

    def __init__(self, posted: fields.Posted, *, draft: Definition) -> None:
        super().__init__(posted)
        left = [(code, name) for code, name in offered() if code not in draft.languages]
        self.choose_from("language", left, _("Choose one"))


class TranslationForm(fields.Form):
    """A box for each text of a survey, in one language. Any may be left for later."""

    def __init__(self, posted: fields.Posted, *, draft: Definition, language: str) -> None:
        super().__init__(posted)
        self.texts = list(wording.to_translate(draft, language))
        for text in self.texts:
            longest = _LONGEST.get(text.part, LONGEST_CHOICE)
            field = fields.text(text.original, longest=longest)
            field.initial = text.translated
            field.error_messages["max_length"] = _(
                "Question %(number)s, in %(language)s: at most %(most)s characters."
            ) % {"number": text.number, "language": name_of(language), "most": longest}
            self.fields[text.name] = field

    def boxes(self, number: int) -> list[tuple[Text, forms.BoundField]]:
        """Those of one question, by its number."""
        return [(text, self[text.name]) for text in self.texts if text.number == number]

    def typed(self) -> dict[str, str]:
        return dict(self.cleaned_data)


class PictureForm(fields.Form):
    """A picture, and what it shows."""

    file = forms.FileField(
        label=_lazy("Picture"),
        help_text=_lazy("JPEG or PNG, 2 MB at most. Where and when it was taken is removed."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={"empty": _lazy("The picture is empty. Choose another one.")},
    )
    alt = fields.line(
        _lazy("What it shows"),
        200,
        _lazy("In a few words, for people who do not see it."),
        missing=_lazy("Say what the picture shows."),
    )

    def __init__(
        self, posted: fields.Posted, files: Any = None, *, picture: Picture | None
    ) -> None:
        super().__init__(posted, files, initial={"alt": picture.alt} if picture else {})
        self._there = picture
        if picture is not None:
            self.fields["file"].label = _("Another picture, in its place")

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None and self._there is None:
            raise forms.ValidationError(_("Choose a picture."))
        if file is not None and (file.size or 0) > LARGEST_PICTURE:
            raise forms.ValidationError(_("The picture is larger than 2 MB. Make it smaller."))
        return file
