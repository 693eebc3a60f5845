# SPDX-License-Identifier: MIT
"""Finding words: one small face over SQLite's FTS5 and PostgreSQL's full text.

`index` writes what is looked through here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

_PART = re.compile(r'(-?)"([^"]*)"(\*?)|(-?)(\S+)')
_WORD = re.compile(r"[^\W_]+")
#: The quotation marks that telephones and word processors write.
_QUOTES = str.maketrans("“”„‟«»", '""""""')
#: A beginning of fewer letters stands before half of all words.
_LEAST_LETTERS = 3
#: Accents that stand in the text as characters of their own.
_MARKS = "[\u0300-\u036f]*"


class Phrase(NamedTuple):
    """Neighbouring words; where it is open, the last is the beginning of a word: `wait*`."""

    words: tuple[str, ...]
    is_open: bool = False


class Sought(NamedTuple):
    """What somebody typed: phrases to find, all of them, and phrases to leave out."""

    phrases: tuple[Phrase, ...]
    without: tuple[Phrase, ...]

    def __bool__(self) -> bool:
        return bool(self.phrases or self.without)


def parse(text: str) -> Sought:
    """Words, "exact phrases", beginnings* and -exclusions, as people type them; never an error.

    >>> wanted, without = parse('no "walk-in centre" wait* -parking')
    >>> [" ".join(each.words) for each in wanted], without
    (['no', 'walk in centre', 'wait'], (Phrase(words=('parking',), is_open=False),))
    """
    phrases: list[Phrase] = []
    without: list[Phrase] = []
    text = unicodedata.normalize("NFC", text.translate(_QUOTES))
    for minus_quoted, quoted, star, minus, word in _PART.findall(text):
        typed = quoted + star or word
        words = tuple(_WORD.findall(typed))
        if words:
            phrase = Phrase(words, typed.endswith("*") and not is_too_short(words[-1]))
            (without if minus_quoted or minus else phrases).append(phrase)
    return Sought(tuple(dict.fromkeys(phrases)), tuple(dict.fromkeys(without)))


def is_too_short(beginning: str) -> bool:
    """Whether the beginning of a word says too little to look for all that follow it.

    >>> is_too_short("wa"), is_too_short("wait"), is_too_short("診")
    (True, False, False)
    """
    return beginning.isascii() and len(beginning) < _LEAST_LETTERS


def matching(sought: Sought) -> RawSQL:
    """The keys of the contributions that match, for `filter(pk__in=…)`; some phrase is wanted."""
    return RawSQL(f"SELECT {_KEYS[connection.vendor]}", [_query(sought)])  # noqa: S611 - ours


def says(sought: Sought, number: str) -> Func:
    """Whether one contribution matches, looked up by the field that holds its key: for
    `filter(says(…))` where few are looked at."""
    return _Says(F(number), sought)


class Found(NamedTuple):
    """The keys of all that match; None where there are more than were asked for. `is_dense`: at
    least every eighth matches."""

    keys: list[int] | None
    is_dense: bool = False


def look(sought: Sought, most: int) -> Found:
    """Find all that matches on SQLite, if it is at most so many; some phrase is wanted."""
    with connection.cursor() as cursor:
        statement = f"SELECT {_KEYS['sqlite']} LIMIT %s"
        cursor.execute(statement, [_query(sought), most + 1])
        keys = [key for (key,) in cursor.fetchall()]
    if len(keys) <= most:
        return Found(keys)
    # SQLite tells them by their keys, the least first.
    return Found(None, is_dense=8 * len(keys) > keys[-1] - keys[0])


def every(sought: Sought) -> list[int]:
    """The keys of all that match, of every organisation; some phrase is wanted."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_KEYS[connection.vendor]}", [_query(sought)])
        return [key for (key,) in cursor.fetchall()]


class Newest(NamedTuple):
    """Contributions that match, the newest first: their keys; and when they were said, as
    PostgreSQL writes it, because reading ten thousand moments takes longer than finding them."""

    numbers: list[int]
    moments: list[str]

    def key(self, place: int) -> tuple[datetime, int]:
        return datetime.fromisoformat(self.moments[place]), self.numbers[place]


def newest(
    sought: Sought,
    most: int,
    *,
    of: int,
    since: datetime | None = None,
    until: datetime | None = None,
    older_than: tuple[datetime, int] | None = None,
) -> Newest:
    """The newest that match, of one organisation; only PostgreSQL's index knows them. Some phrase
    is wanted."""
    conditions: dict[str, list[Any]] = {
        "organisation_id = %s": [of],
        "said_at >= %s": [since] if since else [],
        "said_at < %s": [until] if until else [],
        "(said_at, contribution_id) < (%s, %s)": list(older_than or ()),
    }
    asked = {condition: values for condition, values in conditions.items() if values}
    found = (
        f"SELECT said_at, {_KEYS['postgresql']} AND {' AND '.join(asked)}"
        " ORDER BY said_at DESC, contribution_id DESC LIMIT %s"
    )
    told = f"SELECT array_agg(contribution_id), array_agg(said_at::text) FROM ({found}) AS told"  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(told, [_query(sought), *chain(*asked.values()), most])
        numbers, moments = cursor.fetchone()
    return Newest(numbers or [], moments or [])


