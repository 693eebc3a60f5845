# SPDX-License-Identifier: MIT
"""What happens over the eighteen months: which services are spoken of, and what changes there.

A story says at one service how likely a voice is to be about it, by months before the end, so
that a chart of the demonstration rises and falls for a reason that its words explain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random


@dataclass(frozen=True, slots=True)
class Service:
    """How a service is spoken of: its material, its share of voices, how it is judged.

    `content` is the chance of 0 to 1 that a voice is content; `weekend` multiplies the share on
    Saturday and Sunday, `winter` from December to February; `districts` are the ones it serves,
    none for all of them.
    """

    code: str
    kind: str
    share: float
    content: float
    weekend: float = 0.45
    winter: float = 1.0
    districts: tuple[str, ...] = ()


SERVICES: tuple[Service, ...] = (
    Service("BWC", "urgent", 17.0, 0.70, weekend=1.7, winter=1.3),
    Service("HRM", "urgent", 7.0, 0.80, weekend=1.9),
    Service("MAT", "maternity", 5.0, 0.76, weekend=0.9),
    Service("WD6", "older", 5.0, 0.68, weekend=0.9, winter=1.4),
    Service("BLU", "children", 4.0, 0.80, weekend=0.9, winter=1.3),
    Service("EYB", "eye", 3.6, 0.76, weekend=0.2),
    Service("EYM", "eye", 1.4, 0.82, 0.2, districts=("Melton", "Rutland", "Charnwood")),
    Service("PHL", "physio", 6.0, 0.76, weekend=0.2, districts=("Charnwood",)),
    Service("PHC", "physio", 4.8, 0.76, weekend=0.2),
    Service("DEN", "dental", 2.6, 0.60, weekend=0.4),
    Service("CNL", "nursing", 3.4, 0.84, weekend=0.8, districts=("Leicester", "Blaby")),
    Service("CNR", "nursing", 1.4, 0.80, weekend=0.8, districts=("Melton", "Rutland")),
    Service("AMB", "ambulance", 5.5, 0.80, weekend=1.1, winter=1.4),
    Service("111", "one11", 4.5, 0.70, weekend=1.9, winter=1.2),
    Service("PTS", "transport", 5.0, 0.80, weekend=0.3),
    Service("CMH", "mental", 3.4, 0.62, weekend=0.4),
    Service("TAL", "mental", 3.0, 0.74, weekend=0.4),
    Service("YOU", "young", 1.8, 0.56, weekend=0.4),
    Service("HER", "mhward", 2.0, 0.62, weekend=1.0),
    Service("ABM", "gp", 8.0, 0.70, districts=("Leicester",)),
    Service("ABH", "gp", 2.0, 0.80, districts=("Leicester",)),
    Service("OUT", "gp", 4.5, 0.80, districts=("Charnwood",)),
    Service("STF", "gp", 4.5, 0.76, districts=("Hinckley and Bosworth", "Blaby")),
    Service("KGP", "gp", 1.8, 0.80, districts=("Melton",)),
    Service("KGD", "pharmacy", 0.9, 0.74, districts=("Melton",)),
    Service("EYE", "gp", 1.5, 0.84, districts=("Rutland", "Harborough")),
    Service("EYD", "pharmacy", 0.9, 0.78, districts=("Rutland", "Harborough")),
)

#: Share of a usual month, January first: winter is loud, August quiet.
MONTHS: tuple[float, ...] = (1.16, 1.05, 1.04, 0.97, 0.98, 0.96, 0.93, 0.82, 0.97, 1.05, 1.07, 1.0)

#: Share of a usual day, Monday first.
WEEKDAYS: tuple[float, ...] = (1.15, 1.12, 1.08, 1.05, 1.0, 0.85, 0.75)


@dataclass(frozen=True, slots=True)
class Story:
    """One thing people come to say at one service.

    `strength` holds (months before the end, chance), oldest first, straight lines between;
    `content` is how likely a voice of this story is to judge the service well all the same.
    """

    codes: tuple[str, ...]
    material: str
    good: bool
    content: float
    strength: tuple[tuple[float, float], ...]

    def chance(self, months_before: float) -> float:
        """The chance that a voice of this service is about it, so many months before the end."""
        return between(self.strength, months_before)


STORIES: tuple[Story, ...] = (
    Story(("BWC",), "walkin_waits", False, 0.25, ((18, 0.05), (3.1, 0.09), (3, 0.6), (0, 0.9))),
    Story(
        ("BWC",),
        "walkin_seats",
        False,
        0.3,
        ((18, 0.04), (10, 0.1), (7, 0.45), (2, 0.45), (1, 0.4), (0.9, 0.06), (0, 0.04)),
    ),
    Story(("BWC",), "walkin_seats_new", True, 0.75, ((1.0, 0.0), (0.9, 0.5), (0, 0.4))),
    Story(
        ("MAT", "WD6", "BLU", "EYB"),
        "parking",
        False,
        0.5,
        ((18, 0.25), (8, 0.36), (7, 0.36), (6.9, 0.05), (0, 0.02)),
    ),
    Story(
        ("MAT", "WD6", "BLU", "EYB"),
        "parking_new",
        True,
        0.85,
        ((7, 0.0), (6.9, 0.2), (4, 0.12), (0, 0.06)),
    ),
    Story(("ABM",), "phones", False, 0.2, ((18, 0.15), (13, 0.2), (8, 0.7), (5, 0.6), (0, 0.1))),
    Story(("ABM",), "phones_new", True, 0.9, ((5.1, 0.0), (5, 0.1), (2, 0.3), (0, 0.25))),
    Story(
        ("PHL", "PHC"),
        "letters",
        False,
        0.25,
        ((18, 0.08), (12, 0.1), (7, 0.4), (3, 0.6), (1, 0.3), (0, 0.2)),
    ),
    Story(("PHL", "PHC"), "letters_new", True, 0.85, ((2, 0.0), (1.9, 0.1), (0, 0.18))),
)

#: Weather, spoken of anywhere people wait: the months when, and the chance.
WEATHER: tuple[tuple[str, tuple[int, ...], float], ...] = (
    ("summer", (6, 7, 8), 0.012),
    ("winter", (12, 1, 2), 0.012),
)


def between(points: Sequence[tuple[float, float]], place: float) -> float:
    """The value at `place` on straight lines through points of falling x; outside them, the ends'.

    Before the first point a story has not begun, so its value there is the first point's.

    >>> between(((10, 0.0), (0, 1.0)), 2.5)
    0.75
    """
    if place >= points[0][0]:
        return points[0][1]
    for (left, high), (right, low) in pairwise(points):
        if right <= place <= left:
            return high + (low - high) * (left - place) / (left - right)
    return points[-1][1]


def told_at(code: str, months_before: float, rng: Random) -> Story | None:
    """The story that a voice of this service happens to tell at this time, if any."""
    for story in STORIES:
        if code in story.codes and rng.random() < story.chance(months_before):
            return story
    return None
