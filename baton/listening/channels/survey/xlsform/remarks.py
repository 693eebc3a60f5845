# SPDX-License-Identifier: MIT
"""What is not as it was in the form: where that stands, why, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from baton.ui.wording import _, _many
from baton.ui.words import listed

#: Rows that one remark names; it counts those after them.
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know. `rows` are those of its sheet, "" and none where it concerns all of it."""

    why: str
    sheet: str = ""
    rows: tuple[int, ...] = ()
    column: str = ""

    @property
    def where(self) -> str:
        """As somebody finds it in their workbook.

        >>> Remark("Why.", "survey", (7, 9), "relevant").where
        'survey, rows 7 and 9, column relevant'
        """
        column = _("column %(name)s") % {"name": self.column} if self.column else ""
        return ", ".join(filter(None, (self.sheet, _told(self.rows), column)))


def _told(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    named = [str(row) for row in rows[:_NAMED]]
    if more := len(rows) - len(named):
        named.append(_("%(n)s more") % {"n": more})
    return _many("row %(rows)s", "rows %(rows)s", len(rows)) % {"rows": listed(named)}


class Remarks:
    """Collects them. What is said of several rows alike is said once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], list[int]] = {}

    def add(self, why: str, sheet: str = "", row: int = 0, column: str = "") -> None:
        rows = self._found.setdefault((str(why), sheet, column), [])
        if row and row not in rows:
            rows.append(row)

    def __iter__(self) -> Iterator[Remark]:
        for (why, sheet, column), rows in self._found.items():
            yield Remark(why, sheet, tuple(sorted(rows)), column)