def is_heavy(sought: Sought) -> bool:
    """Whether PostgreSQL has much to look up: its index knows which contributions have all of the
    words, but whether they stand side by side it must look up in each."""
    return weight(sought) > _HEAVY


def weight(sought: Sought) -> int:
    """How many contributions PostgreSQL thinks have all of the words."""
    with connection.cursor() as cursor:
        statement = f"EXPLAIN (FORMAT JSON) SELECT {_KEYS['postgresql']}"
        cursor.execute(statement, [_query(sought)])
        return int(cursor.fetchone()[0][0]["Plan"]["Plan Rows"])


def among(keys: Sequence[int], number: str) -> Func:
    """Whether a contribution is one of these, however many, by the field that holds its key."""
    return _Among(F(number), keys)


class _Among(Func):
    output_field = BooleanField()

    def __init__(self, number: F, keys: Sequence[int]) -> None:
        super().__init__(number)
        self.keys = keys

    def as_sql(
        self, compiler: Any, connection: Any, *_: Any, **__: Any
    ) -> tuple[str, tuple[Any, ...]]:
        number, params = compiler.compile(self.get_source_expressions()[0])
        if connection.vendor == "postgresql":
            # As text: psycopg takes its time over a list.
            return f"{number} = ANY(%s::bigint[])", (
                *params,
                f"{{{','.join(map(str, self.keys))}}}",
            )
        keys = json.dumps(list(self.keys))
        among = f"{number} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - a column of ours
        return among, (*params, keys)


class _Says(Func):
    """A look into the index at one key, never turned into a look through all of it."""

    output_field = BooleanField()

    def __init__(self, number: F, sought: Sought) -> None:
        super().__init__(number)
        self.query = _query(sought)

    def as_sql(
        self, compiler: Any, connection: Any, *_: Any, **__: Any
    ) -> tuple[str, tuple[Any, ...]]:
        number, params = compiler.compile(self.get_source_expressions()[0])
        return _ONE[connection.vendor].format(number), (self.query, *params)


#: More than so many PostgreSQL looks up only where the newest comments do not say enough.
_HEAVY = 30_000
#: Where what matches one query stands.
_KEYS = {
    "postgresql": "contribution_id FROM listening_search WHERE words @@ to_tsquery('simple', %s)",
    "sqlite": "rowid FROM listening_search WHERE listening_search MATCH %s",
}
#: Whether one key does.
_ONE = {
    "postgresql": "COALESCE((SELECT words @@ to_tsquery('simple', %s) FROM listening_search"
    " WHERE contribution_id = {}), false)",
    "sqlite": "EXISTS (SELECT 1 FROM listening_search WHERE listening_search MATCH %s"
    " AND rowid = {})",
}


def _query(sought: Sought) -> str:
    return _tsquery(sought) if connection.vendor == "postgresql" else _fts5(sought)


def _fts5(sought: Sought) -> str:
    """FTS5's query language, every word quoted so that none of it is syntax."""

    def phrase(each: Phrase) -> str:
        return f'"{" ".join(each.words)}"{" *" if each.is_open else ""}'

    wanted = " AND ".join(map(phrase, sought.phrases))
    return f"({wanted})" + "".join(f" NOT {phrase(each)}" for each in sought.without)


def _tsquery(sought: Sought) -> str:
    """PostgreSQL's: `<->` is "followed by"; a word holds letters and digits only."""

    def phrase(each: Phrase) -> str:
        return f"({' <-> '.join(map(folded, each.words))}{':*' if each.is_open else ''})"

    wanted = [phrase(each) for each in sought.phrases]
    unwanted = [f"!{phrase(each)}" for each in sought.without]
    return " & ".join(wanted + unwanted)


class _Folds(dict[int, str]):
    """A letter's plain one, made when it is first met: "é" is "e"; "й" and "한" stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFD", letter)[0]
        self[code] = plain if plain.isascii() else letter
        return self[code]


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The text without accents, each character still in its place, as FTS5 folds by itself.

    >>> folded("café Łódź, мой")
    'cafe Łodz, мой'
    """
    return text if text.isascii() else text.translate(_FOLDS)


def spans(words: str, sought: Sought) -> Iterator[tuple[int, int]]:
    """Where the sought phrases stand in `words`, as (start, end), in order, not overlapping.

    >>> list(spans("No seats. No, no seats!", parse('"no seats"')))
    [(0, 8), (14, 22)]
    """
    found: list[tuple[int, int]] = []
    text = folded(words)
    for phrase in sought.phrases:
        found += [match.span() for match in _pattern(phrase, text.isascii()).finditer(text)]
    last = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= last:
            last = end
            yield start, end


def _pattern(phrase: Phrase, is_plain: bool) -> re.Pattern[str]:
    """What finds a phrase in folded words, whatever stands between its words."""
    between = "" if is_plain else _MARKS
    parts = ["".join(re.escape(letter) + between for letter in folded(w)) for w in phrase.words]
    end = r"[^\W_]*" if phrase.is_open else r"(?![^\W_])"
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(parts) + end, re.IGNORECASE)
