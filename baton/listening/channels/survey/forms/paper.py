# SPDX-License-Identifier: MIT
"""The boxes of the typist: answers by their numbers, as they stand on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms

from baton.core import clock, keys
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import monitoring, paper
from baton.listening.channels.survey.choosing import called
from baton.listening.channels.survey.definition import Definition, Question
from baton.listening.channels.survey.forms.answering import LONGEST_ANSWER, Postcode
from baton.listening.channels.survey.models import Place, Response
from baton.listening.channels.survey.operations.answering import MAY_QUOTE, MAY_SHARE, UNDER_16, WAY
from baton.listening.channels.survey.operations.typing import Sheet
from baton.listening.channels.survey.paper import Option
from baton.listening.forms import way
from baton.ui import fields
from baton.ui.languages import names_of
from baton.ui.wording import _, _lazy
from baton.ui.words import listed

#: Name of the box for what somebody agreed to.
AGREED = "agreed"
#: Before the names of answers: a question may be called as another box is.
_ANSWER = "answer-"
#: What stays from one sheet to the next.
STAYS = ("place", "mode", "language", "said_on")
_BY_NUMBER = frozenset(("one", "many", "scale", "fft"))
_TYPED_MODES = [each for each in Response.Mode.choices if each[0] != Response.Mode.ONLINE]


class Numbered(forms.CharField):
    """Answers by their numbers: one, or several with spaces or commas between."""

    def __init__(self, options: Iterable[Option], *, several: bool = False, **about: Any) -> None:
        self.options = {each.number: each for each in options}
        self.several = several
        super().__init__(required=False, max_length=200, **about)
        self.widget.attrs["inputmode"] = "numeric" if not several else "text"
        self.widget.attrs["data-answers"] = json.dumps(
            {number: each.words or number for number, each in self.options.items()}
        )

    def clean(self, value: Any) -> Any:
        typed = [each for each in re.split(r"[\s,;.]+", super().clean(value)) if each]
        unknown = [each for each in typed if each not in self.options]
        numbers = list(self.options)
        if unknown:
            raise forms.ValidationError(
                _(
                    "There is no answer %(typed)s to this question. Type a number from "
                    "%(first)s to %(last)s, or leave it empty."
                )
                % {"typed": unknown[0], "first": numbers[0], "last": numbers[-1]}
            )
        chosen = [self.options[each].key for each in dict.fromkeys(typed)]
        if self.several:
            return chosen
        if len(chosen) > 1:
            raise forms.ValidationError(
                _(
                    "%(typed)s are typed, and only one can be kept. Type the one that was meant; "
                    "if nobody can tell, leave it empty."
                )
                % {"typed": listed(typed)}
            )
        return chosen[0] if chosen else None

    def read(self, value: Any) -> str:
        words = {each.key: each.words or each.number for each in self.options.values()}
        chosen = value if isinstance(value, list) else [value] if value else []
        return "; ".join(words[each] for each in chosen)


class TypingForm(fields.Form):
    """One sheet: where it comes from, and a box for every question."""

    place = fields.choice(_lazy("Place"), missing=_lazy("Choose where the sheet comes from."))
    mode = fields.choice(_lazy("How"), _TYPED_MODES, missing=_lazy("Choose how it was answered."))
    language = fields.choice(_lazy("Language"), missing=_lazy("Choose the language of the sheet."))
    way = way()
    said_on = fields.day(
        _lazy("Filled in on"), missing=_lazy("Write the day on which it was filled in.")
    )
    sheet = fields.line(
        _lazy("Sheet number"), 20, _lazy("If you number the sheets: none is then typed twice.")
    )
    key = fields.key()

    def __init__(
        self,
        posted: fields.Posted,
        *,
        asked: Definition,
        places: Iterable[Place],
        stays: Mapping[str, str],
        asks_under_16: bool = False,
    ) -> None:
        super().__init__(posted, initial=_initial(stays))
        self._asks_under_16 = asks_under_16
        self._places = {each.code: each for each in places}
        self.choose_from("place", [(key, called(each)) for key, each in self._places.items()])
        self.choose_from("language", names_of(asked.languages))
        self._asked = asked
        self.questions = dict(_boxes(asked, asks_under_16=asks_under_16))
        self.fields.update({_ANSWER + name: box for name, box in self.questions.items()})

    def clean_said_on(self) -> Any:
        given = self.cleaned_data["said_on"]
        if given > clock.today():
            raise forms.ValidationError(_("That day is still to come. Write another."))
        return given

    def boxes(self) -> list[forms.BoundField]:
        return [self[_ANSWER + name] for name in self.questions]

    def from_place(self) -> Place:
        return self._places[self.cleaned_data["place"]]

    def on_sheet(self) -> Sheet:
        given = self.cleaned_data
        return Sheet(
            given["key"], given["said_on"], given["mode"], given["language"], given["sheet"].strip()
        )

    def stays(self) -> dict[str, str]:
        return {name: str(self.cleaned_data[name]) for name in STAYS}

    def answers(self) -> dict[str, Any]:
        """As they are saved."""
        given = {name: self.cleaned_data[_ANSWER + name] for name in self.questions}
        agreed = given.pop(AGREED, [])
        days = [each.key for each in self._asked if each.kind == "date"]
        given |= {key: given[key].isoformat() for key in days if given[key]}
        if self._asks_under_16:
            given[UNDER_16] = "yes" if paper.UNDER_16 in agreed else "no"
        return given | {
            MAY_QUOTE: paper.MAY_BE_QUOTED in agreed,
            MAY_SHARE: paper.MAY_BE_SHARED in agreed,
            WAY: self.cleaned_data["way"],
        }

    def read(self) -> list[tuple[str, str]]:
        """What was typed, in words: each question that was answered, and what will be kept."""
        return [
            (str(box.label), words)
            for name, box in self.questions.items()
            if (words := _in_words(box, self.cleaned_data.get(_ANSWER + name)))
        ]


def _initial(stays: Mapping[str, str]) -> dict[str, Any]:
    given = {name: stays[name] for name in STAYS if stays.get(name)}
    return {"mode": Response.Mode.PAPER, "key": keys.uuid7(), **given}


def _in_words(box: forms.Field, value: Any) -> str:
    if isinstance(box, Numbered):
        return box.read(value)
    return "" if value is None else str(value)


def _boxes(asked: Definition, *, asks_under_16: bool) -> Iterator[tuple[str, forms.Field]]:
    numbers = define.numbers(asked)
    for question in asked:
        if question.kind == "note":
            continue
        title = f"{numbers[question.key]}. {define.said(question.words, 'en')}"
        if question.kind == "monitoring":
            yield from _of_people(question, numbers[question.key])
            continue
        box = _box(question)
        box.label, box.required = title, False
        if only := paper.condition(question, asked, "en"):
            box.help_text = f"{only}. {box.help_text}".strip()
        yield question.key, box
    if any(each.kind == "text" for each in asked):
        options = paper.agreements(asks_under_16=asks_under_16)
        box = Numbered(
            options, several=True, label=_("At the end: what may be done with the words")
        )
        box.help_text = _told(options)
        yield AGREED, box


def _of_people(question: Question, number: int) -> Iterator[tuple[str, forms.Field]]:
    for letter, name in zip(_letters(), question.asks, strict=False):
        options = paper.of_characteristic(name)
        box = Numbered(options, label=f"{number}{letter}. {monitoring.ASKED[name].words}")
        box.help_text = _told(options)
        yield monitoring.name_of(question.key, name), box


def _letters() -> Iterator[str]:
    return iter("abcdefghijklmnopqrstuvwxyz")


def _told(options: Iterable[Option]) -> str:
    return " · ".join(
        f"{each.number}:\u00a0{each.words}" if each.words else each.number for each in options
    )


def _box(question: Question) -> forms.Field:
    if question.kind in _BY_NUMBER:
        options = paper.options(question, "en")
        several = question.kind == "many"
        return Numbered(options, several=several, help_text=_told(options))
    if question.kind == "number":
        return fields.whole("")
    if question.kind == "date":
        return fields.day("")
    if question.kind == "postcode":
        return Postcode(max_length=10)
    return fields.text("", longest=LONGEST_ANSWER)
