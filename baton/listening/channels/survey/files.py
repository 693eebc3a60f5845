# SPDX-License-Identifier: MIT
"""Results that a person carries away: counts in which nobody can work out a few people, and the
answers that are not words, a row a response."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, TextField
from django.db.models.functions import Cast

from baton.analysis.disclosure import THRESHOLD, Figures, Protected, protect
from baton.analysis.shares import share
from baton.core.tables import Cell, Row, Sheet
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import results, who
from baton.listening.channels.survey.choosing import Chosen, called
from baton.listening.channels.survey.definition import Question
from baton.listening.channels.survey.models import Response, Survey
from baton.listening.channels.survey.results import Result, Results
from baton.ui import words

#: The one mark for everything hidden, as official statistics of the United Kingdom write it.
HIDDEN = "[c]"
_WHY_HIDDEN = (
    f"Not told: fewer than {THRESHOLD} people, or a number from which fewer than {THRESHOLD} could "
    "be worked out."
)
_TAKE_CARE = (
    "Give a reader one such file: several of nearly the same answers can be subtracted from one "
    "another."
)
_COUNTS_HEAD = ("Number", "Question", "Answer", "People", "Share, %", "Lower, %", "Upper, %")
_WIDTHS = (8, 48, 36, 10, 10, 10, 10)
_READ_AT_ONCE = 2_000
#: What has answers that are neither words nor say who somebody is.
_OF_ROWS = frozenset(("one", "many", "scale", "number", "date", "fft"))

#: What tells ways of answering apart, each of them, and how many answered so.
_Ways = list[tuple[str, list[tuple[str, int]]]]


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a survey, and which of them may be told."""

    found: Results
    people: who.Counted
    protected: Protected
    ways: _Ways

    @property
    def hidden(self) -> int:
        figures = self.protected.figures
        return sum(figures.told[figures.at(key)] for key in self.protected.hidden)


def counts(survey: Survey, chosen: Chosen) -> Counts:
    """What may be told. Who the people are is told of all only: choosing fewer would name them.

    Raises disclosure.NotSolved.
    """
    found = results.results(survey, chosen)
    people = {} if chosen else who.counted(survey)
    figures = Figures()
    who.add_to(figures, people, found.responses)
    # Once: a file is written after its page is done with, and perhaps in another language.
    ways = _ways(found)
    _add_ways(figures, ways)
    by_key = {each.question.key: each for each in found.questions}
    for each in found.questions:
        _add(figures, each, by_key)
    return Counts(found, people, protect(figures), ways)


def _add_ways(figures: Figures, ways: _Ways) -> None:
    for name, answered in ways:
        for label, many in answered:
            figures.add((name, label), many)
        if answered:
            figures.total(who.EVERYBODY, [(name, label) for label, _ in answered])


def _ways(found: Results) -> _Ways:
    return [
        ("How it was answered", list(found.modes)),
        ("Place", [(called(place), many) for place, many in found.places]),
        ("Language", list(found.languages)),
    ]


def _add(figures: Figures, result: Result, by_key: Mapping[str, Result]) -> None:
    """A question's counts, tied to each other and to the answers on which it depends."""
    asked, answered = _key(result, "asked"), _key(result, "answered")
    figures.add(asked, result.asked, weight=4.0)
    # Who takes a comment back is asked and has not answered; nobody answers unasked.
    figures.add(answered, min(result.answered, result.asked), weight=3.0)
    figures.within(asked, who.EVERYBODY)
    figures.within(answered, asked)
    for line in result.lines:
        figures.add(_key(result, "answer", line.key), line.share.count)
    keys = [_key(result, "answer", line.key) for line in result.lines]
    if result.question.kind == "many":
        for key in keys:
            figures.within(key, answered)
    elif keys:
        figures.total(answered, keys)
    _tie(figures, result, by_key)


def _tie(figures: Figures, result: Result, by_key: Mapping[str, Result]) -> None:
    """Who may be asked a question gave one of some answers to another: their counts bound it."""
    condition = result.question.show_if
    on = by_key.get(condition.question) if condition else None
    if condition is None or on is None or on.question.kind == "many":
        return
    given = [line for line in on.lines if line.key in condition.among]
    together = sum(line.share.count for line in given)
    if given and result.asked <= together:
        leading = _key(result, "leading")
        figures.add(leading, together, told=False)
        figures.total(leading, [_key(on, "answer", line.key) for line in given])
        figures.within(_key(result, "asked"), leading)


def _key(result: Result, *what: str) -> Any:
    return (result.question.key, result.question.kind, *what)


def counts_sheet(told: Counts, survey: Survey, chosen: Chosen, *, at: datetime) -> Sheet:
    """Every count in a row."""
    return Sheet("Results", _COUNTS_HEAD, _counts_rows(told), _WIDTHS, _notes(survey, chosen, at))


