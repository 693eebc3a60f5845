# SPDX-License-Identifier: MIT
"""Bringing a form, and beginning a survey with its questions."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile

from baton.listening.channels.survey.xlsform import reading
from baton.listening.channels.survey.xlsform.carrying import TOO_OLD, TooOld, packed, unpacked
from baton.listening.channels.survey.xlsform.reading import Understood
from baton.listening.channels.upload.rows import UnreadableFile
from baton.ui import fields
from baton.ui.wording import _, _lazy

LARGEST_FILE = 5 << 20


class BringFormForm(fields.Form):
    """A file with a form: what it asks is `cleaned_data["file"]`, and `kept` is for a page."""

    kept = name = ""

    file = forms.FileField(
        label="XLSForm",
        help_text=_lazy(
            "An Excel workbook (.xlsx or .xls) or an OpenDocument spreadsheet (.ods), 5 MB at most."
        ),
        error_messages={
            "required": _lazy("Choose the file with the form."),
            "empty": _lazy("The file is empty. Save the form once more and choose it again."),
        },
    )

    def clean_file(self) -> Understood:
        file: UploadedFile = self.cleaned_data["file"]
        self.name = PurePath(file.name or "").stem.replace("_", " ")
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB. Take pictures out of it."))
        try:
            found = reading.read(file.chunks())
            self.kept = packed(found)
        except UnreadableFile as problem:
            raise forms.ValidationError(str(problem)) from problem
        return found

    def title(self) -> str:
        """The form's own; else that of the file."""
        return str(self.cleaned_data["file"].title or self.name)[: reading.LONGEST_TITLE]


class BeginForm(fields.Form):
    """The title of the survey, and the form that it begins with."""

    title = fields.line(
        _lazy("Title of the survey"),
        reading.LONGEST_TITLE,
        _lazy("People see it above every question."),
        missing=_lazy("Give the survey a title."),
    )
    form = forms.CharField(
        widget=forms.HiddenInput, strip=False, error_messages={"required": TOO_OLD}
    )

    def clean_form(self) -> Understood:
        try:
            return unpacked(self.cleaned_data["form"])
        except TooOld as problem:
            raise forms.ValidationError(str(problem)) from problem
