# SPDX-License-Identifier: MIT
"""Dashboards at a million comments: the columnar copy written, asked, and seen as a page.

1,000,000 comments with 2.7 codings each, 800,000 of a board and 200,000 of four bodies below that
share their words with it (of every other comment the person allowed that). `ROWS=10000` before it
fills less.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks import _data, _databases
from benchmarks._asking import KINDS, Dice, Taken, at_once, questions

if TYPE_CHECKING:
    from baton.understanding.filters import Filters
    from benchmarks._filling import Body

ROWS = 1_000_000
READERS = 4
#: Filters drawn for each line of figures.
TURNS = 120
#: A month is written anew so many times.
REFRESHED = 5


def main() -> None:
    print(_databases.when_and_where())
    _databases.on_each("dashboards")


def here() -> None:
    """Fill the database that this process finds, and print its figures."""
    _databases.migrate()
    from django.db import connection

    rows = int(os.environ.get("ROWS", ROWS))
    board = fill(rows)
    writing(rows)
    if connection.vendor == "postgresql":
        against_the_tables(board)
        return
    answers(board)
    pages(board)
    from benchmarks import _pages

    _pages.report(board)


def fill(rows: int) -> Body:
    """A board with four fifths of so many comments, and four bodies below it with the others."""
    from baton.people.operations import give_agreement
    from benchmarks import _filling

    began = time.monotonic()
    board = _filling.body("Million")
    own, each = rows * 4 // 5, rows // 20
    _filling.fill(board, own, spoken_of=_data.TALKATIVE)
    for number in range(4):
        child = _filling.body(f"Trust {number + 1}", board.organisation)
        first = own + number * each + 1
        _filling.fill(child, each, first=first, seed=number + 2, spoken_of=_data.TALKATIVE)
        give_agreement(
            child.organisation,
            board.organisation,
            level="words",
            purpose="Planning",
            by=child.analyst,
        )
    print(f"{rows:,} comments written in {time.monotonic() - began:.0f} s", flush=True)
    index()
    return board


def index() -> None:
    """Index the words, and let the database look at its tables."""
    from django.db import connection

    from baton.listening import index

    began = time.monotonic()
    index.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"words indexed in {time.monotonic() - began:.0f} s", flush=True)


def writing(rows: int) -> None:
    """Print how long the copy takes to write, and how large it is."""
    from baton.understanding.models import Coding
    from baton.warehouse import layout, operations, writing

    codings = Coding.objects.exclude(verdict="removed").count()
    taken = _seconds(writing.rebuild)
    size = sum(path.stat().st_size for path in layout.folder().glob("month=*/*"))
    print(f"{codings:,} codings, {codings / rows:.2f} a comment; load {os.getloadavg()[0]:.1f}")
    print(f"the whole copy: {taken:.1f} s (wanted: 10 s); ", end="")
    print(f"{size / 1e6:.1f} MB, {size / codings:.1f} MB per million codings")

    def one_month() -> None:
        operations.changed([_data.LAST_DAY])
        assert writing.refresh() == [f"{_data.LAST_DAY:%Y-%m}"]

    times = [_seconds(one_month) for _ in range(REFRESHED)]
    print(f"a month written anew: median {statistics.median(times):.2f} s, ", end="")
    print(f"at most {max(times):.2f} s; the beat looks every 2 s (wanted: visible within 5 s)\n")


def answers(board: Body) -> None:
    """Print how long answers take: each question under each kind of filter, and all mixed."""
    print(f"load {os.getloadavg()[0]:.1f}; milliseconds, and computing of the process a question")
    print(f"{'':44}one reader               {READERS} readers")
    print(f"{'':44}  p50   p95 computing     p50   p95 computing")
    for tree in (False, True):
        print("the whole tree" if tree else "one organisation")
        for name, draw in _draws(board, tree=tree):
            _lines(name, draw, board)
    print()


def _draws(board: Body, *, tree: bool) -> Iterator[tuple[str, Callable[[], Filters]]]:
    dice = Dice(board, seed=5)
    yield "no filter", lambda: dice.filters(tree=tree)
    for kind in KINDS:
        yield kind, lambda kind=kind: dice.filters(kind, tree=tree)
    yield "some of these", lambda: dice.some(tree=tree)
    yield "words and some of these", lambda: dice.some("words", tree=tree)


def _lines(name: str, draw: Callable[[], Filters], board: Body) -> None:
    """Print what one kind of filter takes, by what it was answered from."""
    for kind, turns in _by_class(draw, board).items():
        half = len(turns) // 2
        one, four = at_once(turns[:half], 1), at_once(turns[half:], READERS)
        print(f"  {name:26}{kind:16}{_figures(one)}{_figures(four)}", flush=True)


def _figures(taken: Taken) -> str:
    return f"{taken.p50:6.0f}{taken.p95:6.0f}{taken.computing:8.1f}    "


def _by_class(draw: Callable[[], Filters], board: Body) -> dict[str, list[Callable[[], float]]]:
    """Turns at the questions under filters that were drawn, by what answers them."""
    from baton.understanding.counting.selection import Asked

    turns: dict[str, list[Callable[[], float]]] = {}
    for _ in range(TURNS):
        filters = draw()
        for number, (_, question) in enumerate(questions(Asked(board.organisation, filters))):
            kind = "words" if filters.q else _answered_from(question)
            turns.setdefault(kind, []).append(partial(_asked, filters, board, number))
    for each in turns.values():
        random.Random(1).shuffle(each)
    return {kind: each[: 2 * TURNS] for kind, each in sorted(turns.items())}


def _answered_from(question: Any) -> str:
    from baton.warehouse import engine

    return engine.compiled(question).source


def _asked(filters: Filters, board: Body, number: int) -> float:
    """Milliseconds from the filters to the answer, everything made anew."""
    from baton.understanding import stated
    from baton.understanding.counting.selection import Asked
    from baton.warehouse import engine

    engine.forget()
    began = time.perf_counter()
    asked = Asked(board.organisation, filters)
    name, question = list(questions(asked))[number]
    tables = dict(asked.tables)
    if name == "themes together":
        tables["positions"] = asked.positions
    if name == "themes by people":
        of_each = stated.keys(asked.bodies, "age")
        tables["stated"] = {
            "number": list(of_each),
            "value": [_data.AGES.index(value) for value in of_each.values()],
        }
    engine.Reader().ask(question, tables)
    return 1000 * (time.perf_counter() - began)


def pages(board: Body) -> None:
    """Print how long it takes to count all that the page of themes shows: under ever different
    filters, and under filters that were asked for before."""
    dice = Dice(board, seed=7)
    print(f"{'':44}one reader               {READERS} readers")
    for tree in (False, True):
        for words in ((), ("words",)):
            drawn = [dice.some(*words, tree=tree) for _ in range(2 * TURNS)]
            turns = [partial(_counted, filters, board) for filters in drawn]
            name = f"{'the whole tree' if tree else 'one organisation'}{', words' if words else ''}"
            new = at_once(turns[:TURNS], 1), at_once(turns[TURNS:], READERS)
            random.Random(1).shuffle(turns)
            again = at_once(turns[:TURNS], 1), at_once(turns, READERS)
            for what, taken in (("new", new), ("asked before", again)):
                figures = "".join(map(_figures, taken))
                print(f"  {f'{name}, {what}':42}{figures}", flush=True)


def _counted(filters: Filters, board: Body) -> float:
    from baton.understanding.counting import places
    from baton.understanding.counting.overview import overview
    from baton.understanding.counting.selection import Asked
    from baton.warehouse import engine

    began = time.perf_counter()
    reader = engine.Reader()
    places.where_most_changed(overview(Asked(board.organisation, filters), reader), reader)
    return 1000 * (time.perf_counter() - began)


#: The tables themselves, read as cheaply as they can be: a coding and its comment's reading.
_BY_THE_TABLES = """
    SELECT coding.theme_id,
           date_trunc('month', coding.said_at AT TIME ZONE %s),
           CASE WHEN sentiment <= 2 THEN 1 WHEN sentiment = 3 THEN 2 ELSE 3 END,
           count(*)
    FROM understanding_coding coding
    JOIN understanding_reading reading ON reading.contribution_id = coding.contribution_id
    WHERE reading.organisation_id = %s AND verdict <> 'removed'
    GROUP BY 1, 2, 3
