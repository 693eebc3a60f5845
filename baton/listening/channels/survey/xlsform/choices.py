# SPDX-License-Identifier: MIT
"""The sheet `choices`: lists of answers, by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from baton.listening.channels.survey.definition import FFT_ANSWERS, SCALE, Choice, Words
from baton.listening.channels.survey.xlsform import names
from baton.listening.channels.survey.xlsform.languages import Languages
from baton.listening.channels.survey.xlsform.remarks import Remarks
from baton.listening.channels.survey.xlsform.sheets import Book, Line
from baton.ui.wording import _lazy

_NO_LIST = _lazy(
    "This row belongs to no list (its column “list_name” is empty), so it is left out."
)
_NO_NAME = _lazy("This answer has no name, so it got one. Give it one in the column “name”.")
_TWICE = _lazy(
    "Its list has an answer of this name already. Both are kept; name them differently if they are "
    "two answers, and take one out if they are one."
)
_NO_LABEL = _lazy("This answer has no label, so its name stands for it. Write one.")
#: Said of questions and of answers.
MEDIA = _lazy(
    "Pictures, sounds and films are not in the workbook, so they are left out. A picture may be "
    "added once the survey is begun."
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: its answers, and the key of each by its name in the form."""

    choices: tuple[Choice, ...]
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers that are numbers in their order."""

    least: int
    most: int
    least_means: Words
    most_means: Words


def lists(book: Book, languages: Languages, remarks: Remarks) -> dict[str, Listed]:
    """All lists of a form. What is wrong in a row is said, and the row kept where it can be."""
    rows: dict[str, list[Line]] = {}
    for line in book.choices.lines:
        if name := line.cell("list_name"):
            rows.setdefault(name, []).append(line)
        elif line.cell("name") or line.cell("label"):
            remarks.add(_NO_LIST, "choices", line.number)
    return {name: _listed(lines, languages, remarks) for name, lines in rows.items()}


def _listed(lines: list[Line], languages: Languages, remarks: Remarks) -> Listed:
    keys: dict[str, str] = {}
    choices: list[Choice] = []
    for line in lines:
        name = line.cell("name")
        for why, is_so in ((_NO_NAME, not name), (_TWICE, name in keys)):
            if is_so:
                remarks.add(why, "choices", line.number, "name")
        key = names.choice_key(name or f"a{len(choices) + 1}", [each.key for each in choices])
        keys.setdefault(name or key, key)
        words = languages.words(line, "label")
        if not words:
            remarks.add(_NO_LABEL, "choices", line.number, "label")
            words = {languages.codes[0]: name or key}
        if any(column.startswith("media::") for column in line.cells):
            remarks.add(MEDIA, "choices", line.number)
        choices.append(Choice(key, words))
    return Listed(tuple(choices), keys)


def is_fft(listed: Listed) -> bool:
    """Whether these are the six answers of the Friends and Family Test, by label or by name."""
    wanted = [_plain(each) for each in FFT_ANSWERS.values()]
    numbered = list(FFT_ANSWERS)
    if not len(listed.choices) == len(listed.keys) == len(wanted):
        return False
    by_label = [_plain(each.words.get("en", "")) for each in listed.choices]
    by_name = [_plain(name) for name in listed.keys]
    return by_label == wanted or (by_name == wanted and list(listed.keys) != numbered)


def fft_keys(listed: Listed) -> dict[str, str]:
    """Of the same answers, the number that is kept by the name in the form."""
    return dict(zip(listed.keys, FFT_ANSWERS, strict=False))


def _plain(text: str) -> str:
    """Letters only.

    >>> _plain("Don’t know"), _plain("neither_good_nor_poor")
    ('dontknow', 'neithergoodnorpoor')
    """
    return "".join(filter(str.isalnum, text.casefold()))


def scale(listed: Listed) -> Scale | None:
    """The answers as a scale: names that count up, labels that are the same numbers, of which the
    first and the last may say what they mean."""
    numbers = [int(name) for name in listed.keys if name.isascii() and name.isdecimal()]
    if not 2 <= len(numbers) == len(listed.choices):
        return None
    least, most = numbers[0], numbers[-1]
    if numbers != list(range(least, most + 1)) or least not in SCALE or most not in SCALE:
        return None
    meanings = [
        dict(_meanings(each.words, at)) for each, at in zip(listed.choices, numbers, strict=True)
    ]
    is_whole = all(
        meaning.keys() == choice.words.keys()
        for meaning, choice in zip(meanings, listed.choices, strict=True)
    )
    if not is_whole or any(any(each.values()) for each in meanings[1:-1]):
        return None
    ends = [{code: text for code, text in each.items() if text} for each in meanings]
    return Scale(least, most, ends[0], ends[-1])


def _meanings(words: Words, number: int) -> Iterator[tuple[str, str]]:
    """What stands behind the number, by language; nothing for a label without the number."""
    for code, text in words.items():
        label, _, meaning = text.partition(" ")
        if label == str(number):
            yield code, meaning.strip()
