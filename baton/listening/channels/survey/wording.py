# SPDX-License-Identifier: MIT
"""Answers typed one a line, as choices that keep their keys; and what still wants translating."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from baton.listening.channels.survey.definition import (
    Choice,
    Definition,
    Question,
    said,
    texts,
    with_text,
)
from baton.ui.wording import _

#: From here on a line is the same answer in other words (as `difflib` measures likeness).
ALIKE = 0.7


def choices_of(
    lines: Sequence[str],
    before: Sequence[Choice],
    language: str,
    taken: Collection[str] = (),
) -> tuple[Choice, ...]:
    """The lines as choices. One that was there before keeps its key, wherever it stands now.

    The same words come first, then the most alike; of as many lines as before, what is left stands
    for what stood in its place, but without its translations and its picture, which said something
    else. Any other line is new: its key is none of those before, nor of `taken`.
    """
    was = {choice.key: said(choice.words, language) for choice in before}
    kept = _matched(lines, was)
    if len(lines) == len(before):
        left = {key for key in was if key not in kept.values()}
        for at, choice in enumerate(before):
            if at not in kept and choice.key in left:
                kept[at] = choice.key
    there = {choice.key: choice for choice in before}
    used = {*was, *taken}
    made = []
    for at, line in enumerate(lines):
        if at not in kept:
            made.append(Choice(_new_key(used), {language: line}))
        elif _likeness(line, was[kept[at]]) < ALIKE:
            made.append(Choice(kept[at], {language: line}))
        else:
            same = there[kept[at]]
            made.append(replace(same, words={**same.words, language: line}))
    return tuple(made)


def _matched(lines: Sequence[str], was: dict[str, str]) -> dict[int, str]:
    """Which line is which answer: by place in `lines`, the key."""
    pairs = sorted(
        (
            (_likeness(line, words), -at, -place, at, key)
            for at, line in enumerate(lines)
            for place, (key, words) in enumerate(was.items())
        ),
        reverse=True,
    )
    kept: dict[int, str] = {}
    for likeness, _at, _place, at, key in pairs:
        if likeness >= ALIKE and at not in kept and key not in kept.values():
            kept[at] = key
    return kept


def _likeness(one: str, other: str) -> float:
    """From 0 to 1; 1 for the same words, whatever their capitals.

    >>> _likeness("By bus", "by bus"), _likeness("By bus", "On foot") < ALIKE
    (1.0, True)
    """
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _new_key(used: set[str]) -> str:
    numbers = [int(key[1:]) for key in used if key[:1] == "a" and key[1:].isdecimal()]
    key = f"a{max(numbers, default=0) + 1}"
    used.add(key)
    return key


@dataclass(frozen=True, slots=True)
class Text:
    """One text to translate: `name` is that of its box, `original` what it was written as."""

    name: str
    question: Question
    number: int
    part: str
    original: str
    translated: str

    @property
    def says(self) -> str:
        """What of the question it is."""
        if self.part.startswith("choice-"):
            return _("Answer")
        of_question = {"words": _("Question"), "hint": _("Explanation")}
        return of_question.get(self.part, _("Meaning of an end"))


def to_translate(definition: Definition, language: str) -> Iterator[Text]:
    """All texts of a survey, in their order, with what each is in a language so far."""
    for number, question in enumerate(definition, 1):
        for part, words in texts(question):
            yield Text(
                f"{question.key}-{part}",
                question,
                number,
                part,
                said(words, definition.languages[0]),
                words.get(language, ""),
            )


def missing(definition: Definition, language: str) -> int:
    """How many of its texts nobody has said in a language yet."""
    return sum(not text.translated for text in to_translate(definition, language))


def translated(definition: Definition, language: str, typed: dict[str, str]) -> Definition:
    """With texts said so in a language, by their names."""
    for text in list(to_translate(definition, language)):
        question = definition.question(text.question.key)
        if question is not None and text.name in typed:
            definition = definition.put(
                with_text(question, text.part, language, typed[text.name].strip())
            )
    return definition
