# SPDX-License-Identifier: MIT
"""What a spreadsheet writes into a cell in place of words: its errors."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from baton.ui.wording import _

#: What stands where a formula's result was never written down.
NO_RESULT = "#NO RESULT!"

ERRORS = frozenset(
    {
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!"),
        NO_RESULT,
    }
)


def first_error(cells: Sequence[str], wanted: Collection[int]) -> int:
    """The index of the first wanted cell that holds an error, or -1.

    >>> first_error(("Kind", "#REF!"), {0}), first_error(("Kind", "#REF!"), {1})
    (-1, 1)
    """
    if ERRORS.isdisjoint(cells):
        return -1
    return next((at for at, cell in enumerate(cells) if cell in ERRORS and at in wanted), -1)


def why(error: str) -> str:
    """In a sentence, what is wrong with a cell that holds this, and how to mend it."""
    if error == NO_RESULT:
        return _(
            "This cell holds a formula whose result is not in the file. Open the file in Excel, "
            "save it, and bring it again; or type the result."
        )
    return _(
        "The spreadsheet shows its error %(error)s in this cell, and not what was there before. "
        "Mend its formula, or type what belongs there."
    ) % {"error": error}
