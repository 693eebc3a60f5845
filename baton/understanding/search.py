# SPDX-License-Identifier: MIT
"""Finding words: one small face over SQLite's FTS5 and PostgreSQL's full text.

Only redacted words are indexed. The index is written by operations and can be rebuilt from the
contributions at any time; there are no triggers, because remaking a SQLite table drops them.
On SQLite the index holds no copy of the words: it points at the contributions' own column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from baton.core import clock
from baton.listening.models import Contribution

_PART = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_WORD = re.compile(r"[^\W_]+")
#: Words beyond this many characters of one comment are not indexed: PostgreSQL could not.
LONGEST = 200_000

#: Rows a transaction, when the index is made anew.
_AT_ONCE = 500


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
            "SELECT contribution_id FROM understanding_search"
            " WHERE words @@ to_tsquery('simple', %s)",
            [_tsquery(sought)],
        )
    return RawSQL(
        "SELECT rowid FROM understanding_search WHERE understanding_search MATCH %s",
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
            "SELECT count(*) FROM (SELECT rowid FROM understanding_search"
            " WHERE understanding_search MATCH %s LIMIT %s)",
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


def _plain(words: str) -> str:
    """What PostgreSQL is given: its own parser takes "seats.The" for the name of a host."""
    return " ".join(_WORD.findall(folded(words[:LONGEST])))


def index(contributions: Sequence[Contribution]) -> None:
    """Index these contributions' words, none of which may be in the index yet."""
    rows = [(each.pk, each.words) for each in contributions if each.words]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "INSERT INTO understanding_search (contribution_id, words)"
                " VALUES (%s, to_tsvector('simple', %s)) ON CONFLICT DO NOTHING",
                [(key, _plain(words)) for key, words in rows],
            )
        else:
            cursor.executemany(
                "INSERT INTO understanding_search (rowid, words) VALUES (%s, %s)", rows
            )


def forget(contribution: Contribution) -> None:
    """Take an indexed contribution's words out, before they change or go."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "DELETE FROM understanding_search WHERE contribution_id = %s", [contribution.pk]
            )
        elif contribution.words and _is_indexed(cursor, contribution.pk):
            # An index that holds no words must be told which ones to take out.
            cursor.execute(
                "INSERT INTO understanding_search (understanding_search, rowid, words)"
                " VALUES ('delete', %s, %s)",
                [contribution.pk, contribution.words],
            )


def _is_indexed(cursor: Any, key: int) -> bool:
    """Whether SQLite's index has a row: taking out one that it has not would spoil it."""
    cursor.execute("SELECT 1 FROM understanding_search_docsize WHERE id = %s", [key])
    return cursor.fetchone() is not None


def tidy() -> None:
    """Let SQLite's index forget the words of rows that were taken out, a step at a time.

    Until then their words lie in it, though nothing finds them. PostgreSQL does so by itself.
    """
    if connection.vendor == "postgresql":
        return
    # FTS5: a negative number begins a full merge, in steps of so many pages.
    pages = -64
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            before = _changes(cursor)
            cursor.execute(
                "INSERT INTO understanding_search (understanding_search, rank)"
                " VALUES ('merge', %s)",
                [pages],
            )
            if _changes(cursor) - before < 2:
                return
        pages = 64


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def rebuild() -> int:
    """Make the index anew from the contributions that have been coded; returns how many.

    Some hundred a transaction, so that others can write in between: what is coded after the index
    was emptied, its coder indexes.
    """
    with transaction.atomic():
        _empty()
        emptied_at = clock.now()
    indexed = Contribution.objects.speaking().filter(coded_at__lte=emptied_at)
    count, last = 0, 0
    while True:
        with transaction.atomic():
            # Locked: nobody withdraws the words between our look and our write.
            following = indexed.filter(pk__gt=last).order_by("pk").select_for_update()
            batch = list(following.only("pk", "words")[:_AT_ONCE])
            index(batch)
        if not batch:
            return count
        count, last = count + len(batch), batch[-1].pk


def _empty() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE understanding_search")
        else:
            cursor.execute(
                "INSERT INTO understanding_search (understanding_search) VALUES ('delete-all')"
            )


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
