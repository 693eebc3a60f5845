# SPDX-License-Identifier: MIT
"""Finding words: one small face over SQLite's FTS5 and PostgreSQL's full text.

Only redacted words are indexed. The index is written by operations and can be rebuilt from the
contributions at any time; there are no triggers, because remaking a SQLite table drops them.
On SQLite the index holds no copy of the words: it points at the contributions' own column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from baton.core import clock
from baton.listening.models import Contribution

_PART = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_WORD = re.compile(r"\w+", re.UNICODE)

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
    """PostgreSQL's: `<->` is "followed by"; a word holds letters, digits and _ only."""
    wanted = [f"({' <-> '.join(words)})" for words in sought.phrases]
    unwanted = [f"!({' <-> '.join(words)})" for words in sought.without]
    return " & ".join(wanted + unwanted)


def index(contributions: Sequence[Contribution]) -> None:
    """Index these contributions' words, none of which may be in the index yet."""
    rows = [(each.pk, each.words) for each in contributions if each.words]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "INSERT INTO understanding_search (contribution_id, words)"
                " VALUES (%s, to_tsvector('simple', %s)) ON CONFLICT DO NOTHING",
                rows,
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
        elif contribution.words:
            # An index that holds no words must be told which ones to take out.
            cursor.execute(
                "INSERT INTO understanding_search (understanding_search, rowid, words)"
                " VALUES ('delete', %s, %s)",
                [contribution.pk, contribution.words],
            )


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
    for phrase in sought.phrases:
        pattern = r"\b" + r"\W+".join(map(re.escape, phrase)) + r"\b"
        found += [match.span() for match in re.finditer(pattern, words, re.IGNORECASE)]
    last = 0
    for start, end in sorted(found):
        if start >= last:
            last = end
            yield start, end
