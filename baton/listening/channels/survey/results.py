# SPDX-License-Identifier: MIT
"""What was answered: counted in one pass over the responses, and told question by question.

A question that several versions ask under one key, in one kind, is counted as one. Words are
counted here and read elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from statistics import median, quantiles
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, TextField
from django.db.models.functions import Cast

from baton.analysis.shares import Share, share
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.choosing import Chosen
from baton.listening.channels.survey.definition import FFT_ANSWERS, Question
from baton.listening.channels.survey.models import Place, Response, Said, Survey, Version
from baton.ui import words
from baton.ui.wording import _

#: The Friends and Family Test's answers that count as positive, and as negative (NHS England).
POSITIVE, NEGATIVE = ("1", "2"), ("4", "5")
#: Under what a response keeps the small area of its postcode.
AREA = "area"
#: Responses that are read at once: memory stays small, however many there are.
_AT_ONCE = 5_000
#: Beyond so many months, days are counted by year.
_MOST_MONTHS = 24

#: Version's key and question's key.
Of = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """How many gave one answer, of those who answered the question."""

    key: str
    label: str
    share: Share


@dataclass(frozen=True, slots=True)
class Spread:
    """Where numbers lie: half of them between the quartiles."""

    least: float
    lower: float
    median: float
    upper: float
    most: float


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to one question."""

    question: Question
    #: Its number on screen and on paper; of a question that is asked no more, none.
    number: int | None
    #: Numbers of the versions that asked it, where not all did.
    versions: tuple[int, ...]
    asked: int
    answered: int
    lines: tuple[Line, ...] = ()
    spread: Spread | None = None
    #: Of the Friends and Family Test.
    positive: Share | None = None
    negative: Share | None = None

    @property
    def left(self) -> int:
        """Who was asked and answered nothing, or took it back."""
        return max(self.asked - self.answered, 0)


@dataclass(frozen=True, slots=True)
class Results:
    """What was answered to a survey."""

    responses: int
    first: date | None
    last: date | None
    modes: Sequence[tuple[str, int]]
    places: Sequence[tuple[Place, int]]
    languages: Sequence[tuple[str, int]]
    questions: Sequence[Result]


@dataclass(slots=True)
class Tallies:
    """What one pass over the responses counts."""

    asked: Counter[Of] = field(default_factory=Counter)
    #: By version and question, each answer.
    given: dict[int, dict[str, Counter[Any]]] = field(default_factory=dict)
    #: Who gave one answer or more where several may be given; and who answered in words.
    several: Counter[Of] = field(default_factory=Counter)
    in_words: Counter[Of] = field(default_factory=Counter)

    def of(self, version: int, question: Question) -> int:
        """How many answered; a postcode by the small area that is kept of it."""
        given, of = self.given.get(version, {}), (version, question.key)
        if question.kind == "text":
            return self.in_words[of]
        if question.kind == "many":
            return self.several[of]
        if question.kind == "postcode":
            return max(given[key].total() if key in given else 0 for key in (question.key, AREA))
        return given[question.key].total() if question.key in given else 0

    def add_answers(self, version: int, answers: Mapping[str, Any], many: int) -> None:
        """This is done for every response: what is cheap here is quick."""
        given = self.given.setdefault(version, defaultdict(Counter))
        for key, value in answers.items():
            if type(value) is list:
                self.several[version, key] += many
                for each in value:
                    given[key][each] += many
            else:
                given[key][value] += many


def finished(survey: Survey, chosen: Chosen) -> QuerySet[Response]:
    """The finished responses that are counted."""
    versions = [chosen.version] if chosen.version else survey.versions.all()
    rows = Response.objects.filter(version__in=versions, finished_at__isnull=False)
    asked = {
        "place": chosen.place,
        "mode": chosen.mode,
        "language": chosen.language,
        "said_on__gte": chosen.since,
        "said_on__lte": chosen.until,
    }
    return rows.filter(**{name: value for name, value in asked.items() if value})


