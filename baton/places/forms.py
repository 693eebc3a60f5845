# SPDX-License-Identifier: MIT
"""One service to add, or a file of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from baton.people.models import Organisation
from baton.places import files, queries
from baton.places.models import Service
from baton.ui import fields
from baton.ui.wording import _, _lazy


class ServiceForm(forms.Form):
    """One service and where in the tree it stands."""

    name = forms.CharField(
        label=_lazy("Name"),
        max_length=files.LONGEST_NAME,
        error_messages={"required": _lazy("Write the name of the service.")},
    )
    kind = forms.ChoiceField(label=_lazy("Kind"), choices=Service.Kind.choices, initial="service")
    parent = forms.ChoiceField(
        label=_lazy("Part of"),
        required=False,
        error_messages={
            "invalid_choice": _lazy("That service is not there any more. Choose another.")
        },
    )
    code = forms.CharField(
        label=_lazy("Code"),
        help_text=_lazy("If it has one, such as its ODS code. No two services share a code."),
        max_length=files.LONGEST_CODE,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self._services = {str(each.public_id): each for each in queries.tree(organisation)}
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Nothing: it stands at the top")),
            *(
                (key, f"{'– ' * service.depth}{service.name}")
                for key, service in self._services.items()
            ),
        ]

    def clean_parent(self) -> Service | None:
        return self._services.get(self.cleaned_data["parent"])


class CsvForm(fields.Form):
    """A CSV file of `most` bytes, which `size` says; its text is `cleaned_data["file"]`."""

    most = 1024 * 1024
    size = "1 MB"

    file = forms.FileField(
        label=_lazy("CSV file"),
        error_messages={
            "required": _lazy("Choose a file."),
            "empty": _lazy("The file is empty. Save the table once more and choose it again."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].help_text = _("At most %(size)s.") % {"size": self.size}

    def clean_file(self) -> str:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > self.most:
            raise forms.ValidationError(
                _("The file is larger than %(size)s. Split it into several files.")
                % {"size": self.size}
            )
        try:
            return files.decoded(file.read())
        except files.ServicesUnreadable as problem:
            raise forms.ValidationError(str(problem)) from problem


class ImportForm(CsvForm):
    """A file of services."""

    most = 5 * 1024 * 1024
    size = "5 MB"
