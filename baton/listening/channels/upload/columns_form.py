# SPDX-License-Identifier: MIT
"""Saying what the columns of a file are, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from baton.listening import agreed
from baton.listening.agreed import Agreed
from baton.listening.channels.upload import agreements, choosing
from baton.listening.channels.upload.mapping import Mapping, from_dict
from baton.listening.channels.upload.mirrored import USUAL_SYSTEMS
from baton.listening.channels.upload.settling import Asked, Key, is_said, value_of
from baton.listening.heard import MODES
from baton.ui.speech import said_later
from baton.ui.wording import _, _lazy

_ASKS = {
    "day_first": _lazy("“%(column)s” says %(example)s. Which day is that?"),
    "days_counted_from": _lazy("“%(column)s” holds numbers for days. Which day is %(example)s?"),
    "score_best": _lazy("Which is the best score in “%(column)s”?"),
}
_DECIDED = {
    "day_first": _lazy("How are days written in “%(column)s”?"),
    "days_counted_from": _lazy("From when are the days in “%(column)s” counted?"),
    "score_best": _lazy("Which is the best score in “%(column)s”?"),
}
_UNANSWERED = {
    "day_first": _lazy("Say whether the day or the month comes first in “%(column)s”"),
    "days_counted_from": _lazy("Say which day the numbers in “%(column)s” mean"),
    "score_best": _lazy("Say which number is the best in “%(column)s”"),
}
#: How the first rows are shown as long as nobody has answered.
_SHOWN = {
    "day_first": _lazy("days are shown with the day first"),
    "days_counted_from": _lazy("rows whose day is a number are shown as refused"),
    "score_best": _lazy("1 is shown as the best score"),
}
_SPLITS = (
    ("", _lazy("Nothing: one label a cell")),
    (";", _lazy("A semicolon")),
    (",", _lazy("A comma")),
    ("|", _lazy("A bar")),
    ("/", _lazy("A slash")),
)


class ColumnsForm(forms.Form):
    """One choice for each column, and what the file leaves open about them.

    `before` is how the page was shown first: what it has no control for stays as it was there.
    """

    said_on = forms.DateField(
        label=_lazy("When was it said, where a row has no day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_lazy("Leave empty if you do not know: it is then kept as “day not known”."),
    )
    mode_of_all = forms.TypedChoiceField(
        label=_lazy("How were the scores collected, where a row does not say?"),
        required=False,
        choices=[("", _lazy("Not known")), *MODES.items()],
        coerce=int,
        empty_value=None,
        help_text=_lazy(
            "The monthly return of the Friends and Family Test counts it; what is not known counts "
            "as “Other” there."
        ),
    )
    for_whom_of_all = forms.ChoiceField(
        label=_lazy("Who said it, where a row does not say?"),
        required=False,
        choices=[
            ("", _lazy("People who can agree for themselves")),
            *said_later(agreed.FOR_WHOM.items()),
        ],
    )
    who_of_all = forms.ChoiceField(
        label=_lazy("Who agreed that it is used, where no column says so?"),
        required=False,
        choices=[("", _lazy("Nobody yet")), *said_later(agreed.WHO.items())],
        help_text=_lazy(
            "Only if they agreed for every row. Until somebody has, what was said is kept and "
            "counted, and neither quoted nor shared. It is asked anew of each file."
        ),
    )
    notice_version = forms.CharField(
        label=_lazy("Version of the privacy notice that people had read"),
        required=False,
        max_length=20,
    )

    def __init__(self, header: Sequence[str], before: Mapping, data: Any = None) -> None:
        of_all = before.agreed_of_all or Agreed("")
        initial = {
            "for_whom_of_all": of_all.for_whom,
            "who_of_all": of_all.who,
            "said_on": before.said_on,
            "mode_of_all": before.mode_of_all or "",
            "notice_version": before.notice_version,
            "split": before.labels.split,
            "system": before.mirror.system,
        }
        super().__init__(data, initial=initial)
        self._header, self._before = header, before
        self._asked: dict[str, Asked] = {}
        own = () if before.labels.split in dict(_SPLITS) else ((before.labels.split,) * 2,)
        self.fields["split"] = forms.ChoiceField(
            label=_("What divides several labels in one cell?"),
            choices=[*_SPLITS, *own],
            required=False,
        )
        if before.mirror.kind:
            self.fields["system"] = forms.CharField(
                label=_("Which system keeps and answers them?"), max_length=80, required=False
            )
        meanings = choosing.columns_to_meanings(before)
        for index, name in enumerate(header):
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=name,
                choices=[("", _("Left out")), *choosing.meanings_for(before)],
                required=False,
                initial=meanings.get(name, ""),
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            if (found := self._agreed_of_all()) is not None:
                agreed.check(found)
        except agreed.NotTogether as problem:
            at = "for_whom_of_all" if problem.field == "for_whom" else "who_of_all"
            self.add_error(at, str(problem))
        return given

    def _agreed_of_all(self) -> Agreed | None:
        """Who agreed for all rows. What the page has no control for stays as it was."""
        given = self.cleaned_data
        for_whom, who = given.get("for_whom_of_all", ""), given.get("who_of_all", "")
        if not for_whom and not who:
            return None
        before = self._before.agreed_of_all
        is_same = before is not None and (before.for_whom, before.who) == (for_whom, who)
        relation = before.relation if before and is_same else ""
        return agreements.complete(Agreed(for_whom, who, relation=relation))

    def columns(self) -> Mapping:
        """Which column was chosen to be what, and nothing else. Raises MappingProblem."""
        if not self.is_bound:
            return self._before
        chosen = {
            name: str(self[f"column{index}"].value() or "")
            for index, name in enumerate(self._header)
        }
        found = from_dict(choosing.meanings_to_mapping(chosen, self._before), self._header)
        kept = {column: own for column, own in self._before.values.items() if found.role(column)}
        return replace(found, values=kept)

    def ask(self, questions: Iterable[Asked], *, must: bool) -> None:
        """Put what the file leaves open; `must`: what it does not decide has to be answered."""
        for asked in questions:
            # By column: an answer about one is none about another that is chosen in its place.
            name = f"{asked.key}_{self._header.index(asked.column)}"
            is_same = asked.column in (self._before.date, self._before.score)
            said = getattr(self._before, asked.key) if is_same else None
            self._asked[name] = asked
            self.fields[name] = forms.ChoiceField(
                label=(_DECIDED if asked.decided else _ASKS)[asked.key]
                % {"column": asked.column, "example": asked.example},
                choices=list(asked.ways),
                widget=forms.RadioSelect,
                required=must and not asked.decided,
                initial=_as_answer(asked.key, said) or asked.decided,
                help_text=asked.why[0].upper() + asked.why[1:],
                error_messages={"required": _UNANSWERED[asked.key] % {"column": asked.column}},
            )

    def asked(self) -> list[Any]:
        """The questions as they stand in the form: those that are open first."""
        names = sorted(self._asked, key=lambda name: bool(self._asked[name].decided))
        return [self[name] for name in names]

    @property
    def is_open(self) -> bool:
        """Whether something must still be said before the file can be read."""
        return bool(self.open_as_shown())

    def open_as_shown(self) -> list[str]:
        """How what must still be said is taken until then."""
        return [
            str(_SHOWN[asked.key])
            for name, asked in self._asked.items()
            if not asked.decided and not self[name].value()
        ]

    def mapping(self, columns: Mapping) -> Mapping:
        """The mapping of these columns with everything else that was said."""
        given = self.cleaned_data
        said = {
            asked.key: value_of(asked.key, answer)
            for name, asked in self._asked.items()
            if (answer := given.get(name) or asked.decided)
        }
        kind = columns.mirror.kind
        if kind:
            system = given.get("system") or USUAL_SYSTEMS[kind]
            columns = replace(columns, mirror=replace(columns.mirror, system=system))
        return replace(
            columns,
            said_on=given.get("said_on"),
            mode_of_all=given.get("mode_of_all"),
            agreed_of_all=self._agreed_of_all(),
            notice_version=given.get("notice_version") or "",
            labels=replace(columns.labels, split=given.get("split") or ""),
            **said,
        )


def _as_answer(key: Key, said: Any) -> str:
    if not is_said(said):
        return ""
    return ("yes" if said else "no") if key == "day_first" else str(said)