"""


def against_the_tables(board: Body) -> None:
    """Print theme by month by sentiment from the copy, and from PostgreSQL's tables by their
    indexes."""
    from django.conf import settings
    from django.db import connection

    from baton.understanding.counting.questions import themes_by_month
    from baton.understanding.counting.selection import Asked
    from baton.understanding.filters import Filters
    from baton.warehouse import engine

    question = themes_by_month(Asked(board.organisation, Filters()).selection)

    def from_the_copy() -> int:
        engine.forget()
        rows = engine.Reader().ask(question)
        return sum(row["codings"] for row in rows if row["theme"] and row["feeling"])

    def from_the_tables() -> int:
        with connection.cursor() as cursor:
            cursor.execute(_BY_THE_TABLES, [settings.TIME_ZONE, board.organisation.pk])
            return sum(row[-1] for row in cursor.fetchall())

    assert from_the_copy() == from_the_tables(), "the copy and the tables differ"
    copy, tables = (
        statistics.median(_seconds(call) for _ in range(11))
        for call in (from_the_copy, from_the_tables)
    )
    print(f"theme by month by sentiment: {1000 * copy:.1f} ms from the copy, ", end="")
    print(f"{1000 * tables:.0f} ms from the tables: 1/{tables / copy:.0f} (wanted: 1/5)")


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