def results(survey: Survey, chosen: Chosen) -> Results:
    """What was answered, question by question."""
    rows = finished(survey, chosen)
    days = rows.aggregate(responses=Count("pk"), first=Min("said_on"), last=Max("said_on"))
    versions = [chosen.version] if chosen.version else list(survey.versions.order_by("-number"))
    tallies = _tallied(rows)
    _count_words(rows, tallies)
    places = {each.pk: each for each in survey.places.all()}
    modes = dict(_by(rows, "mode"))
    return Results(
        days["responses"],
        days["first"],
        days["last"],
        [(str(mode.label), modes[mode.value]) for mode in Response.Mode if mode.value in modes],
        [(places[key], many) for key, many in _by(rows, "place")],
        _by(rows, "language"),
        list(_questions(versions, tallies)),
    )


def _by(rows: QuerySet[Response], name: str) -> list[tuple[Any, int]]:
    counted = rows.values_list(name).annotate(many=Count("pk"))
    return [(value, many) for value, many in counted.order_by("-many", name)]


def _tallied(rows: QuerySet[Response]) -> Tallies:
    """One pass. Answers that are alike to the letter are taken apart once for many responses."""
    tallies, shown_so = Tallies(), Counter[tuple[int, str]]()
    read = rows.order_by().annotate(
        answers_text=Cast(F("answers"), TextField()), shown_text=Cast(F("shown"), TextField())
    )
    rest = read.values_list("version", "answers_text", "shown_text").iterator(_AT_ONCE)
    while chunk := list(islice(rest, _AT_ONCE)):
        shown_so.update((version, shown) for version, _, shown in chunk)
        alike = Counter((version, answers) for version, answers, _ in chunk)
        for (version, answers), many in alike.items():
            tallies.add_answers(version, json.loads(answers), many)
    for (version, shown), many in shown_so.items():
        for key in json.loads(shown):
            tallies.asked[version, key] += many
    return tallies


def _count_words(rows: QuerySet[Response], tallies: Tallies) -> None:
    """Answers in words are contributions: those that are still there, or were taken back."""
    said = Said.objects.filter(response__in=rows).exclude(question="")
    counted = said.values_list("response__version", "question").annotate(many=Count("pk"))
    for version, key, many in counted.order_by():
        tallies.in_words[version, key] = many


def _questions(versions: Sequence[Version], tallies: Tallies) -> Iterator[Result]:
    """Each question of the newest version, then those that only earlier ones asked."""
    definitions = {each: define.from_json(each.definition) for each in versions}
    asking: dict[tuple[str, str], list[tuple[Version, Question]]] = {}
    for version, asked in definitions.items():
        for question in asked:
            if question.kind != "note":
                asking.setdefault((question.key, question.kind), []).append((version, question))
    numbers = define.numbers(definitions[versions[0]]) if versions else {}
    for asked_in in asking.values():
        is_now = asked_in[0][0] == versions[0]
        question = united([question for _, question in asked_in])
        result = Result(
            question,
            numbers[question.key] if is_now else None,
            tuple(sorted(version.number for version, _ in asked_in))
            if len(asked_in) < len(versions)
            else (),
            sum(tallies.asked[version.pk, question.key] for version, _ in asked_in),
            sum(tallies.of(version.pk, question) for version, _ in asked_in),
        )
        given: Counter[Any] = Counter()
        for version, _question in asked_in:
            given.update(tallies.given.get(version.pk, {}).get(question.key, {}))
        yield _with_answers(result, given)


def united(questions: Sequence[Question]) -> Question:
    """As the newest version asks it, with the answers that only earlier ones offered."""
    choices = {choice.key: choice for each in reversed(questions) for choice in each.choices}
    newest = [choice.key for choice in questions[0].choices]
    order = [*newest, *(key for key in choices if key not in newest)]
    return replace(
        questions[0],
        choices=tuple(choices[key] for key in order),
        least=min(each.least for each in questions),
        most=max(each.most for each in questions),
        asks=tuple(dict.fromkeys(name for each in questions for name in each.asks)),
    )


