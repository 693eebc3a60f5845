# SPDX-License-Identifier: MIT
"""The voices that must not be missed: alerts, notes by staff, and words that name somebody.

Numbers are of nobody: telephone numbers from the ranges that Ofcom keeps for drama, NHS numbers
from the 999 range kept for tests (check digit valid), postcodes that do not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import mul
from random import Random

from baton.demo.voices.phrases import lines, words
from baton.demo.voices.speech import ended
from baton.demo.voices.telling import choose
from baton.listening.heard import Manner

_POSTCODES = ("LE99 9ZZ", "LE96 4QT", "LE97 3BB", "LE89 2HD", "le99 9zz", "LE989QX")
_NAMES = ("p.solanki", "jean.orton", "a.kowalczyk", "mrs.bell", "davindersingh", "t.okafor")


@dataclass(frozen=True, slots=True)
class Written:
    """A text written for a kind of service, or for one; `head` is a judgement or a feeling."""

    kind: str
    code: str
    head: str
    text: str


def alerts() -> Iterator[Written]:
    """Every alert: `head` is its score."""
    return map(_written, lines(words("alerts")["alerts"]))


def staff_notes(manner: Manner) -> Iterator[Written]:
    """What staff wrote down of what people told them: `head` is a feeling."""
    return map(_written, lines(words("notes")[manner]))


def _written(line: str) -> Written:
    """One line of such a file: `kind head | text` or `kind@code head | text`."""
    head, text = line.split(" | ", 1)
    place, judged = head.split()
    kind, _, code = place.partition("@")
    return Written(kind, code, judged, text)


def add_identifier(text: str, rng: Random) -> str:
    """The text with something added that points to a person."""
    template = choose(rng.choice(lines(words("identifiers")["add"])), rng)
    added = re.sub(r"<(\w+)>", lambda match: _IDENTIFIERS[match.group(1)](rng), template)
    return f"{ended(text)} {added}"


def nhs_number(rng: Random) -> str:
    """A number of the test range, its check digit by modulus 11 (NHS Data Dictionary)."""
    while True:
        digits = [9, 9, 9, *(rng.randrange(10) for _ in range(6))]
        check = 11 - sum(map(mul, range(10, 1, -1), digits)) % 11
        if check != 10:
            number = "".join(map(str, [*digits, check % 11]))
            return f"{number[:3]} {number[3:6]} {number[6:]}"


def _mobile(rng: Random) -> str:
    return rng.choice(("07700 900{}", "07700900{}", "+44 7700 900{}")).format(
        f"{rng.randrange(1000):03}"
    )


def _landline(rng: Random) -> str:
    return rng.choice(("0116 496 0{}", "(0116) 4960{}")).format(f"{rng.randrange(1000):03}")


def _born(rng: Random) -> str:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1934, 1972)
    return rng.choice(("{:02}/{:02}/{}", "{}.{}.{}")).format(day, month, year)


_IDENTIFIERS = {
    "mobile": _mobile,
    "landline": _landline,
    "email": lambda rng: f"{rng.choice(_NAMES)}{rng.randrange(10, 99)}@example.org",
    "postcode": lambda rng: rng.choice(_POSTCODES),
    "nhs": nhs_number,
    "dob": _born,
}
