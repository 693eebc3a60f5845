# SPDX-License-Identifier: MIT
"""A seeded generator of what people might say: invented words, the shape of the real files.

Lengths, the skew of words, repeated comments, answers, services and days follow what was measured
on the two real files (`docs/sources.md`); the words themselves are made of syllables and mean
nothing. The same seed gives the same rows.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from pathlib import Path

VOCABULARY = 30_000
DAYS = 3 * 365
LAST_DAY = datetime(2026, 6, 30, 12, tzinfo=UTC)

#: Board → trust → site → service: 1 + 3 + 6 + 30 = 40 places. Comments belong to the last.
SERVICES = tuple(
    ("Board", f"Trust {number % 3}", f"Site {number % 6}", f"Service {number}")
    for number in range(30)
)
QUESTIONS = (
    "Why did you give this answer?",
    "What was good about your visit?",
    "Is there anything that we could have done better?",
)
ANSWERS = ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know")
GENDERS = ("Female", "Male", "Other", "Prefer not to say")
AGES = ("Under 18", "18-34", "35-54", "55-74", "75 and over")
ETHNICITIES = ("White", "Asian or Asian British", "Black or Black British", "Mixed", "Other")

HEADER = (
    *("Comment ID", "Respondent ID", "Date", "Trust", "Site", "Service", "Question"),
    *("FFT answer", "Comment", "Gender", "Age", "Ethnicity", "May we quote you?"),
)

#: How often somebody speaks of one theme, of two, of three …: what the themes that people gave by
#: hand come to, 1.7 of the 36 a comment; and as a classifier codes long answers, 2.7 of them.
USUAL, TALKATIVE = (48, 30, 16, 6), (18, 20, 20, 17, 13, 12)

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pra", "ste", "tri", "vo")


@dataclass(frozen=True, slots=True)
class Said:
    """One comment. `service`, `question` and `themes` are positions; `score` is 1 to 6 and
    `sentiment` 1 (very positive) to 5 (very negative)."""

    number: int
    words: str
    said_at: datetime
    service: int
    question: int
    score: int
    sentiment: int
    themes: tuple[int, ...]


def vocabulary() -> list[str]:
    """The words, the most frequent (and shortest) first."""
    words = []
    for number in range(VOCABULARY):
        word, left = "", number + 1
        while left:
            left, position = divmod(left - 1, len(_SYLLABLES))
            word += _SYLLABLES[position]
        words.append(word)
    return words


def rows(
    number: int, *, themes: int = 36, seed: int = 1, spoken_of: Sequence[int] = USUAL
) -> Iterator[Said]:
    """So many comments in no order of time, each with some of so many themes: `spoken_of` says how
    often with one, with two and so on."""
    dice = random.Random(seed)
    words = vocabulary()
    # Fits the real files' word counts from the first to the thousandth word (Mandelbrot 1953).
    word_weights = list(accumulate((rank + 10) ** -1.25 for rank in range(1, VOCABULARY + 1)))
    service_weights = _skew(len(SERVICES))
    theme_weights = _skew(themes, steepness=1.2)

    def spoken(length: int) -> str:
        return " ".join(dice.choices(words, cum_weights=word_weights, k=length))

    stock = [spoken(1 + number % 4) for number in range(60)]
    for each in range(number):
        if dice.random() < 0.2:
            # Real voices repeat: "Very good", "Nothing", "All fine".
            said = stock[int(60 * dice.random() ** 3)]
        else:
            said = spoken(min(450, max(1, round(dice.lognormvariate(2.15, 1.0)))))
        score = dice.choices((1, 2, 3, 4, 5, 6), (62, 20, 6, 4, 6, 2))[0]
        sentiment = min(5, max(1, round(dice.gauss((1.6, 2.2, 3, 4, 4.4, 3)[score - 1], 0.7))))
        how_many = dice.choices(range(1, len(spoken_of) + 1), spoken_of)[0]
        themes_of = dice.choices(range(themes), cum_weights=theme_weights, k=how_many)
        yield Said(
            number=each,
            words=said,
            # More towards the end: teams take up asking.
            said_at=LAST_DAY - timedelta(days=int(DAYS * dice.random() ** 1.3)),
            service=dice.choices(range(len(SERVICES)), cum_weights=service_weights)[0],
            question=dice.choices((0, 1, 2), (3, 2, 2))[0],
            score=score,
            sentiment=sentiment,
            themes=tuple(dict.fromkeys(themes_of)),
        )


def write_csv(path: Path, number: int, *, seed: int = 1) -> None:
    """So many rows of 13 columns, as a survey system exports them."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for said in rows(number, seed=seed):
            _, trust, site, service = SERVICES[said.service]
            out.writerow(
                (
                    f"C{said.number:07}",
                    f"R{dice.randrange(number):07}",
                    said.said_at.strftime("%d/%m/%Y"),
                    *(trust, site, service, QUESTIONS[said.question]),
                    *(ANSWERS[said.score - 1], said.words),
                    dice.choices(GENDERS, (60, 36, 1, 3))[0],
                    dice.choices(AGES, (6, 15, 26, 35, 18))[0],
                    dice.choices(ETHNICITIES, (80, 9, 4, 3, 4))[0],
                    "Yes" if dice.random() < 0.6 else "No",
                )
            )


def count_rows(path: Path) -> int:
    """Rows below the heading: the generator puts no line end into a cell."""
    with path.open("rb") as file:
        return sum(1 for _ in file) - 1


def phrase(words: str) -> str:
    """Two neighbouring words of a comment, the least frequent that stand together there.

    >>> phrase("ba ce pravo nutri ba")
    '"pravo nutri"'
    """
    pairs = pairwise(words.split())
    first, second = max(pairs, key=lambda pair: len(pair[0]) + len(pair[1]))
    return f'"{first} {second}"'


def _skew(number: int, *, steepness: float = 1.0) -> list[float]:
    return list(accumulate(rank**-steepness for rank in range(1, number + 1)))
