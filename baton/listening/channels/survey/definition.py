# SPDX-License-Identifier: MIT
"""What a survey asks: plain values, to and from JSON, and all that would be wrong with them.

A definition holds its questions in order, each in every language of the survey. A question has a
key of its own that stays when it is moved or reworded, so that answers keep their question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from baton.listening.heard import DONT_KNOW, LONGEST_QUESTION, QuestionKind
from baton.ui.languages import name_of
from baton.ui.speech import gettext, noop
from baton.ui.wording import _, _lazy, _many
from baton.ui.words import listed

Kind = Literal[
    "text", "one", "many", "scale", "number", "date", "postcode", "fft", "monitoring", "note"
]
#: By its language's code.
Words = Mapping[str, str]

KINDS: Mapping[Kind, str] = {
    "fft": _lazy("Friends and Family question"),
    "text": _lazy("In their own words"),
    "one": _lazy("One of several answers"),
    "many": _lazy("Some of several answers"),
    "scale": _lazy("A scale"),
    "number": _lazy("A number"),
    "date": _lazy("A day"),
    "postcode": _lazy("A postcode"),
    "monitoring": _lazy("Who you are (equality monitoring)"),
    "note": _lazy("Something to read, with no answer"),
}
#: Kinds whose answers are among choices, and so may decide what is asked next.
WITH_CHOICES = frozenset(("one", "many"))
DECIDING = frozenset(("one", "many", "fft", "scale"))
MOST_QUESTIONS, MOST_CHOICES = 100, 60
LONGEST_CHOICE, LONGEST_HINT = 200, 1_000
#: A scale runs from 0 or 1 to 10 at most.
SCALE = range(11)


class Faulty(ValueError):
    """It cannot be asked. Each sentence says which question, why, and how to mend it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. `picture` names a picture of the survey, "" where it has none."""

    key: str
    words: Words
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ShowIf:
    """Asked only of who answered an earlier question with one of these."""

    question: str
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. What its kind does not need stays at its default."""

    key: str
    kind: Kind
    words: Words
    hint: Words = field(default_factory=dict)
    is_needed: bool = False
    choices: tuple[Choice, ...] = ()
    #: Of a scale: both ends, and what they mean.
    least: int = 1
    most: int = 5
    least_means: Words = field(default_factory=dict)
    most_means: Words = field(default_factory=dict)
    #: Of words: what the question was after.
    about: QuestionKind = "nonspecific"
    #: Of a postcode: whether it is kept itself, and not its small area only.
    keeps_postcode: bool = False
    #: Of monitoring: which characteristics are asked.
    asks: tuple[str, ...] = ()
    show_if: ShowIf | None = None
    picture: str = ""

    def deciding(self, language: str = "en") -> dict[str, str]:
        """The answers on which a later question may depend, as they are shown."""
        if self.kind == "fft":
            return {key: gettext(words) for key, words in FFT_ANSWERS.items()}
        if self.kind == "scale":
            return {str(value): str(value) for value in range(self.least, self.most + 1)}
        return {choice.key: said(choice.words, language) for choice in self.choices}


