# SPDX-License-Identifier: MIT
"""A file as survey systems export them, with further invented comments and two bad rows."""

from __future__ import annotations

import csv
from datetime import date
from random import Random
from typing import TextIO

from baton.demo.organisation import BOARD, PATHS
from baton.demo.voices.composing import Box, Composer, Occasion
from baton.demo.voices.planning import Visit, owned_by, plan_visits, score_of

HEADINGS = (
    "Response ID",
    "Date of response",
    "Site",
    "Ward or clinic",
    "Overall, how was your experience of our service?",
    "What was good about your visit?",
    "What could we do better?",
    "Age",
    "Gender",
    "May we quote you?",
)

#: The Friends and Family Test's answers as surveys print them, by score.
ANSWERS = {
    1: "Very good",
    2: "Good",
    3: "Neither good nor poor",
    4: "Poor",
    5: "Very poor",
    6: "Don't know",
    None: "",
}

#: Dates that no calendar holds, and the rows (from 0) that carry them.
IMPOSSIBLE_DATES = {11: "31/02/2026", 27: "00/13/2026"}


def example_csv(
    stream: TextIO, n: int = 40, *, until: date = date(2026, 3, 31), seed: int = 11
) -> None:
    """Write `n` rows of a survey's export to `stream`, opened with `newline=""`.

    Dates are day/month/year over the three months to `until`; two rows have impossible ones
    when `n` is large enough to hold them.
    """
    rng = Random(f"example:{seed}:{until}:{n}")  # noqa: S311 - no secrets here
    composer = Composer(rng, 2 * n)
    rows = csv.writer(stream)
    rows.writerow(HEADINGS)
    for number, visit in enumerate(plan_visits(rng, owned_by(BOARD), until, 3, 2 * n)[:n]):
        said_on = IMPOSSIBLE_DATES.get(number, f"{visit.when:%d/%m/%Y}")
        rows.writerow([f"R{4100 + number}", said_on, *_row(rng, composer, visit)])


def _row(rng: Random, composer: Composer, visit: Visit) -> list[str]:
    person, service = visit.person, visit.service
    score = score_of(rng, service.content, person)
    boxes: tuple[Box, ...] = ("what_good", "could_improve")
    written = [
        composer.write(Occasion(person, service.code, service.kind, box, score, visit.when.month))[
            0
        ]
        if rng.random() < 0.82
        else ""
        for box in boxes
    ]
    return [
        *PATHS[service.code][1:],
        ANSWERS[score],
        *written,
        person.characteristics.get("age_band", ""),
        person.characteristics.get("sex", ""),
        rng.choice(("Yes", "Yes", "No", "")),
    ]
