# SPDX-License-Identifier: MIT
"""Questions of one shape are put into words once: values are blanks then, and are filled in.

Making an expression and putting it into an engine's words takes Python longer than the engine takes
for the answer, and people ask with ever other values.
"""

from __future__ import annotations

import re
from datetime import date

#: Blanks stand out: no column and no value of ours looks like one.
_WHOLE, _TEXT, _YEAR = 7_777_000_000_000_000_000, "blank-7777-", 9001
_CODE = re.compile(r"[\w-]+", re.ASCII)


class Blanks:
    """Hands out a blank for each value, and fills statements in.

    Questions of the same shape get the same blanks in the same order, so that they are equal.

    >>> blanks = Blanks()
    >>> score, day = blanks.whole(4), blanks.day(date(2026, 5, 1))
    >>> blanks.filled(f"score = {score} AND day >= DATE '{day}'")
    "score = 4 AND day >= DATE '2026-05-01'"
    """

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._days = 0

    def whole(self, number: int) -> int:
        """A blank for a whole number."""
        blank = _WHOLE + len(self._given)
        self._given[str(blank)] = str(number)
        return blank

    def text(self, text: str) -> str:
        """A blank for a code; any other text stays: engines differ in how they write its signs."""
        if not _CODE.fullmatch(text):
            return text
        blank = f"{_TEXT}{len(self._given)}"
        self._given[blank] = text
        return blank

    def day(self, day: date) -> date:
        """A blank for a day, which is the first of a month if the day is."""
        blank = date(_YEAR + self._days, 1, 1 if day.day == 1 else 2)
        self._days += 1
        # As months since the year 0, as parts in brackets, and as a text.
        self._given[str(12 * blank.year)] = str(12 * day.year + day.month - 1)
        self._given[f"{blank.year}, 1, {blank.day}"] = f"{day.year}, {day.month}, {day.day}"
        self._given[blank.isoformat()] = day.isoformat()
        return blank

    def filled(self, statement: str) -> str:
        """The statement with every blank's value."""
        if not self._given:
            return statement
        blanks = "|".join(map(re.escape, self._given))
        return re.sub(rf"\b(?:{blanks})\b", lambda found: self._given[found[0]], statement)