def _with_answers(result: Result, given: Counter[Any]) -> Result:
    question, of = result.question, result.answered
    if question.kind in ("one", "many", "scale", "fft"):
        lines = _lines(labels(question), given, of)
        if question.kind == "fft":
            return replace(
                result,
                lines=lines,
                positive=share(sum(given[each] for each in POSITIVE), of),
                negative=share(sum(given[each] for each in NEGATIVE), of),
            )
        if question.kind == "scale":
            steps = Counter({int(each): many for each, many in given.items()})
            return replace(result, lines=lines, spread=_spread(steps))
        return replace(result, lines=lines)
    if question.kind == "number":
        return replace(result, spread=_spread(given))
    if question.kind == "date":
        return replace(result, lines=_periods(given, of))
    return result


def labels(question: Question) -> dict[str, str]:
    """The answers to choose from, by key, as English shows them."""
    if question.kind == "fft":
        return dict(FFT_ANSWERS)
    if question.kind == "scale":
        ends = {question.least: question.least_means, question.most: question.most_means}
        steps = range(question.least, question.most + 1)
        return {str(at): f"{at} {define.said(ends.get(at, {}), 'en')}".strip() for at in steps}
    return {each.key: define.said(each.words, "en") for each in question.choices}


def _lines(known: Mapping[str, str], given: Counter[Any], of: int) -> tuple[Line, ...]:
    every = {**{str(key): str(key) for key in given}, **known}
    order = [*known, *(key for key in every if key not in known)]
    return tuple(Line(key, every[key], share(given[key], of)) for key in order)


def _spread(given: Counter[int]) -> Spread | None:
    """None of nobody."""
    numbers = sorted(given.elements())
    if not numbers:
        return None
    alone = [float(numbers[0])] * 3
    lower, _, upper = quantiles(numbers, n=4, method="inclusive") if len(numbers) > 1 else alone
    return Spread(numbers[0], lower, median(numbers), upper, numbers[-1])


def _periods(given: Counter[str], of: int) -> tuple[Line, ...]:
    """By month; by year where there are many months."""
    by_month: Counter[str] = Counter()
    for day, many in given.items():
        by_month[day[:7]] += many
    if len(by_month) <= _MOST_MONTHS:
        return tuple(
            Line(month, f"{date.fromisoformat(f'{month}-01'):%B %Y}", share(by_month[month], of))
            for month in sorted(by_month)
        )
    by_year: Counter[str] = Counter()
    for month, many in by_month.items():
        by_year[month[:4]] += many
    return tuple(Line(year, year, share(by_year[year], of)) for year in sorted(by_year))


# What the page says first.


def reading(found: Results) -> str:
    """The page's answer, written from its numbers."""
    if not found.responses or found.first is None or found.last is None:
        return _("Nobody has answered yet.")
    told = {
        "people": words.count(found.responses, "person", "people"),
        "first": words.day(found.first),
        "last": words.day(found.last),
        "ways": _ways(found.modes),
    }
    if found.first == found.last:
        sentences = [_("%(people)s answered on %(first)s: %(ways)s.") % told]
    else:
        sentences = [_("%(people)s answered between %(first)s and %(last)s: %(ways)s.") % told]
    if len(found.places) > 1 and found.places[0][0].name:
        place, many = found.places[0]
        most = _("%(many)s did so at %(place)s, more than anywhere else.")
        sentences.append(most % {"many": words.number(many), "place": place})
    return " ".join(filter(None, [*sentences, _fft(found.questions)]))


def _ways(modes: Sequence[tuple[str, int]]) -> str:
    if len(modes) == 1:
        only, many = modes[0]
        return _("all %(way)s") % {"way": _lower(only)} if many > 1 else _lower(only)
    return words.listed([f"{words.number(many)} {_lower(mode)}" for mode, many in modes])


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _fft(questions: Iterable[Result]) -> str:
    asked = next((each for each in questions if each.positive and each.answered), None)
    if asked is None or asked.positive is None or asked.negative is None:
        return ""
    said = _(
        "%(positive)s of the %(people)s who answered the Friends and Family question said that it "
        "was very good or good, and %(negative)s that it was poor or very poor."
    )
    return said % {
        "positive": words.percent(asked.positive.estimate),
        "people": words.number(asked.positive.of),
        "negative": words.percent(asked.negative.estimate),
    }
