# SPDX-License-Identifier: MIT
"""The index of words, which `search` looks through: written at the door, forgotten on the way out.

Only redacted words are indexed. The index can be made anew from the contributions at any time;
there are no triggers, because remaking a SQLite table drops them. On SQLite it holds no copy of the
words: what is taken out of it must be the same text that went in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.db import connection, models, transaction

from baton.core import jobs
from baton.listening.models import Contribution
from baton.listening.search import folded
from baton.listening.translations.models import Translation
from baton.ui.wording import _
from baton.warehouse import operations as warehouse

#: Rows a transaction, when the index is made anew.
_AT_ONCE = 500

_NOT_A_WORD = re.compile(r"[\W_]+")
# As bytes: translated five times as fast as text is.
_ASCII_WORDS = bytes(
    code if chr(code).isalnum() or chr(code).isspace() else ord(" ") for code in range(128)
).ljust(256)


#: The words as one text: in `plain` ones this sign never stands. Whose they are and when they were
#: said is read where it stands already; by its key, or PostgreSQL would read the whole table for
#: each thousand.
_ADD = """
    INSERT INTO listening_search (contribution_id, organisation_id, said_at, words)
    SELECT given.key, told.organisation_id, told.said_at, to_tsvector('simple', given.words)
    FROM unnest(%s::bigint[], string_to_array(%s, '|')) AS given (key, words)
    CROSS JOIN LATERAL (
        SELECT organisation_id, said_at FROM listening_contribution WHERE id = given.key LIMIT 1
    ) AS told
"""


def add(rows: Sequence[tuple[int, str]]) -> None:
    """Index contributions, each by its key and its redacted words; none may be indexed yet.

    Runs inside the caller's transaction, after they were stored there.
    """
    rows = [(key, plain(words)) for key, words in rows if words]
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The keys as text: psycopg takes its time over a list.
            keys, words = ",".join(str(key) for key, _ in rows), "|".join(each for _, each in rows)
            cursor.execute(_ADD, [f"{{{keys}}}", words])
        else:
            cursor.executemany("INSERT INTO listening_search (rowid, words) VALUES (%s, %s)", rows)


def settle() -> None:
    """Put what was added lately into its place: after many rows, and outside any transaction.

    PostgreSQL keeps additions in a list that every search reads through, and would empty it in
    the middle of somebody's transaction. SQLite has no such list.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('listening_search_words')")


def plain(words: str) -> str:
    """What is indexed of these words: letters and digits alone, without accents.

    PostgreSQL's own parser takes "seats.The" for the name of a host, and SQLite's an emoji for a
    part of the word before it.
    """
    if words.isascii():
        return words.encode("ascii").translate(_ASCII_WORDS).decode("ascii")
    return _NOT_A_WORD.sub(" ", folded(unicodedata.normalize("NFC", words)))


def with_translations(rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Contributions by key and redacted words, with the words of their translations: both are
    found."""
    keys = [key for key, _ in rows]
    found = Translation.objects.filter(contribution__in=keys)
    translated = dict(found.values_list("contribution_id", "words"))
    return [
        (key, f"{words} {translated[key]}" if key in translated else words) for key, words in rows
    ]


def forget(rows: Sequence[tuple[int, str]]) -> None:
    """Take contributions out, each by its key and its redacted words, before these change or go,
    and before their translations do.

    Runs inside the caller's transaction. `ask_to_tidy` should follow.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "DELETE FROM listening_search WHERE contribution_id = ANY(%s)",
                [[key for key, _ in rows]],
            )
            return
        # An index that holds no words must be told which ones to take out.
        cursor.executemany(
            "INSERT INTO listening_search (listening_search, rowid, words)"
            " VALUES ('delete', %s, %s)",
            [
                (key, plain(words))
                for key, words in with_translations(rows)
                if words and _is_indexed(cursor, key)
            ],
        )


def _is_indexed(cursor: Any, key: int) -> bool:
    """Whether SQLite's index has a row: taking out one that it has not would spoil it."""
    cursor.execute("SELECT 1 FROM listening_search_docsize WHERE id = %s", [key])
    return cursor.fetchone() is not None


def ask_to_tidy() -> None:
    """Ask for `tidy`, as a job; asked for again before it begins, it is done once."""
    jobs.ask(
        "listening.tidy",
        _("Tidying the search index"),
        organisation=None,
        by="system:search",
        key="index",
    )


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
                "INSERT INTO listening_search (listening_search, rank) VALUES ('merge', %s)",
                [pages],
            )
            if _changes(cursor) - before < 2:
                return
        pages = 64


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def rebuild() -> int:
    """Make the index anew from the contributions that have words; returns how many.

    Some hundred a transaction, so that others can write in between: what arrives after the index
    was emptied, the door indexes.
    """
    with transaction.atomic():
        _empty()
        there = Contribution.objects.aggregate(last=models.Max("pk"))["last"] or 0
    indexed = Contribution.objects.speaking().filter(pk__lte=there)
    count, last = 0, 0
    while True:
        with transaction.atomic():
            # Locked: nobody withdraws the words between our look and our write.
            following = indexed.filter(pk__gt=last).order_by("pk").select_for_update()
            batch = list(following.values_list("pk", "words")[:_AT_ONCE])
            if connection.vendor == "postgresql":
                # Some may have been on their way through the door when the index was emptied.
                forget(batch)
            add(with_translations(batch))
        if not batch:
            break
        count, last = count + len(batch), batch[-1][0]
    if newest := indexed.aggregate(at=models.Max("said_at"))["at"]:
        # What was found by the old index may be kept until something is written.
        warehouse.changed([newest])
    return count


def _empty() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE listening_search")
        else:
            cursor.execute("INSERT INTO listening_search (listening_search) VALUES ('delete-all')")
