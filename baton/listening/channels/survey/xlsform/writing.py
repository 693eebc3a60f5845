# SPDX-License-Identifier: MIT
"""A definition as a form that ODK and KoboToolbox take, and that comes back as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from baton.core.tables import Sheet
from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import (
    FFT_ANSWERS,
    Choice,
    Definition,
    Question,
    ShowIf,
    Words,
    said,
)
from baton.listening.channels.survey.xlsform import languages, names, relevant
from baton.listening.channels.survey.xlsform.sheets import as_words

_TYPES: Mapping[str, str] = {
    "text": "text",
    "postcode": "text",
    "number": "integer",
    "date": "date",
    "note": "note",
    "many": "select_multiple",
    "one": "select_one",
    "fft": "select_one",
    "scale": "select_one",
}
_PLAIN = Question("", "text", {})


def carried(definition: Definition) -> Definition:
    """What a form carries of a definition: all but pictures, words in languages that the survey
    does not have, and what a question's kind does not need."""
    codes = tuple(dict.fromkeys(definition.languages)) or ("en",)
    asked = {each.key: each for each in definition}
    return Definition(codes, tuple(_carried(each, asked, codes) for each in definition))


def _carried(question: Question, asked: Mapping[str, Question], codes: Sequence[str]) -> Question:
    def of(words: Words) -> Words:
        spoken = {code: words[code] for code in codes if words.get(code)}
        return spoken or ({codes[0]: text} if (text := said(words, codes[0])) else {})

    kept = replace(
        _PLAIN,
        key=question.key,
        kind=question.kind,
        words=of(question.words),
        hint=of(question.hint),
        is_needed=question.is_needed and question.kind not in ("note", "monitoring"),
        show_if=_still(question.show_if, asked),
    )
    if question.kind in ("one", "many"):
        kept = replace(
            kept, choices=tuple(Choice(each.key, of(each.words)) for each in question.choices)
        )
    elif question.kind == "scale":
        kept = replace(
            kept,
            least=question.least,
            most=question.most,
            least_means=of(question.least_means),
            most_means=of(question.most_means),
        )
    elif question.kind == "text":
        kept = replace(kept, about=question.about)
    elif question.kind == "postcode":
        kept = replace(kept, keeps_postcode=question.keeps_postcode)
    elif question.kind == "monitoring":
        asks = dict.fromkeys(each for each in question.asks if each in monitoring.ASKED)
        kept = replace(kept, asks=tuple(asks))
    return kept


def _still(show_if: ShowIf | None, asked: Mapping[str, Question]) -> ShowIf | None:
    """The condition with the answers that are still there."""
    if show_if is None or show_if.question not in asked:
        return None
    there = asked[show_if.question].deciding()
    among = tuple(key for key in there if key in show_if.among)
    return ShowIf(show_if.question, among) if among else None


def sheets(definition: Definition, *, title: str, form_id: str, version: str) -> list[Sheet]:
    """The sheets of the form."""
    kept = carried(definition)
    writer = _Writer(kept)
    rows = [row for question in kept for row in writer.rows(question)]
    codes = kept.languages
    labels = [f"label::{languages.heading(code)}" for code in codes]
    hints = [f"hint::{languages.heading(code)}" for code in codes]
    return [
        Sheet(
            "survey",
            ["type", "name", *labels, *hints, "required", "relevant", "appearance", "baton"],
            rows,
            [24, 20, *([50] * len(labels)), *([40] * len(hints)), 9, 40, 12, 20],
        ),
        Sheet("choices", ["list_name", "name", *labels], writer.answers, [20, 24, 50]),
        Sheet(
            "settings",
            ["form_title", "form_id", "version", "default_language"],
            [[as_words(title), form_id, version, languages.heading(codes[0])]],
            [50, 30, 12, 24],
        ),
    ]


