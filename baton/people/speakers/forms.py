# SPDX-License-Identifier: MIT
"""What somebody who speaks a language fills in."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.people.speakers.queries import Language, Said
from baton.ui import catalogues, fields
from baton.ui.wording import _, _lazy

LONGEST = 4000


class MendForm(fields.Form):
    """A sentence in a language: a box for each form that numbers take."""

    def __init__(self, posted: fields.Posted, *, said: Said, name: str) -> None:
        super().__init__(posted)
        self.said, forms_of_it = said.sentence, said.sentence.words
        for at, words in enumerate(forms_of_it):
            told = {"language": name, "number": at + 1}
            is_one = len(forms_of_it) == 1
            label = (
                _("In %(language)s") if is_one else _("In %(language)s, form %(number)s")
            ) % told
            box = fields.text(label, longest=LONGEST, missing=_("Write the sentence."))
            box.initial = words
            self.fields[f"words_{at}"] = box

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        may_tell = set(catalogues.told(self.said.english + self.said.of_many))
        needed = set(catalogues.told(self.said.english)) & set(
            catalogues.told(self.said.of_many or self.said.english)
        )
        for name, words in list(given.items()):
            told = set(catalogues.told(words))
            if not needed <= told <= may_tell or not catalogues.can_be_told(words):
                names = ", ".join(f"%({each})s" for each in sorted(may_tell)) or _("no % sign")
                self.add_error(
                    name,
                    _(
                        "Keep what stands in for a name or a number as it is, with its %% sign, "
                        "and write no other: %(names)s."
                    )
                    % {"names": names},
                )
        return given

    def words(self) -> list[str]:
        return [self.cleaned_data[f"words_{at}"] for at in range(len(self.said.words))]


class ApproveForm(fields.Form):
    """Who speaks the language and approves what it says."""

    speaker = fields.line(
        _lazy("Name of whoever speaks it"),
        200,
        _lazy("It is shown to those who work here, and to nobody else."),
        missing=_lazy("Write the name of the person who speaks the language."),
    )
    approves = forms.BooleanField(error_messages={"required": _lazy("Tick the box to approve.")})
    seals = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, posted: fields.Posted, *, language: Language) -> None:
        super().__init__(posted, initial={"seals": " ".join(each.seal for each in language.said)})
        self.fields["approves"].label = _(
            "I speak %(language)s, have read these sentences, and approve them"
        ) % {"language": language.name}
