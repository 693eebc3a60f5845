# SPDX-License-Identifier: MIT
"""What a return says, in sentences written from its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baton.core import clock, periods, working_days
from baton.listening.heard import MODES
from baton.ui import words
from baton.understanding.fft import deadlines, layout
from baton.understanding.fft.layout import LevelName, Setting
from baton.understanding.fft.models import Sent
from baton.understanding.fft.returns import Return, Row

#: The six answers as a page heads them.
ANSWERS = ("Very good", "Good", "Neither", "Poor", "Very poor", "Don’t know")
#: Rows that changed and are named.
_NAMED = 12


def percent(share: float | None) -> str:
    """A share as it stands on screen; “-” of nobody, as NHS England writes it.

    >>> percent(0.859155), percent(None)
    ('86%', '-')
    """
    return "-" if share is None else f"{100 * share:.0f}%"


def answer(given: Return) -> str:
    """The page's answer."""
    total = given.total
    when = periods.name(given.month, "month")
    if not total.responses:
        return f"Nobody's answer of {when} is here yet."
    people = words.count(total.responses, "person", "people")
    sentence = (
        f"{people} answered in {when}: {percent(total.positive)} said good or very good, and "
        f"{percent(total.negative)} poor or very poor."
    )
    if total.eligible and given.counted_eligible == len(given.rows):
        sentence += f" {words.number(total.eligible)} could have answered."
    return sentence


def due(setting: Setting, month: date) -> str:
    """By when it is sent, and how long that is from today."""
    day = deadlines.deadline(setting, month)
    if day is None:
        return "The day by which this return is sent is not known here: ask your commissioner."
    of = f"working day {setting.working_day} of {day:%B}"
    sentence = f"To be sent by {words.long_day(day)}, {of}."
    left = working_days.days_until(clock.today(), day)
    if day == clock.today():
        sentence += " That is today."
    elif left > 0:
        sentence += f" That is in {words.count(left, 'working day')}."
    if not working_days.is_sure(day):
        last = working_days.holidays().last_year
        sentence += f" Bank holidays are known up to {last} only: check the day."
    return sentence


def due_briefly(setting: Setting, month: date) -> str:
    """The day alone, for a table."""
    day = deadlines.deadline(setting, month)
    return words.short_day(day) if day else "not known"


def of_month(totals: Sequence[Row], month: date) -> str:
    """All returns of a month in a sentence."""
    people = sum(each.responses for each in totals)
    when = periods.name(month, "month")
    if not totals:
        return ""
    return (
        f"{words.count(people, 'person', 'people')} answered in {when} in "
        f"{words.count(len(totals), 'setting')}."
    )


_LEVELS: dict[LevelName, str] = {
    "board": "Boards",
    "organisation": "Organisations",
    "site": "Sites",
    "unit": "Services",
}


def level_name(setting: Setting, level: LevelName) -> str:
    """The heading of a level, many of them."""
    if setting.is_national and level == "unit":
        return "Wards"
    if setting.code == "gp" and level == "organisation":
        return "Practices"
    return _LEVELS[level]


def levels(given: Return) -> list[tuple[str, Sequence[Row]]]:
    """Each level with its heading, from the top down."""
    return [(level_name(given.setting, level), rows) for level, rows in given.levels.items()]


def modes(given: Return) -> list[tuple[str, int]]:
    """How many answers were collected in each way."""
    names = (MODES[mode] for mode in given.setting.modes)
    return list(zip(names, given.total.modes, strict=True))


def cautions(given: Return) -> list[str]:
    """What to mind before it is sent."""
    noun = layout.row_noun(given.setting)
    found = []
    if given.without_mode:
        found.append(
            f"Nobody said how {words.count(given.without_mode, 'answer was', 'answers were')} "
            "collected: they count as Other."
        )
    if given.without_day:
        found.append(
            f"The day of {words.count(given.without_day, 'answer')} is not known: they count in "
            "the month in which they arrived."
        )
    missing = len(given.rows) - given.counted_eligible
    if missing:
        found.append(
            f"How many people could have answered is not known of "
            f"{words.count(missing, noun)} of {words.number(len(given.rows))}."
        )
    if given.without_code:
        named = words.listed(given.without_code[:_NAMED])
        found.append(f"Without a code: {named}. The national layout asks for one.")
    return found


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is not as it was when the return was sent: answers and eligible, then and now."""

    name: str
    before: tuple[int, int | None] | None
    now: tuple[int, int | None] | None
    #: The number of answers is the same, and they are others.
    only_within: bool


def since_sent(given: Return, sent: Sent) -> list[Changed]:
    """What changed since the return was sent, row by row."""
    before = {tuple(path): (tuple(a), tuple(m), e) for path, a, m, e in sent.figures}
    now = {row.path: (row.answers, row.modes, row.eligible) for row in given.rows}
    names = {row.path: _named(row) for row in given.rows}
    found = []
    for path in sorted({*before, *now}):
        was, stands = before.get(path), now.get(path)
        # A row of nobody that is new, or gone, changes no figure.
        if was == stands or not any(_says(each) for each in (was, stands)):
            continue
        then = (sum(was[0]), was[2]) if was else None
        today = (sum(stands[0]), stands[2]) if stands else None
        found.append(Changed(names.get(path, path[-1]), then, today, then == today))
    return found


def _says(figures: tuple[tuple[int, ...], tuple[int, ...], int | None] | None) -> bool:
    return figures is not None and bool(sum(figures[0]) or figures[2])


def _named(row: Row) -> str:
    return ", ".join(step.name for step in row.steps[-2:])


def of_changes(changed: Sequence[Changed]) -> str:
    """How much that is, in a sentence."""
    if not changed:
        return "Nothing has changed since."
    before = sum(each.before[0] for each in changed if each.before)
    now = sum(each.now[0] for each in changed if each.now)
    rows = words.count(len(changed), "row has", "rows have")
    more = now - before
    if not more:
        return f"{rows} changed since, with as many answers as before."
    direction = "more" if more > 0 else "fewer"
    return f"{rows} changed since: {words.count(abs(more), 'answer')} {direction}."
