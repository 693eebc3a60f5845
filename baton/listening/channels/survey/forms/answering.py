# SPDX-License-Identifier: MIT
"""Boxes for the questions of a survey, in one language, filled with what was saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import FFT_ANSWERS, Question, hint, said
from baton.listening.channels.survey.models import Survey
from baton.listening.channels.survey.operations.answering import (
    MAY_QUOTE,
    MAY_SHARE,
    RUNG,
    UNDER_16,
)
from baton.places.areas import postcodes
from baton.programmes.activities import judging
from baton.ui import fields
from baton.ui.speech import gettext, gettext_lazy

LONGEST_ANSWER = 10_000
_NEEDED = gettext_lazy("Please answer this question.")
_ONE_OF = gettext_lazy("Choose one of these answers.")


class AnswerForm(fields.Form):
    """The boxes of some questions. `answers` is what is to be saved: None takes an answer back."""

    def __init__(
        self,
        posted: fields.Posted,
        *,
        questions: Iterable[Question],
        language: str,
        answers: Mapping[str, Any],
    ) -> None:
        super().__init__(posted, initial=dict(answers))
        self.questions = [each for each in questions if each.kind != "note"]
        for question in self.questions:
            self.fields.update(_boxes(question, language))

    def boxes(self, question: Question) -> list[forms.BoundField]:
        """Those of one question."""
        return [self[name] for name in names(question)]

    def answers(self) -> dict[str, Any]:
        return {name: _kept(value) for name, value in self.cleaned_data.items()}


def names(question: Question) -> list[str]:
    """The names of a question's boxes: more than one where it asks of people themselves."""
    if question.kind != "monitoring":
        return [question.key]
    return [monitoring.name_of(question.key, each) for each in question.asks]


def _kept(value: Any) -> Any:
    """An answer as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def _boxes(question: Question, language: str) -> dict[str, forms.Field]:
    if question.kind == "monitoring":
        asked = (_stated(monitoring.ASKED[each]) for each in question.asks)
        return dict(zip(names(question), asked, strict=True))
    field = _BY_KIND[question.kind](question, language)
    field.label = said(question.words, language)
    field.help_text = hint(question, language)
    field.required = question.is_needed
    field.error_messages["required"] = _NEEDED
    return {question.key: field}


def _stated(asked: monitoring.Asked) -> forms.Field:
    answers = [*asked.answers, monitoring.PREFER_NOT]
    return fields.choice(
        gettext(asked.words),
        [(each, gettext(each)) for each in answers],
        gettext(asked.why),
        widget=forms.RadioSelect,
    )


def _text(question: Question, language: str) -> forms.Field:  # noqa: ARG001 - all look alike
    return fields.text("", longest=LONGEST_ANSWER)


def _choices(question: Question, language: str) -> list[tuple[str, str]]:
    return [(each.key, said(each.words, language)) for each in question.choices]


def _one(question: Question, language: str) -> forms.Field:
    return _radios(_choices(question, language))


def _fft(question: Question, language: str) -> forms.Field:  # noqa: ARG001
    return _radios((key, gettext(words)) for key, words in FFT_ANSWERS.items())


def _scale(question: Question, language: str) -> forms.Field:
    meaning = {
        question.least: said(question.least_means, language),
        question.most: said(question.most_means, language),
    }
    steps = range(question.least, question.most + 1)
    return _radios((str(at), f"{at} {meaning.get(at, '')}".strip()) for at in steps)


def _radios(choices: Iterable[tuple[str, str]]) -> forms.Field:
    field = fields.choice("", list(choices), widget=forms.RadioSelect)
    field.error_messages["invalid_choice"] = _ONE_OF
    return field


def _many(question: Question, language: str) -> forms.Field:
    field = fields.several("")
    field.choices = _choices(question, language)
    return field


def _number(question: Question, language: str) -> forms.Field:  # noqa: ARG001
    return fields.whole("")


def _date(question: Question, language: str) -> forms.Field:  # noqa: ARG001
    return fields.day("")


class Postcode(forms.CharField):
    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return postcodes.written(typed)
        except postcodes.NotAPostcode as problem:
            raise forms.ValidationError(
                gettext("Write a whole UK postcode, like LE2 5PN. Or leave it empty.")
            ) from problem


def _postcode(question: Question, language: str) -> forms.Field:  # noqa: ARG001
    return Postcode(max_length=10)


_BY_KIND = {
    "text": _text,
    "one": _one,
    "many": _many,
    "scale": _scale,
    "number": _number,
    "date": _date,
    "postcode": _postcode,
    "fft": _fft,
}


class AgreementForm(fields.Form):
    """What may be done with the words, and how they had a part; nothing of it is needed."""

    may_quote = forms.BooleanField(
        label=gettext_lazy("You may quote my words, without my name"),
        help_text=gettext_lazy(
            "In reports and on notice boards, once somebody has looked that nobody is named."
        ),
        required=False,
    )
    may_share = forms.BooleanField(
        label=gettext_lazy(
            "You may pass my words on to the other health and care bodies that look after me"
        ),
        required=False,
    )

    under_16 = fields.choice(
        gettext_lazy("Are you under 16?"),
        [("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))],
        gettext_lazy(
            "We ask because somebody has to agree with you first. If you are, we read and count "
            "your words, and do not quote them or pass them on until somebody has."
        ),
        widget=forms.RadioSelect,
    )

    rung = fields.choice(
        gettext_lazy(judging.QUESTION),
        [(str(rung.value), gettext_lazy(words)) for rung, words in judging.IN_THEIR_WORDS.items()],
        gettext_lazy("Choose the sentence that comes closest, or none."),
        widget=forms.RadioSelect,
    )

    def __init__(self, posted: fields.Posted, *, survey: Survey) -> None:
        super().__init__(posted)
        activity = survey.activity if survey.asks_rung else None
        if activity is None or judging.why_closed(activity):
            del self.fields["rung"]
        if not survey.asks_under_16:
            del self.fields["under_16"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        allows_it = given.get("may_quote") or given.get("may_share")
        if "under_16" in self.fields and allows_it and not given.get("under_16"):
            self.add_error(
                "under_16", gettext("Say whether you are under 16, or leave both boxes empty.")
            )
        return given

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        kept: dict[str, Any] = {MAY_QUOTE: given["may_quote"], MAY_SHARE: given["may_share"]}
        for name in (UNDER_16, RUNG):
            if name in self.fields:
                kept[name] = given[name]
        return kept
