# SPDX-License-Identifier: MIT
"""One service to add, or a file of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from baton.people.models import Organisation
from baton.places import files, queries
from baton.places.models import Service

LARGEST_FILE = 5 * 1024 * 1024


class ServiceForm(forms.Form):
    """One service and where in the tree it stands."""

    name = forms.CharField(
        label="Name",
        max_length=files.LONGEST_NAME,
        error_messages={"required": "Write the name of the service."},
    )
    kind = forms.ChoiceField(label="Kind", choices=Service.Kind.choices, initial="service")
    parent = forms.ChoiceField(
        label="Part of",
        required=False,
        error_messages={"invalid_choice": "That service is not there any more. Choose another."},
    )
    code = forms.CharField(
        label="Code",
        help_text="If it has one, such as its ODS code. No two services share a code.",
        max_length=files.LONGEST_CODE,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self._services = {str(each.public_id): each for each in queries.tree(organisation)}
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", "Nothing: it stands at the top"),
            *(
                (key, f"{'– ' * service.depth}{service.name}")
                for key, service in self._services.items()
            ),
        ]

    def clean_parent(self) -> Service | None:
        return self._services.get(self.cleaned_data["parent"])


class ImportForm(forms.Form):
    """A CSV file of services; its text is `cleaned_data["file"]`."""

    file = forms.FileField(
        label="CSV file",
        help_text="At most 5 MB.",
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Save the table once more and choose it again.",
        },
    )

    def clean_file(self) -> str:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                "The file is larger than 5 MB. Split it into several files."
            )
        try:
            return files.decoded(file.read())
        except files.ServicesUnreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
