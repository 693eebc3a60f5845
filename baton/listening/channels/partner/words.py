# SPDX-License-Identifier: MIT
"""Whether two wrote the same: words without capitals, signs and spaces."""

from __future__ import annotations

import re
import unicodedata

from baton.listening.digests import Digests

#: Fewer words are often the same without being a repeat: “Friendly staff”.
FEWEST = 3
_WORD = re.compile(r"[^\W_]+")


def normalised(words: str) -> str:
    """What counts when words are compared; empty where they are too few.

    >>> normalised("  No seats — in the   Corridor! ")
    'no seats in the corridor'
    >>> normalised("Friendly staff")
    ''
    """
    found = _WORD.findall(unicodedata.normalize("NFKC", words).casefold())
    return " ".join(found) if len(found) >= FEWEST else ""


def digest(words: str, digests: Digests) -> str:
    """By what the same words are known again, without the words."""
    plain = normalised(words)
    return digests.row("partner", plain) if plain else ""
