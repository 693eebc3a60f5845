# SPDX-License-Identifier: MIT
"""The column `relevant`: which questions are asked of whom, to and from our `ShowIf`.

Understood is what asks for one of several answers: `${q}='a'`, `selected(${q}, 'a')`, numbers
compared, `or` of the same question, and `and` where one of both follows from the other. Who reads
less than was meant may ask more people than was meant, and never fewer.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from baton.listening.channels.survey.definition import DECIDING, Question, ShowIf
from baton.ui.wording import _

#: Characters of one expression, and how deep its brackets may go.
LONGEST, DEEPEST = 2_000, 20

_TOKENS = re.compile(
    r"""\s*(?:
        \$\{\s*(?P<name>[^{}\s]+)\s*\}
      | (?P<text>'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”)
      | (?P<number>-?\d+(?:\.\d+)?)
      | (?P<sign><=|>=|!=|[=<>(),])
      | (?P<word>[A-Za-z][\w-]*)
    )""",
    re.VERBOSE,
)
_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class NotUnderstood(ValueError):
    """It asks for something that a survey here cannot. The message says what, within a sentence."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Answers that are asked for: by name, or as all those greater or smaller than a number."""

    sign: str
    value: str

    def takes(self, name: str) -> bool:
        if self.sign == "=":
            return name == self.value or _same_number(name, self.value)
        return _COMPARED[self.sign](_number(name), _number(self.value))


@dataclass(frozen=True, slots=True)
class Test:
    """That one of the picks was chosen in answer to the question of this name."""

    name: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """A question on which others may depend: by the name that the form has for it, each answer."""

    question: Question
    keys: Mapping[str, str]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise NotUnderstood(_("it compares what is not a number")) from None


def _same_number(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def parse(expression: str) -> tuple[Test, ...]:
    """All of these must hold. Raises NotUnderstood."""
    if len(expression) > LONGEST:
        raise NotUnderstood(_("it is very long"))
    parser = _Parser(_tokens(expression))
    tests = parser.either()
    if parser.token[0]:
        raise NotUnderstood(_("“%(token)s” in it is not known here") % {"token": parser.token[1]})
    return tests


def _tokens(expression: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = expression.rstrip()
    while at < len(text):
        match = _TOKENS.match(text, at)
        if match is None:
            raise NotUnderstood(
                _("“%(token)s” in it is not known here") % {"token": text[at : at + 20].strip()}
            )
        kind = match.lastgroup or ""
        value = match[kind]
        found.append((kind, value[1:-1] if kind == "text" else value))
        at = match.end()
    return found


class _Parser:
    """Goes through the tokens once, from the left."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._rest = iter([*tokens, ("", "")])
        self._depth = 0
        self.token = next(self._rest)

    def _taken(self, kind: str, *values: str) -> str:
        found, value = self.token
        if found != kind or (values and value not in values):
            raise NotUnderstood(
                _("“%(token)s” in it is not known here") % {"token": value}
                if value
                else _("it ends too early")
            )
        self.token = next(self._rest)
        return value

    def _meets(self, kind: str, value: str) -> bool:
        if self.token != (kind, value):
            return False
        self.token = next(self._rest)
        return True

    def either(self) -> tuple[Test, ...]:
        sides = [self._all_of()]
        while self._meets("word", "or"):
            sides.append(self._all_of())
        if len(sides) == 1:
            return sides[0]
        if any(len(side) > 1 for side in sides) or len({side[0].name for side in sides}) > 1:
            raise NotUnderstood(_("it joins several questions with “or”"))
        return (Test(sides[0][0].name, tuple(pick for side in sides for pick in side[0].picks)),)

    def _all_of(self) -> tuple[Test, ...]:
        tests = self._one()
        while self._meets("word", "and"):
            tests += self._one()
        return tests

    def _one(self) -> tuple[Test, ...]:
        if self._meets("sign", "("):
            self._depth += 1
            if self._depth > DEEPEST:
                raise NotUnderstood(_("its brackets go very deep"))
            tests = self.either()
            self._taken("sign", ")")
            self._depth -= 1
            return tests
        if self.token == ("word", "selected"):
            return self._selected()
        name = self._taken("name")
        sign = self._taken("sign", "=", *_COMPARED)
        return (Test(name, (Pick(sign, self._value()),)),)

    def _selected(self) -> tuple[Test, ...]:
        self._taken("word")
        self._taken("sign", "(")
        name = self._taken("name")
        self._taken("sign", ",")
        value = self._value()
        self._taken("sign", ")")
        return (Test(name, (Pick("=", value),)),)

    def _value(self) -> str:
        return self._taken("number" if self.token[0] == "number" else "text")


def shown_if(test: Test, before: Mapping[str, Answers | None]) -> ShowIf:
    """The test as a condition on an earlier question, by the names that the form has for these.

    None stands for a name that several have. Raises NotUnderstood.
    """
    if test.name not in before:
        raise NotUnderstood(
            _("it depends on “%(name)s”, which is not asked before it") % {"name": test.name}
        )
    on = before[test.name]
    if on is None:
        raise NotUnderstood(_("several questions are called “%(name)s”") % {"name": test.name})
    if on.question.kind not in DECIDING:
        raise NotUnderstood(
            _("it depends on “%(name)s”, which has no answers to choose from") % {"name": test.name}
        )
    among = [key for name, key in on.keys.items() if any(pick.takes(name) for pick in test.picks)]
    if not among:
        raise NotUnderstood(_("“%(name)s” has no such answer") % {"name": test.name})
    return ShowIf(on.question.key, tuple(dict.fromkeys(among)))


def joined(
    conditions: Iterable[ShowIf], questions: Mapping[str, Question]
) -> tuple[ShowIf | None, bool]:
    """All of them in one, and whether it is all of them: the last stands for what is left over."""
    left: list[ShowIf] = []
    for condition in conditions:
        both = _narrowed(left, condition, questions)
        left = [*(each for each in left if not follows(each, both, questions)), both]
    needed = [
        each
        for each in left
        if not any(follows(each, other, questions) for other in left if other is not each)
    ]
    return (needed[-1] if needed else None), len(needed) <= 1


def _narrowed(
    left: Iterable[ShowIf], condition: ShowIf, questions: Mapping[str, Question]
) -> ShowIf:
    """The condition with what is asked for already of a question that has one answer only."""
    for each in left:
        if each.question == condition.question and questions[each.question].kind != "many":
            among = tuple(key for key in condition.among if key in each.among)
            if among:
                return ShowIf(condition.question, among)
    return condition


def follows(what: ShowIf, of: ShowIf, questions: Mapping[str, Question]) -> bool:
    """Whether one condition holds wherever another does."""
    above: ShowIf | None = of
    while above is not None:
        if what.question == above.question:
            return set(above.among) <= set(what.among)
        above = questions[above.question].show_if
    return False


def written(show_if: ShowIf, on: Question, name: str, names: Mapping[str, str]) -> str:
    """As an expression: `names` are those of the answers in the form, by their keys."""
    several = on.kind == "many"
    form = "selected(${{{}}}, '{}')" if several else "${{{}}} = '{}'"
    return " or ".join(form.format(name, names[key]) for key in show_if.among if key in names)