def _counts_rows(told: Counts) -> Iterator[Row]:
    everybody = told.protected.value(who.EVERYBODY)
    yield [None, "Everybody who answered", None, _number(everybody), None, None, None]
    for name, ways in told.ways:
        for label, _ in ways:
            yield _row(None, name, label, told.protected.value((name, label)), everybody)
    for each in told.found.questions:
        yield from _question_rows(told, each)
    for group in who.groups(told.protected, told.people):
        yield [None, group.name, "Were asked", _number(group.of), None, None, None]
        for answer in group.groups:
            yield _row(None, group.name, answer.answer, answer.count, group.of)


def _question_rows(told: Counts, each: Result) -> Iterator[Row]:
    question = define.said(each.question.words, "en")
    asked = told.protected.value(_key(each, "asked"))
    answered = told.protected.value(_key(each, "answered"))
    yield [each.number, question, "Were asked", _number(asked), None, None, None]
    if each.question.kind == "monitoring":
        return
    yield _row(each.number, question, "Answered", answered, asked)
    for line in each.lines:
        count = told.protected.value(_key(each, "answer", line.key))
        yield _row(each.number, question, line.label, count, answered)
    if each.spread and answered is not None and answered >= THRESHOLD:
        spread = each.spread
        for label, value in (
            ("Lower quartile", spread.lower),
            ("Median", spread.median),
            ("Upper quartile", spread.upper),
        ):
            yield [each.number, question, f"{label} (a value)", value, None, None, None]


def _row(
    number: int | None, question: str, answer: str, count: int | None, of: int | None
) -> list[Cell]:
    if count is None or of is None:
        return [number, question, answer, _number(count), HIDDEN, HIDDEN, HIDDEN]
    part = share(count, of)
    shares = [round(100 * each, 1) for each in (part.estimate, part.lower, part.upper)]
    return [number, question, answer, count, *(shares if of else [None] * 3)]


def _number(count: int | None) -> Cell:
    return HIDDEN if count is None else count


def _notes(survey: Survey, chosen: Chosen, at: datetime) -> list[Row]:
    said: list[Row] = [
        [survey.title, str(survey.organisation)],
        ["Asked for", chosen.in_words()],
        ["Taken", words.moment(at)],
        ["Shares", "Of those who answered the question; the bounds are of a 95% interval."],
        [HIDDEN, _WHY_HIDDEN],
        ["Take care", _TAKE_CARE],
    ]
    if chosen:
        said.append(["Who answered", "Told only in a file of everybody: take the filters away."])
    return [*said, []]


def answers_sheet(survey: Survey, chosen: Chosen) -> Sheet:
    """A row a response: no words, and nothing of who answered."""
    versions = [chosen.version] if chosen.version else survey.versions.order_by("-number")
    questions: dict[tuple[str, str], Question] = {}
    for version in versions:
        for question in define.from_json(version.definition):
            if question.kind in _OF_ROWS:
                questions.setdefault((question.key, question.kind), question)
    head = [
        *("Response", "Day", "Version", "Place", "How", "Language"),
        *(define.said(each.words, "en") for each in questions.values()),
    ]
    rows = _answer_rows(survey, chosen, list(questions.values()))
    return Sheet("Answers", head, rows, (10, 11, 8, 24, 14, 9, *[24] * len(questions)))


def _answer_rows(survey: Survey, chosen: Chosen, questions: list[Question]) -> Iterator[Row]:
    versions = {each.pk: each for each in survey.versions.all()}
    kinds = {
        pk: {each.key: each.kind for each in define.from_json(version.definition)}
        for pk, version in versions.items()
    }
    said = [results.labels(each) for each in _as_ever_asked(versions.values(), questions)]
    places = {each.pk: each.name for each in survey.places.all()}
    modes = {mode.value: str(mode.label) for mode in Response.Mode}
    rows = results.finished(survey, chosen).order_by("pk")
    read = rows.annotate(answers_text=Cast(F("answers"), TextField())).values_list(
        "said_on", "version", "place", "mode", "language", "answers_text"
    )
    for number, row in enumerate(read.iterator(_READ_AT_ONCE), 1):
        day, version, place, mode, language, text = row
        answers, kind_of = json.loads(text), kinds[version]
        yield [
            *(number, day, versions[version].number, places[place], modes[mode], language),
            *(
                _cell(answers.get(each.key), labels) if kind_of.get(each.key) == each.kind else None
                for each, labels in zip(questions, said, strict=True)
            ),
        ]


def _as_ever_asked(versions: Any, questions: list[Question]) -> Iterator[Question]:
    """Each with the answers of every version that asked it."""
    asked = [define.from_json(each.definition) for each in reversed(list(versions))]
    for question in questions:
        alike = [asks.question(question.key) for asks in asked]
        yield results.united([each for each in alike if each and each.kind == question.kind])


def _cell(answer: Any, labels: Mapping[str, str]) -> Cell:
    if isinstance(answer, list):
        return "; ".join(labels.get(each, each) for each in answer)
    if answer is None or isinstance(answer, int | float):
        return answer
    return labels.get(answer, answer)
