# SPDX-License-Identifier: MIT
"""Small numbers: what may be told of counts of people, so that nobody works out a few of them.

`protect` and `protect_rows` are our own, safe ways; `national` is the Friends and Family Test as
NHS England publishes it; `attack` solves for what is hidden. docs/disclosure.md says how.
"""

from .attack import Interval, NotSolved, attack
from .figures import ALL, Figures, FiguresDisagree, table_key
from .hierarchy import Columns, Hierarchy, Path
from .national import ANSWERS, NationalRow, Submitted, national
from .rows import protect_rows
from .safe import THRESHOLD, Protected, protect

__all__ = [
    "ALL",
    "ANSWERS",
    "THRESHOLD",
    "Columns",
    "Figures",
    "FiguresDisagree",
    "Hierarchy",
    "Interval",
    "NationalRow",
    "NotSolved",
    "Path",
    "Protected",
    "Submitted",
    "attack",
    "national",
    "protect",
    "protect_rows",
    "table_key",
]
