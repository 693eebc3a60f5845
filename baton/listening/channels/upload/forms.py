# SPDX-License-Identifier: MIT
"""Bringing a file, and saying what its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from baton.listening.channels.upload.mapping import CHARACTERISTICS, Mapping, from_dict

LARGEST = 1 << 30
_TOO_LARGE = "The file is larger than 1 GB. Divide it into parts."


class BringForm(forms.Form):
    file = forms.FileField(
        label="Choose a file",
        help_text="CSV, as survey systems export it. The first row names the columns.",
        error_messages={
            "required": "Choose the file that you want to bring.",
            "empty": "The file is empty. Choose one that has a heading row and rows below it.",
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


_CHARACTERISTIC_NAMES = {
    "age": "Age",
    "sex": "Sex",
    "gender_identity": "Gender identity",
    "ethnicity": "Ethnic group",
    "religion": "Religion or belief",
    "sexual_orientation": "Sexual orientation",
    "disability": "Disability",
    "carer": "Carer",
    "pregnancy": "Pregnancy or maternity",
    "marriage": "Marriage or civil partnership",
    "deprivation": "Deprivation",
    "armed_forces": "Armed forces",
}

#: What a column may be, in the groups in which a person chooses.
MEANINGS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "What was said",
        (
            ("comment", "Comments"),
            ("question", "Question that was asked"),
            ("score", "Friends and Family score"),
            ("sentiment", "Sentiment judged by a person (1–5)"),
            ("language", "Language"),
        ),
    ),
    (
        "When and where",
        (
            ("date", "Day it was said"),
            *((f"service{level}", f"Service, level {level}") for level in (1, 2, 3, 4)),
        ),
    ),
    ("Whose it is", (("id", "Number of the comment"), ("respondent", "Number of the person"))),
    (
        "What they allowed",
        (
            ("may_quote", "May be quoted"),
            ("may_contact", "May be contacted, how"),
            ("contact_format", "Format for contact"),
            ("may_share", "May be shared with"),
            ("lawful_basis", "Lawful basis"),
        ),
    ),
    (
        "Labels that people gave",
        (("label", "Label: marked where it applies"), ("label_text", "Label: written out")),
    ),
    (
        "Who they are (in figures only)",
        (
            *((f"is:{code}", _CHARACTERISTIC_NAMES[code]) for code in CHARACTERISTICS),
            ("area", "Small area or postcode"),
        ),
    ),
)
_PERMISSIONS = ("may_quote", "may_contact", "contact_format", "may_share", "lawful_basis")
_SINGLE = ("id", "respondent", "date", "score", "area", "language", "sentiment")


class MappingForm(forms.Form):
    """One choice for each column, and how days are written."""

    day_first = forms.ChoiceField(
        label="How are days written?",
        choices=[("yes", "Day first, like 28/02/2026"), ("no", "Month first, like 02/28/2026")],
        required=False,
        widget=forms.RadioSelect,
    )
    said_on = forms.DateField(
        label="When was it said, where a row has no day?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leave empty if you do not know: it is then kept as “day not known”.",
    )
    notice_version = forms.CharField(
        label="Version of the privacy notice that people had read", required=False, max_length=20
    )

    def __init__(self, header: Sequence[str], chosen: Mapping, data: Any = None) -> None:
        meanings = columns_to_meanings(chosen)
        initial = {
            "day_first": "yes" if chosen.day_first else "no",
            "said_on": chosen.said_on,
            "notice_version": chosen.notice_version,
        }
        super().__init__(data, initial=initial)
        self._header = header
        for index, name in enumerate(header):
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=name,
                choices=[("", "Left out"), *MEANINGS],
                required=False,
                initial=meanings.get(name, ""),
            )

    def mapping(self) -> Mapping:
        """What was chosen. Raises MappingProblem where it cannot be used."""
        given = self.cleaned_data
        chosen = {name: given.get(f"column{index}", "") for index, name in enumerate(self._header)}
        return from_dict(
            meanings_to_mapping(chosen)
            | {
                "day_first": given.get("day_first") != "no",
                "said_on": given.get("said_on"),
                "notice_version": given.get("notice_version") or "",
            },
            self._header,
        )


def columns_to_meanings(chosen: Mapping) -> dict[str, str]:
    """Column → the one thing that the screen shows it as."""
    meanings = {getattr(chosen, key): key for key in _SINGLE if getattr(chosen, key)}
    meanings |= {
        getattr(chosen.permission, key): key
        for key in _PERMISSIONS
        if getattr(chosen.permission, key)
    }
    meanings |= {name: f"is:{code}" for name, code in chosen.characteristics.items()}
    meanings |= {name: f"service{level}" for level, name in enumerate(chosen.services[:4], start=1)}
    meanings |= dict.fromkeys(chosen.labels.columns, "label")
    meanings |= dict.fromkeys(chosen.labels.text, "label_text")
    for comment in chosen.comments:
        meanings[comment.column] = "comment"
        if comment.question_column:
            meanings[comment.question_column] = "question"
    return meanings


def meanings_to_mapping(chosen: dict[str, str]) -> dict[str, Any]:
    """The mapping, as plain values, that a person's choices mean.

    One column of comments is asked the question of its row, where there is a column of those;
    several are each asked what their heading says.
    """
    by_meaning: dict[str, list[str]] = {}
    for name, meaning in chosen.items():
        by_meaning.setdefault(meaning, []).append(name)
    comments = by_meaning.get("comment", [])
    questions = by_meaning.get("question", [])
    return {
        "comments": [
            {"column": name, "question_column": questions[0]}
            if questions
            else {"column": name, "question": name if _is_question(name) else ""}
            for name in comments
        ],
        **{key: by_meaning[key][0] for key in _SINGLE if key in by_meaning},
        "services": [
            by_meaning[f"service{level}"][0]
            for level in (1, 2, 3, 4)
            if f"service{level}" in by_meaning
        ],
        "permission": {key: by_meaning[key][0] for key in _PERMISSIONS if key in by_meaning},
        "characteristics": {
            names[0]: meaning.removeprefix("is:")
            for meaning, names in by_meaning.items()
            if meaning.startswith("is:")
        },
        "labels": {
            "columns": by_meaning.get("label", []),
            "text": by_meaning.get("label_text", []),
        },
    }


def _is_question(heading: str) -> bool:
    """Whether a heading is the wording of a question, not the name of a column."""
    return heading.rstrip().endswith("?") or len(heading.split()) > 3
