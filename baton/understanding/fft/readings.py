# SPDX-License-Identifier: MIT
"""What a return says, in sentences written from its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baton.core import clock, periods, working_days
from baton.listening.heard import MODES
from baton.ui import words
from baton.ui.wording import _, _lazy, _many
from baton.understanding.fft import deadlines, layout, totals
from baton.understanding.fft.layout import LevelName, Setting
from baton.understanding.fft.models import Sent
from baton.understanding.fft.returns import Return, Row

#: The six answers as a page heads them.
ANSWERS = (
    *(_lazy("Very good"), _lazy("Good"), _lazy("Neither")),
    *(_lazy("Poor"), _lazy("Very poor"), _lazy("Don’t know")),
)
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
        return _("Nobody's answer of %(month)s is here yet.") % {"month": when}
    sentence = _(
        "%(people)s answered in %(month)s: %(positive)s said good or very good, and %(negative)s "
        "poor or very poor."
    ) % {
        "people": words.count(total.responses, "person", "people"),
        "month": when,
        "positive": percent(total.positive),
        "negative": percent(total.negative),
    }
    if total.eligible and given.counted_eligible == len(given.rows):
        eligible = {"number": words.number(total.eligible)}
        sentence += " " + _("%(number)s could have answered.") % eligible
    return sentence


def due(setting: Setting, month: date) -> str:
    """By when it is sent, and how long that is from today."""
    day = deadlines.deadline(setting, month)
    if day is None:
        return _("The day by which this return is sent is not known here: ask your commissioner.")
    sentences = [
        _("To be sent by %(day)s, working day %(number)s of %(month)s.")
        % {
            "day": words.long_day(day),
            "number": setting.working_day,
            "month": words.month(day, with_year=False),
        }
    ]
    left = working_days.days_until(clock.today(), day)
    if day == clock.today():
        sentences.append(_("That is today."))
    elif left > 0:
        days = {"days": words.count(left, "working day")}
        sentences.append(_("That is in %(days)s.") % days)
    if not working_days.is_sure(day):
        last = {"year": working_days.holidays().last_year}
        known = _("Bank holidays are known up to %(year)s only: check the day.")
        sentences.append(known % last)
    return " ".join(sentences)


def due_briefly(setting: Setting, month: date) -> str:
    """The day alone, for a table."""
    day = deadlines.deadline(setting, month)
    return words.short_day(day) if day else _("not known")


def of_month(totals: Sequence[Row], month: date) -> str:
    """All returns of a month in a sentence."""
    people = sum(each.responses for each in totals)
    when = periods.name(month, "month")
    if not totals:
        return ""
    return _("%(people)s answered in %(month)s in %(settings)s.") % {
        "people": words.count(people, "person", "people"),
        "month": when,
        "settings": words.count(len(totals), "setting"),
    }


_LEVELS: dict[LevelName, str] = {
    "board": _lazy("Boards"),
    "organisation": _lazy("Organisations"),
    "site": _lazy("Sites"),
    "unit": _lazy("Services"),
}


def level_name(setting: Setting, level: LevelName) -> str:
    """The heading of a level, many of them."""
    if setting.is_national and level == "unit":
        return _("Wards")
    if setting.code == "gp" and level == "organisation":
        return _("Practices")
    return str(_LEVELS[level])


def levels(given: Return) -> list[tuple[str, Sequence[Row]]]:
    """Each level with its heading, from the top down."""
    return [(level_name(given.setting, level), rows) for level, rows in given.levels.items()]


def modes(given: Return) -> list[tuple[str, int]]:
    """How many answers were collected in each way."""
    names = (MODES[mode] for mode in given.setting.modes)
    return list(zip(names, given.total.modes, strict=True))


def cautions(given: Return) -> list[str]:
    """What to mind before it is sent."""
    found = []
    if given.without_mode:
        told = _many(
            "Nobody said how %(n)s answer was collected: they count as Other.",
            "Nobody said how %(n)s answers were collected: they count as Other.",
            given.without_mode,
        )
        found.append(told % {"n": words.number(given.without_mode)})
    if given.without_day:
        found.append(
            _("The day of %(answers)s is not known: they count in the month in which they arrived.")
            % {"answers": words.count(given.without_day, "answer")}
        )
    missing = len(given.rows) - given.counted_eligible
    if missing:
        found.append(
            _("How many people could have answered is not known of %(rows)s of %(all)s.")
            % {"rows": _rows(given.setting, missing), "all": words.number(len(given.rows))}
        )
    if unstated := totals.without_type(given):
        found.append(_untyped(given.setting, unstated) % {"n": words.number(unstated)})
    if given.without_code:
        named = {"named": words.listed(given.without_code[:_NAMED])}
        found.append(_("Without a code: %(named)s. The national layout asks for one.") % named)
    return found


def _untyped(setting: Setting, number: int) -> str:
    """That answers count in the total only, as the type of submitter is not known."""
    if setting.code == "ae":
        return _many(
            "%(n)s answer is of a site of which no type of department is stated, or both: it "
            "counts in the total only.",
            "%(n)s answers are of sites of which no type of department is stated, or both: they "
            "count in the total only.",
            number,
        )
    return _many(
        "The board above %(n)s answer has no code: it counts in the total only, neither as NHS nor "
        "as independent sector.",
        "The board above %(n)s answers has no code: they count in the total only, neither as NHS "
        "nor as independent sector.",
        number,
    )


def _rows(setting: Setting, number: int) -> str:
    """So many rows of the lowest level."""
    return {
        "ward": words.count(number, "ward"),
        "practice": words.count(number, "practice"),
        "service": words.count(number, "service"),
        "site": words.count(number, "site"),
        "organisation": words.count(number, "organisation"),
        "board": words.count(number, "board"),
    }[layout.row_noun(setting)]


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
        return _("Nothing has changed since.")
    before = sum(each.before[0] for each in changed if each.before)
    now = sum(each.now[0] for each in changed if each.now)
    more = now - before
    if more > 0:
        told = _many(
            "%(n)s row has changed since: %(answers)s more.",
            "%(n)s rows have changed since: %(answers)s more.",
            len(changed),
        )
    elif more < 0:
        told = _many(
            "%(n)s row has changed since: %(answers)s fewer.",
            "%(n)s rows have changed since: %(answers)s fewer.",
            len(changed),
        )
    else:
        told = _many(
            "%(n)s row has changed since, with as many answers as before.",
            "%(n)s rows have changed since, with as many answers as before.",
            len(changed),
        )
    return told % {"n": words.number(len(changed)), "answers": words.count(abs(more), "answer")}
