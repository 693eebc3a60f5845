# SPDX-License-Identifier: MIT
"""Cells that spreadsheets would calculate: made harmless in everything that people download."""

from __future__ import annotations

import re

# What makes a spreadsheet calculate a cell that begins with it (OWASP, CSV injection), also in the
# full width of East Asian keyboards. An apostrophe before it keeps it text. A cell that begins so
# behind apostrophes of its own gets one more, so that `as_written` takes away the right one.
_STARTS = r"[=+\-@\t\r\n＝＋－＠]"
_FORMULA = re.compile(rf"'*{_STARTS}")
_ESCAPED = re.compile(rf"''*{_STARTS}")


def safe(cell: str) -> str:
    """The cell, harmless to spreadsheets that would run it; a dash alone is no sum.

    >>> safe("=1+1"), safe("'=1+1"), safe("fine"), safe("-")
    ("'=1+1", "''=1+1", 'fine', '-')
    """
    return f"'{cell}" if cell != "-" and _FORMULA.match(cell) else cell


def as_written(cell: str) -> str:
    """What `safe` was given.

    >>> as_written("'=1+1"), as_written("''=1+1"), as_written("'tis fine")
    ('=1+1', "'=1+1", "'tis fine")
    """
    return cell[1:] if _ESCAPED.match(cell) else cell
