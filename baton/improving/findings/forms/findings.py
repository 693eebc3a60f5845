# SPDX-License-Identifier: MIT
"""Beginning a finding, changing it, and judging how strong it is."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.improving.findings import queries
from baton.improving.findings.models import Finding
from baton.people.models import Organisation
from baton.programmes.models import Stage
from baton.ui import fields

_SENTENCE = fields.line(
    "What do you conclude? One sentence",
    300,
    "Such as “People who cannot stand for long leave before they are seen”.",
    missing="Write what you conclude, in one sentence.",
)


class WordingForm(fields.Form):
    """What a draft says."""

    sentence = _SENTENCE
    kind = fields.choice("Kind", Finding.Kind.choices, missing="Choose the kind.")


class BeginForm(WordingForm):
    """A new finding: what it says, in which stage of which programme, and from what."""

    stage = fields.choice("Programme and stage", missing="Choose a programme and stage.")
    gathers = forms.BooleanField(label="Gather all that match now", required=False)

    def __init__(
        self, posted: fields.Posted, *, organisation: Organisation, number: int, initial: Any = None
    ) -> None:
        super().__init__(posted, initial={"gathers": True, **(initial or {})})
        self._stages = {str(each.pk): each for each in queries.stages(organisation)}
        named = [
            (key, f"{each.programme.title}: {each.name.lower()}")
            for key, each in self._stages.items()
        ]
        self.choose_from("stage", named, None if len(named) == 1 else "Choose")
        if number:
            of = "comment that matches" if number == 1 else f"{number:,} comments that match"
            self.fields["gathers"].label = f"Gather the {of} now"
        else:
            del self.fields["gathers"]

    def clean_stage(self) -> Stage:
        return self._stages[self.cleaned_data["stage"]]

    @property
    def wants_all(self) -> bool:
        return bool(self.cleaned_data.get("gathers"))


def _number(text: str) -> int:
    return int(text)


class AddForm(fields.Form):
    """A draft to which comments are added, and the side on which they stand."""

    draft = fields.choice("Draft", missing="Choose a draft.")
    side = fields.choice(
        "They speak", [(1, "for it"), (2, "against it")], coerce=_number, missing="Choose a side."
    )

    def __init__(self, posted: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(posted)
        self._drafts = fields.by_id(queries.drafts(organisation).order_by("-number"))
        named = [(key, f"{each.number}: {each}") for key, each in self._drafts.items()]
        self.choose_from("draft", named, "Choose")
        self.has_drafts = bool(named)

    def clean_draft(self) -> Finding:
        return self._drafts[self.cleaned_data["draft"]]


class JudgeForm(fields.Form):
    """How severe it is and on whom it falls, each with what says so."""

    severity = fields.choice(
        "How severe is it for those it meets?",
        Finding.Severity.choices,
        "One account of grave harm is enough: numbers are not added to it.",
        coerce=_number,
        missing="Choose how severe it is.",
    )
    severity_says = fields.line(
        "What shows it", 300, "Such as “9 left unseen; 2 came back by ambulance”."
    )
    inequality = fields.choice(
        "Does it fall on some more than on others?",
        Finding.Inequality.choices,
        coerce=_number,
        missing="Choose whether it falls on some more than on others.",
    )
    inequality_says = fields.line("On whom, and how that is known", 300)

    def __init__(self, posted: fields.Posted, *, finding: Finding) -> None:
        names = ("severity", "severity_says", "inequality", "inequality_says")
        super().__init__(posted, initial={name: getattr(finding, name) for name in names})


class RowForm(fields.Form):
    """The same of one draft among many, without the sentences, and whether it is concluded."""

    severity = fields.choice("How severe", Finding.Severity.choices, coerce=_number, missing="?")
    inequality = fields.choice(
        "On whom it falls", Finding.Inequality.choices, coerce=_number, missing="?"
    )
    concludes = forms.BooleanField(required=False)

    def __init__(self, posted: fields.Posted, *, finding: Finding) -> None:
        names = ("severity", "inequality")
        super().__init__(
            posted,
            prefix=f"f{finding.number}",
            initial={name: getattr(finding, name) for name in names},
        )


class PeerForm(fields.Form):
    """Another pair of eyes."""

    says = fields.text(
        "What you looked at, and what you would say",
        "Such as “I read 20 of the 68. They say it.” It may stay empty.",
        longest=500,
    )


class ListForm(fields.Form):
    """What the list of findings is narrowed to."""

    programme = fields.choice("Programme")
    state = fields.choice(
        "State",
        [
            ("", "All"),
            ("draft", "Drafts"),
            ("concluded", "Concluded"),
            ("asked", "People are being asked"),
            ("disputed", "Disputed by somebody"),
        ],
    )
    severity = fields.choice(
        "Severity",
        [("", "Any"), *((str(v), f"{label}") for v, label in Finding.Severity.choices if v)],
    )
    order = fields.choice(
        "Order",
        [
            ("", "Newest first"),
            ("number", "Most voices first"),
            ("severity", "Most severe first"),
        ],
    )

    def __init__(self, given: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(given)
        rows = organisation.programmes.order_by("title")
        self._programmes = fields.by_id(rows)
        self.choose_from("programme", fields.named(self._programmes), "All programmes")

    def chosen(self) -> dict[str, str]:
        """What may be asked for; what cannot be is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