class _Writer:
    """Makes the rows of a survey; `answers` are those of the lists that its questions need."""

    def __init__(self, kept: Definition) -> None:
        self._codes = kept.languages
        self._asked = {each.key: each for each in kept}
        self._names: dict[str, str] = {}
        self._choices: dict[str, dict[str, str]] = {}
        for question in kept:
            taken = set(self._names.values())
            self._names[question.key] = names.question_key(question.key, taken)
            self._choices[question.key] = _names_of(question)
        self.answers: list[list[str]] = []

    def rows(self, question: Question) -> Iterator[list[str]]:
        name = self._names[question.key]
        if question.kind == "monitoring":
            yield from self._page(question, name)
            return
        kind = _TYPES[question.kind]
        if kind.startswith("select"):
            kind = f"{kind} {name}"
            self._list(name, self._answers_of(question))
        appearance = {"scale": "likert", "text": "multiline"}.get(question.kind, "")
        yield self._row(kind, name, question, _mark(question), appearance)

    def _row(
        self, kind: str, name: str, question: Question, mark: str, appearance: str = ""
    ) -> list[str]:
        hint = {} if question.kind == "monitoring" else question.hint
        return [
            kind,
            name,
            *self._in_each(question.words),
            *self._in_each(hint),
            "yes" if question.is_needed else "",
            self._relevant(question.show_if),
            appearance,
            mark,
        ]

    def _in_each(self, words: Words) -> list[str]:
        return [as_words(words.get(code, "")) for code in self._codes]

    def _relevant(self, show_if: ShowIf | None) -> str:
        if show_if is None:
            return ""
        on = self._asked[show_if.question]
        return relevant.written(show_if, on, self._names[on.key], self._choices[on.key])

    def _answers_of(self, question: Question) -> Iterator[tuple[str, list[str]]]:
        """Each answer by its name, in every language of the survey."""
        by_key = self._choices[question.key]
        if question.kind == "fft":
            yield from ((by_key[key], self._alike(text)) for key, text in FFT_ANSWERS.items())
        elif question.kind == "scale":
            means = {question.least: question.least_means, question.most: question.most_means}
            for at in range(question.least, question.most + 1):
                said_ = self._in_each(means.get(at, {}))
                yield str(at), [f"{at} {meaning}".strip() for meaning in said_]
        else:
            yield from ((by_key[each.key], self._in_each(each.words)) for each in question.choices)

    def _alike(self, text: str) -> list[str]:
        """What there are no translations of: in every language the same."""
        return [text] * len(self._codes)

    def _list(self, name: str, answers: Iterable[tuple[str, list[str]]]) -> None:
        self.answers += [[name, key, *labels] for key, labels in answers]

    def _page(self, question: Question, name: str) -> Iterator[list[str]]:
        """The page about people themselves: a group with a question for each characteristic."""
        yield self._row("begin_group", name, question, "monitoring")
        empty = [""] * len(self._codes)
        if question.hint:
            words = [*self._in_each(question.hint), *empty]
            yield ["note", f"{name}-hint", *words, "", "", "", "hint"]
        for each in question.asks:
            asked = monitoring.ASKED[each]
            inside = monitoring.name_of(name, each)
            texts = [*self._alike(asked.words), *self._alike(asked.why)]
            yield [f"select_one {inside}", inside, *texts, "", "", "", f"asks {each}"]
            answers = (*asked.answers, monitoring.PREFER_NOT)
            self._list(inside, ((_slug(answer), self._alike(answer)) for answer in answers))
        yield ["end_group", name, *empty, *empty, "", "", "", ""]


def _names_of(question: Question) -> dict[str, str]:
    """The name of each answer in the form, by its key."""
    made: dict[str, str] = {}
    for key in question.deciding():
        made[key] = names.choice_key(key, set(made.values()))
    return made


def _slug(answer: str) -> str:
    """
    >>> _slug("White: English, Welsh or British"), _slug("85 or over")
    ('white_english_welsh_or_british', '85_or_over')
    """
    return re.sub(r"[^a-z0-9]+", "_", answer.casefold()).strip("_")


def _mark(question: Question) -> str:
    """What our own column says of it."""
    more: Mapping[str, Callable[[Question], Any]] = {
        "text": lambda each: each.about,
        "postcode": lambda each: "kept" if each.keeps_postcode else "",
    }
    of_kind = more.get(question.kind)
    return f"{question.kind} {of_kind(question) if of_kind else ''}".strip()
