# SPDX-License-Identifier: MIT
"""Beginning a finding, changing it, and judging how strong it is."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.improving.findings import queries
from baton.improving.findings.models import Finding
from baton.people.models import Organisation
from baton.programmes.models import Stage
from baton.ui import fields, words
from baton.ui.wording import _, _lazy, _many

_SENTENCE = fields.line(
    _lazy("What do you conclude? One sentence"),
    300,
    _lazy("Such as “People who cannot stand for long leave before they are seen”."),
    missing=_lazy("Write what you conclude, in one sentence."),
)


class WordingForm(fields.Form):
    """What a draft says."""

    sentence = _SENTENCE
    kind = fields.choice(_lazy("Kind"), Finding.Kind.choices, missing=_lazy("Choose the kind."))


class BeginForm(WordingForm):
    """A new finding: what it says, in which stage of which programme, and from what."""

    stage = fields.choice(
        _lazy("Programme and stage"), missing=_lazy("Choose a programme and stage.")
    )
    gathers = forms.BooleanField(label=_lazy("Gather all that match now"), required=False)

    def __init__(
        self, posted: fields.Posted, *, organisation: Organisation, number: int, initial: Any = None
    ) -> None:
        super().__init__(posted, initial={"gathers": True, **(initial or {})})
        self._stages = {str(each.pk): each for each in queries.stages(organisation)}
        named = [
            (key, f"{each.programme.title}: {each.name.lower()}")
            for key, each in self._stages.items()
        ]
        self.choose_from("stage", named, None if len(named) == 1 else _("Choose"))
        if number:
            label = _many(
                "Gather the comment that matches now",
                "Gather the %(n)s comments that match now",
                number,
            )
            self.fields["gathers"].label = label % {"n": words.number(number)}
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

    draft = fields.choice(_lazy("Draft"), missing=_lazy("Choose a draft."))
    side = fields.choice(
        _lazy("They speak"),
        [(1, _lazy("for it")), (2, _lazy("against it"))],
        coerce=_number,
        missing=_lazy("Choose a side."),
    )

    def __init__(self, posted: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(posted)
        self._drafts = fields.by_id(queries.drafts(organisation).order_by("-number"))
        named = [(key, f"{each.number}: {each}") for key, each in self._drafts.items()]
        self.choose_from("draft", named, _("Choose"))
        self.has_drafts = bool(named)

    def clean_draft(self) -> Finding:
        return self._drafts[self.cleaned_data["draft"]]


class JudgeForm(fields.Form):
    """How severe it is and on whom it falls, each with what says so."""

    severity = fields.choice(
        _lazy("How severe is it for those it meets?"),
        Finding.Severity.choices,
        _lazy("One account of grave harm is enough: numbers are not added to it."),
        coerce=_number,
        missing=_lazy("Choose how severe it is."),
    )
    severity_says = fields.line(
        _lazy("What shows it"), 300, _lazy("Such as “9 left unseen; 2 came back by ambulance”.")
    )
    inequality = fields.choice(
        _lazy("Does it fall on some more than on others?"),
        Finding.Inequality.choices,
        coerce=_number,
        missing=_lazy("Choose whether it falls on some more than on others."),
    )
    inequality_says = fields.line(_lazy("On whom, and how that is known"), 300)

    def __init__(self, posted: fields.Posted, *, finding: Finding) -> None:
        names = ("severity", "severity_says", "inequality", "inequality_says")
        super().__init__(posted, initial={name: getattr(finding, name) for name in names})


class RowForm(fields.Form):
    """The same of one draft among many, without the sentences, and whether it is concluded."""

    severity = fields.choice(
        _lazy("How severe"), Finding.Severity.choices, coerce=_number, missing="?"
    )
    inequality = fields.choice(
        _lazy("On whom it falls"), Finding.Inequality.choices, coerce=_number, missing="?"
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
        _lazy("What you looked at, and what you would say"),
        _lazy("Such as “I read 20 of the 68. They say it.” It may stay empty."),
        longest=500,
    )


class ListForm(fields.Form):
    """What the list of findings is narrowed to."""

    programme = fields.choice(_lazy("Programme"))
    state = fields.choice(
        _lazy("State"),
        [
            ("", _lazy("All")),
            ("draft", _lazy("Drafts")),
            ("concluded", _lazy("Concluded")),
            ("asked", _lazy("People are being asked")),
            ("disputed", _lazy("Disputed by somebody")),
        ],
    )
    severity = fields.choice(
        _lazy("Severity"),
        [("", _lazy("Any")), *((str(v), label) for v, label in Finding.Severity.choices if v)],
    )
    order = fields.choice(
        _lazy("Order"),
        [
            ("", _lazy("Newest first")),
            ("number", _lazy("Most voices first")),
            ("severity", _lazy("Most severe first")),
        ],
    )

    def __init__(self, given: fields.Posted, *, organisation: Organisation) -> None:
        super().__init__(given)
        rows = organisation.programmes.order_by("title")
        self._programmes = fields.by_id(rows)
        self.choose_from("programme", fields.named(self._programmes), _("All programmes"))

    def chosen(self) -> dict[str, str]:
        """What may be asked for; what cannot be is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
