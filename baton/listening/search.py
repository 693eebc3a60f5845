# SPDX-License-Identifier: MIT
"""Finding words: one small face over SQLite's FTS5 and PostgreSQL's full text.

`index` writes what is looked through here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

_PART = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody typed: phrases (each a tuple of words) to find, and to leave out."""

    phrases: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.phrases)


def parse(text: str) -> Sought:
    """Words, "exact phrases" and -exclusions, as people type them; never an error.

    >>> parse('no seats "walk-in centre" -parking')
    Sought(phrases=(('no',), ('seats',), ('walk', 'in', 'centre')), without=(('parking',),))
    """
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    for minus_quoted, quoted, minus, word in _PART.findall(text):
        words = tuple(_WORD.findall(quoted or word))
        if words:
            (without if minus_quoted or minus else phrases).append(words)
    return Sought(tuple(phrases), tuple(without))


def matching(sought: Sought) -> RawSQL:
    """The keys of the contributions that match, for `filter(pk__in=…)`."""
    if connection.vendor == "postgresql":
        return RawSQL(
            "SELECT contribution_id FROM listening_search WHERE words @@ to_tsquery('simple', %s)",
            [_tsquery(sought)],
        )
    return RawSQL(
        "SELECT rowid FROM listening_search WHERE listening_search MATCH %s",
        [_fts5(sought)],
    )


def leads(sought: Sought, most: int) -> bool:
    """Whether a query should begin with what matches, because that is at most so many.

    PostgreSQL sees that by itself; SQLite does not know how frequent a word is.
    """
    if connection.vendor == "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT rowid FROM listening_search"
            " WHERE listening_search MATCH %s LIMIT %s)",
            [_fts5(sought), most + 1],
        )
        return bool(cursor.fetchone()[0] <= most)


def _fts5(sought: Sought) -> str:
    """FTS5's query language, every word quoted so that none of it is syntax."""
    wanted = " AND ".join(f'"{" ".join(words)}"' for words in sought.phrases)
    unwanted = "".join(f' NOT "{" ".join(words)}"' for words in sought.without)
    return f"({wanted}){unwanted}"


def _tsquery(sought: Sought) -> str:
    """PostgreSQL's: `<->` is "followed by"; a word holds letters and digits only."""

    def phrase(words: tuple[str, ...]) -> str:
        return f"({' <-> '.join(map(folded, words))})"

    wanted = [phrase(words) for words in sought.phrases]
    unwanted = [f"!{phrase(words)}" for words in sought.without]
    return " & ".join(wanted + unwanted)


def folded(text: str) -> str:
    """The text without accents, each character still in its place, as FTS5 folds by itself.

    >>> folded("café Łódź")
    'cafe Łodz'
    """
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)


def spans(words: str, sought: Sought) -> Iterable[tuple[int, int]]:
    """Where the sought phrases stand in `words`, as (start, end), in order, not overlapping.

    >>> list(spans("No seats. No, no seats!", parse('"no seats"')))
    [(0, 8), (14, 22)]
    """
    found: list[tuple[int, int]] = []
    text = folded(words)
    for phrase in sought.phrases:
        parts = map(re.escape, map(folded, phrase))
        pattern = r"(?<![^\W_])" + r"[\W_]+".join(parts) + r"(?![^\W_])"
        found += [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
    last = 0
    for start, end in sorted(found):
        if start >= last:
            last = end
            yield start, end
