# SPDX-License-Identifier: MIT
"""The Friends and Family answer as a number, however a file words it."""

import re

_NOT_LETTERS = re.compile(r"[^a-z]+")
_WORDINGS = {
    # since 2020
    "very good": 1,
    "good": 2,
    "neither good nor poor": 3,
    "poor": 4,
    "very poor": 5,
    # before
    "extremely likely": 1,
    "likely": 2,
    "neither likely nor unlikely": 3,
    "unlikely": 4,
    "extremely unlikely": 5,
    # regional surveys
    "very satisfied": 1,
    "satisfied": 2,
    "neither satisfied nor dissatisfied": 3,
    "dissatisfied": 4,
    "very dissatisfied": 5,
}


def score_value(cell: str) -> int | None:
    """1 (very good) to 5 (very poor); None for "don't know" and for what is no such answer.

    >>> [score_value(cell) for cell in ("1", "5.0", "6", "Very good", "2 - Good", "Don't know", "")]
    [1, 5, None, 1, 2, None, None]
    """
    plain = cell.strip()
    words = _NOT_LETTERS.sub(" ", plain.lower()).strip()
    if words:
        return _WORDINGS.get(words)
    try:
        number = float(plain)
    except ValueError:
        return None
    return int(number) if number in (1, 2, 3, 4, 5) else None
