# SPDX-License-Identifier: MIT
"""The answers of a column as the screen shows them: how each is read, and what a person sets."""

from __future__ import annotations

import hashlib
from collections import abc
from dataclasses import dataclass

from baton.listening.channels.upload import agreement_values, answers
from baton.listening.channels.upload.census import Census
from baton.listening.channels.upload.mapping import Mapping
from baton.listening.channels.upload.values import plain
from baton.ui.wording import _, _lazy

#: Answers of one column that are shown, those that Baton does not know first.
SHOWN = 50
#: As a select says "as it stands in the file".
AS_IT_STANDS = "="

#: What the screen says of agreements besides whom and on what basis, by role and code.
_OF_AGREEMENTS = {
    ("for_whom", agreement_values.ABLE): _lazy("Nobody else has to agree"),
    ("for_whom", agreement_values.UNCLEAR): _lazy("Not clear: neither quoted nor shared"),
    ("basis", agreement_values.USUAL): _lazy("The basis that goes with who agreed"),
    ("basis", agreement_values.NO_BASIS): _lazy("No basis: as if nobody had agreed"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as the file words it, its rows, and the code that it is read as.

    `key` names its control: it holds what Baton would read by itself, so that what was left as it
    was shown is known from what a person set.
    """

    text: str
    rows: int
    key: str
    code: str
    is_known: bool
    is_set: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A column of answers: `more` are left out of the list, and are read as Baton reads them."""

    column: str
    role: str
    shown: tuple[Answer, ...]
    more: int
    choices: tuple[tuple[str, str], ...]

    @property
    def unknown(self) -> int:
        return sum(not each.is_known for each in self.shown)


def answered(header: abc.Sequence[str], mapping: Mapping, census: Census) -> list[Answered]:
    """The columns whose answers may be set, in the order of the file."""
    found = []
    for index, column in enumerate(header):
        role = mapping.role(column)
        if role and column in census.answers:
            everything = _answers(index, column, role, mapping, census)
            everything.sort(key=lambda each: (each.is_known, -each.rows, each.text))
            choices = _choices(role, everything)
            shown = tuple(everything[:SHOWN])
            found.append(Answered(column, role, shown, len(everything) - len(shown), choices))
    return found


def _answers(index: int, column: str, role: str, mapping: Mapping, census: Census) -> list[Answer]:
    own = mapping.values.get(column, {})
    found = []
    for answer, (text, rows) in _by_wording(census, column).items():
        code, is_known = answers.own_reading(role, text, mapping.score_best or 1, column)
        if role == answers.CHARACTERISTIC:
            code = AS_IT_STANDS
        key = f"{_key(index, answer)}{code}"
        is_set = answer in own
        if is_set:
            code = own[answer]
            if role == answers.CHARACTERISTIC and code:
                code = AS_IT_STANDS + code
        found.append(Answer(text, rows, key, code, is_known or is_set, is_set))
    return found


def _by_wording(census: Census, column: str) -> dict[str, tuple[str, int]]:
    """Answers that differ in capitals only are one; it is shown as most rows write it."""
    found: dict[str, tuple[str, int]] = {}
    for text, rows in census.answers.get(column, ()):
        first, before = found.get(plain(text), (text, 0))
        found[plain(text)] = (first, before + rows)
    return found


def _key(index: int, answer: str) -> str:
    return f"answer{index}_{hashlib.sha256(answer.encode()).hexdigest()[:12]}_"


def _choices(role: str, shown: abc.Iterable[Answer]) -> tuple[tuple[str, str], ...]:
    if role == answers.CHARACTERISTIC:
        set_to = dict.fromkeys(each.code for each in shown if len(each.code) > 1)
        return (
            (AS_IT_STANDS, _("As it stands")),
            *((code, code.removeprefix(AS_IT_STANDS)) for code in set_to),
            (answers.LEFT_OUT, _("Leave out")),
        )
    choices = tuple(
        (code, str(_OF_AGREEMENTS.get((role, code)) or _said(words)))
        for code, words in answers.CODES[role].items()
    )
    # A permission always has an answer: the cautious one.
    return choices if role in answers.CAUTIOUS else (*choices, (answers.LEFT_OUT, _("Leave out")))


def _said(words: str) -> str:
    """A meaning as the screen says it; “1 Very good” too."""
    number, _space, name = words.partition(" ")
    return f"{number} {_(name)}" if number.isdecimal() else _(words)


def set_by(
    posted: abc.Mapping[str, str], header: abc.Sequence[str], mapping: Mapping, census: Census
) -> dict[str, dict[str, str]]:
    """By column, what a person set answers to. What the page did not show stays as it was set."""
    codes = {
        key.rpartition("_")[0] + "_": (key.rpartition("_")[2], posted[key])
        for key in posted
        if key.startswith("answer")
    }
    found: dict[str, dict[str, str]] = {}
    for index, column in enumerate(header):
        if not (role := mapping.role(column)):
            continue
        own = dict(mapping.values.get(column, {}))
        for answer in _by_wording(census, column):
            by_itself, code = codes.get(_key(index, answer), (None, ""))
            if by_itself is None:
                continue
            own.pop(answer, None)
            if code != by_itself and (valid := _valid(role, code)) is not None:
                own[answer] = valid
        if own:
            found[column] = own
    return found


def _valid(role: str, code: str) -> str | None:
    if role == answers.CHARACTERISTIC:
        return code.removeprefix(AS_IT_STANDS)
    return answers.code_of(role, code)