#: The Friends and Family Test since April 2020: by the number that is kept (NHS England).
FFT_ANSWERS: Mapping[str, str] = {
    "1": noop("Very good"),
    "2": noop("Good"),
    "3": noop("Neither good nor poor"),
    "4": noop("Poor"),
    "5": noop("Very poor"),
    str(DONT_KNOW): noop("Don’t know"),
}
FFT_WORDS = noop("Overall, how was your experience of our service?")


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole survey: its languages, the first of which it was written in, and its questions."""

    languages: tuple[str, ...] = ("en",)
    questions: tuple[Question, ...] = ()

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def question(self, key: str) -> Question | None:
        return next((each for each in self.questions if each.key == key), None)

    def before(self, key: str) -> tuple[Question, ...]:
        """The questions before one; all where it is not there yet."""
        keys = [each.key for each in self.questions]
        return self.questions[: keys.index(key)] if key in keys else self.questions

    def put(self, question: Question) -> Definition:
        """With the question in the place of the one with its key, or at the end."""
        keys = [each.key for each in self.questions]
        if question.key not in keys:
            return replace(self, questions=(*self.questions, question))
        at = keys.index(question.key)
        return replace(self, questions=(*self.questions[:at], question, *self.questions[at + 1 :]))

    def without(self, key: str) -> Definition:
        return replace(self, questions=tuple(each for each in self.questions if each.key != key))

    def moved(self, key: str, by: int) -> Definition:
        """With the question so many places further down, or up; never out of the list."""
        rest = list(self.without(key).questions)
        question = self.question(key)
        if question is None:
            return self
        at = len(self.before(key))
        rest.insert(min(max(at + by, 0), len(rest)), question)
        return replace(self, questions=tuple(rest))


def said(words: Words, language: str) -> str:
    """In that language; where nobody said it so yet, in the first in which somebody did."""
    return words.get(language) or next((text for text in words.values() if text), "")


#: Why a postcode is asked, where the survey itself does not say it.
_WHY = {
    False: noop(
        "It tells us whom we hear and whom we do not. We keep the small area, not the postcode."
    ),
    True: noop("It tells us whom we hear and whom we do not. We keep it with your answers."),
}


def hint(question: Question, language: str) -> str:
    """What stands below the words of a question: of a postcode at least why it is asked."""
    own = said(question.hint, language)
    return own or (gettext(_WHY[question.keeps_postcode]) if question.kind == "postcode" else "")


def numbers(definition: Definition) -> dict[str, int]:
    """The number of each question that wants an answer, by its key: the same wherever it is asked.

    >>> asked = (Question("q1", "note", {"en": "Hello"}), Question("q2", "text", {"en": "What?"}))
    >>> numbers(Definition(questions=asked))
    {'q2': 1}
    """
    wanting = (each.key for each in definition if each.kind != "note")
    return {key: number for number, key in enumerate(wanting, 1)}


def texts(question: Question) -> Iterator[tuple[str, Words]]:
    """All that is said in it and so is translated, each by a name of its own."""
    means = [("least_means", question.least_means), ("most_means", question.most_means)]
    spoken = [
        ("words", question.words),
        ("hint", question.hint),
        *(means if question.kind == "scale" else ()),
        *((f"choice-{choice.key}", choice.words) for choice in question.choices),
    ]
    for name, words in spoken:
        if any(words.values()):
            yield name, words


def with_text(question: Question, name: str, language: str, text: str) -> Question:
    """The question with one of its `texts` said so in a language; without it where `text` is ""."""

    def put(words: Words) -> Words:
        rest = {code: said_ for code, said_ in words.items() if code != language}
        return rest | ({language: text} if text else {})

    if not name.startswith("choice-"):
        said_so: dict[str, Any] = {name: put(getattr(question, name))}
        return replace(question, **said_so)
    key = name.removeprefix("choice-")
    choices = tuple(
        replace(each, words=put(each.words)) if each.key == key else each
        for each in question.choices
    )
    return replace(question, choices=choices)


def new_key(definition: Definition) -> str:
    """For one question more: q1, q2 and so on; never one that was there before the last.

    >>> new_key(Definition(questions=(Question("q7", "text", {"en": "What?"}),)))
    'q8'
    """
    numbers = [int(each.key[1:]) for each in definition if each.key[1:].isdecimal()]
    return f"q{max(numbers, default=0) + 1}"


def to_json(definition: Definition) -> dict[str, Any]:
    """As it is kept: what is at its default is left out."""
    return {
        "languages": list(definition.languages),
        "questions": [_question_to_json(each) for each in definition],
    }


def _question_to_json(question: Question) -> dict[str, Any]:
    kept: dict[str, Any] = {"key": question.key, "kind": question.kind, "words": {**question.words}}
    plain = Question("", "text", {})
    for name in ("is_needed", "least", "most", "about", "keeps_postcode", "picture"):
        if getattr(question, name) != getattr(plain, name):
            kept[name] = getattr(question, name)
    for name in ("hint", "least_means", "most_means"):
        if words := {**getattr(question, name)}:
            kept[name] = words
    if question.choices:
        kept["choices"] = [
            {"key": each.key, "words": {**each.words}}
            | ({"picture": each.picture} if each.picture else {})
            for each in question.choices
        ]
    if question.asks:
        kept["asks"] = list(question.asks)
    if question.show_if:
        kept["show_if"] = {
            "question": question.show_if.question,
            "among": list(question.show_if.among),
        }
    return kept


def from_json(kept: Mapping[str, Any]) -> Definition:
    """What `to_json` gave."""
    return Definition(
        tuple(kept.get("languages", ("en",))),
        tuple(_question_from_json(each) for each in kept.get("questions", ())),
    )


@lru_cache(maxsize=256)
def from_text(kept: str) -> Definition:
    """As `from_json`, of JSON as the database holds it: the same for all who answer a version."""
    return from_json(json.loads(kept))


def _question_from_json(kept: Mapping[str, Any]) -> Question:
    told = dict(kept)
    told["choices"] = tuple(Choice(**each) for each in kept.get("choices", ()))
    told["asks"] = tuple(kept.get("asks", ()))
    if show_if := kept.get("show_if"):
        told["show_if"] = ShowIf(show_if["question"], tuple(show_if["among"]))
    return Question(**told)


def check(definition: Definition) -> None:
    """Raises Faulty with all that stands in the way of asking it."""
    problems = list(_problems(definition))
    if problems:
        raise Faulty(problems)


def _problems(definition: Definition) -> Iterator[str]:
    if not any(each.kind != "note" for each in definition):
        yield _("It asks nothing yet. Add a question.")
    if len(definition.questions) > MOST_QUESTIONS:
        said_of_many = _("It has more than %(most)s questions. Make two surveys of it.")
        yield said_of_many % {"most": MOST_QUESTIONS}
    once = [each.kind for each in definition if each.kind in ("fft", "monitoring", "postcode")]
    for kind in sorted({kind for kind in once if once.count(kind) > 1}):
        yield _("“%(kind)s” stands there twice. Take one out.") % {"kind": KINDS[kind]}
    seen: dict[str, Question] = {}
    for number, question in enumerate(definition, 1):
        for problem in _problems_of(question, seen):
            yield _("Question %(number)s: %(problem)s") % {"number": number, "problem": problem}
        seen[question.key] = question
    for language in definition.languages:
        if missing := [str(number) for number in _not_said(definition, language)]:
            yield _many(
                "Words of question %(numbers)s are missing in %(language)s. Write them, or take "
                "%(language)s out.",
                "Words of questions %(numbers)s are missing in %(language)s. Write them, or take "
                "%(language)s out.",
                len(missing),
            ) % {"numbers": listed(missing), "language": name_of(language)}


def _not_said(definition: Definition, language: str) -> Iterator[int]:
    """The numbers of questions of which something is not said in a language."""
    for number, question in enumerate(definition, 1):
        if not all(words.get(language) for _, words in texts(question)):
            yield number


def _problems_of(question: Question, before: Mapping[str, Question]) -> Iterator[str]:
    if not question.words.get("en") and not any(question.words.values()):
        yield _("it has no words.")
    if len(said(question.words, "en")) > LONGEST_QUESTION:
        yield _("it is longer than %(most)s characters. Put what explains it in the hint.") % {
            "most": LONGEST_QUESTION
        }
    if question.kind in WITH_CHOICES and len(question.choices) < 2:
        yield _("it needs two answers at least to choose from.")
    keys = [choice.key for choice in question.choices]
    if len(set(keys)) < len(keys):
        yield _("two of its answers are the same.")
    if question.kind == "scale" and not question.least < question.most <= SCALE[-1]:
        yield _("its scale must run upward, to %(most)s at most.") % {"most": SCALE[-1]}
    if question.kind == "monitoring" and not question.asks:
        yield _("choose what is asked of people about themselves.")
    if question.show_if:
        yield from _problems_of_showing(question.show_if, before)


def _problems_of_showing(show_if: ShowIf, before: Mapping[str, Question]) -> Iterator[str]:
    on = before.get(show_if.question)
    if on is None:
        yield _("it depends on a question that does not come before it. Move it, or ask it of all.")
    elif on.kind not in DECIDING:
        yield _("it depends on a question without answers to choose from.")
    elif not set(show_if.among) & on.deciding().keys():
        yield _("none of the answers on which it depends is there any more.")
