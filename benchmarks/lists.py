# SPDX-License-Identifier: MIT
"""Lists among a million comments: every filter, newest first and deep down, as the page asks.

What the comments page asks of the database is timed: the page, and its count and the services
beside it where the page waits for them. Beside it, in the same run, stands Django's own `Paginator`
on the same list. "Deep" goes on from the row where the ten-thousandth page begins; under a filter,
from the same moment. Then phrases that people said are looked for, alone and with each filter.
"""

from __future__ import annotations

import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks import _data, _databases

if TYPE_CHECKING:
    from django.test import Client

    from baton.understanding.filters import Filters
    from benchmarks._filling import Body

ROWS = 1_000_000
NEIGHBOURS_ROWS = 20_000
DEEP_PAGE = 10_000
PHRASES = 300
#: As many as PostgreSQL's own English list has.
STOP_WORDS = 127
REPETITIONS = 15


class Taken(NamedTuple):
    """Milliseconds: the median and the 95th percentile of some repetitions."""

    p50: float
    p95: float


def main() -> None:
    _databases.on_each("lists")


def here() -> None:
    """Fill the database that this process finds, and print its figures."""
    _databases.migrate()
    from benchmarks._filling import body, fill

    began = time.monotonic()
    organisation = body("Million")
    fill(organisation, ROWS)
    fill(body("Neighbour"), NEIGHBOURS_ROWS, first=ROWS + 1, seed=2)
    print(f"{ROWS:,} + {NEIGHBOURS_ROWS:,} comments written in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    _index()
    print(f"indexed by `baton reindex` in {time.monotonic() - began:.0f} s\n")
    report(organisation)
    phrases(organisation)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of the process: {peak:,.0f} MB")


def _index() -> None:
    from django.db import connection

    from baton.listening import index

    index.rebuild()
    if connection.vendor == "postgresql":
        # What autovacuum has done by the time that anybody looks.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def report(body: Body) -> None:
    """Print how long every list of a filled body takes."""
    from baton.understanding import queries

    deep = queries._encode(_row(body, DEEP_PAGE * queries.PAGE)[:2])
    peer_first, peer_deep = _peer(body, 1), _peer(body, DEEP_PAGE)
    print("                           first page (ms)             deep (ms)")
    print("                              p50     p95  × peer     p50     p95  × peer")
    _line("Django's Paginator", peer_first, peer_deep, peer_first, peer_deep)
    for name, asked in cases(body):
        first = _timed(partial(page, body, asked))
        below = _timed(partial(page, body, asked, older=deep))
        _line(name, first, below, peer_first, peer_deep)
    print()
    for name, taken in _pages(body):
        print(f"{name:28}{taken.p50:8.1f}{taken.p95:8.1f}")


def page(body: Body, asked: Filters, older: str = "") -> None:
    """All that the comments page reads of its list."""
    from baton.understanding import figures, queries

    chosen = queries.plan(body.organisation, asked)
    queries.comments(body.organisation, asked, older=older, chosen=chosen)
    if not chosen.is_quick:
        return
    number, _ = queries.count(body.organisation, asked, chosen=chosen)
    if number <= figures.AT_ONCE:
        figures.by_service(body.organisation, asked, chosen=chosen)


def phrases(body: Body) -> None:
    """Print how long it takes to find phrases that people said, alone and with each filter.

    From some hundred comments two to five neighbouring words each, as they come; where all of them
    are among the words that a list of stop words would hold, they are counted apart.
    """
    from baton.understanding import queries

    sampled, stopped = _sampled(body)
    print("                                found phrases (ms)   all stop words (ms)")
    print("                                 p50    p95    max    p50    p95    max")
    for name, narrowed in _narrowings(body):
        line = f"{name:30}"
        for some in (sampled, stopped):
            times = []
            for number, words in enumerate(some):
                asked = narrowed(number, words)
                began = time.perf_counter()
                queries.comments(body.organisation, asked)
                times.append(1000 * (time.perf_counter() - began))
            p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
            line += f"{statistics.median(times):7.1f}{p95:7.1f}{max(times):7.1f}"
        print(line, flush=True)


def _sampled(body: Body) -> tuple[list[str], list[str]]:
    """Phrases as they stand in comments, and those of them that are stop words all."""
    dice = random.Random(3)
    stop = set(_data.vocabulary()[:STOP_WORDS])
    found: tuple[list[str], list[str]] = ([], [])
    first = body.organisation.contributions.order_by("pk").values_list("pk", flat=True)[0]
    while len(found[0]) < PHRASES:
        picked = first + dice.randrange(ROWS)
        words = body.organisation.contributions.values_list("words", flat=True).get(pk=picked)
        spoken, length = words.split(), dice.randint(2, 5)
        if len(spoken) >= length:
            at = dice.randrange(len(spoken) - length + 1)
            some = spoken[at : at + length]
            found[stop.issuperset(some)].append(f'"{" ".join(some)}"')
    return found


def _narrowings(body: Body) -> Iterator[tuple[str, Callable[[int, str], Filters]]]:
    """Each filter of the list, its values in turn: common and rare ones alike."""
    from baton.understanding.filters import SCORES, SENTIMENTS, Filters

    def of(values: Sequence[Any], name: str) -> Callable[[int, str], Filters]:
        return lambda number, words: Filters(q=words, **{name: values[number % len(values)]})

    def month(number: int, words: str) -> Filters:
        until = _data.LAST_DAY.date() - timedelta(days=number * 7 % _data.DAYS)
        return Filters(q=words, said_from=until - timedelta(days=30), said_to=until)

    yield "alone", lambda _, words: Filters(q=words)
    yield "with a service", of(body.services, "service")
    yield "with a score", of(list(SCORES), "score")
    yield "with a sentiment", of(list(SENTIMENTS), "sentiment")
    yield "with a theme", of(body.themes, "theme")
    yield "within a month", month
    yield "with a channel", of(["upload", "booth"], "channel")


def cases(body: Body) -> Iterator[tuple[str, Filters]]:
    """What people ask for, by name."""
    from baton.understanding.filters import Filters

    common, rare = body.themes[0], body.themes[-1]
    trust, ward = body.services[0].parent, body.services[-1]
    while trust is not None and trust.depth > 1:
        trust = trust.parent
    until = _data.LAST_DAY.date() - timedelta(days=_data.DAYS // 2)
    month = until - timedelta(days=30)
    # A phrase that somebody said, as rare as phrases are; and two that many say.
    said = _data.phrase(_row(body, 77_777, longer_than=60)[2])
    words = _data.vocabulary()
    yield "every comment", Filters()
    yield "theme, common", Filters(theme=common)
    yield "theme, rare", Filters(theme=rare)
    yield "category", Filters(theme=common.parent)
    yield "sentiment, common", Filters(sentiment="positive")
    yield "sentiment, rare", Filters(sentiment="negative")
    yield "service and all below", Filters(service=trust)
    yield "one service, rare", Filters(service=ward)
    yield "channel, common", Filters(channel="upload")
    yield "channel, rare", Filters(channel="booth")
    yield "channel, none", Filters(channel="none")
    yield "score, common", Filters(score="1")
    yield "score, rare", Filters(score="6")
    yield "a month, years ago", Filters(said_from=month, said_to=until)
    yield "unsure", Filters(unsure=True)
    yield "phrase, rare", Filters(q=said)
    yield "word, rare", Filters(q=words[3_000])
    yield "word, fairly common", Filters(q=words[150])
    yield "word, most common", Filters(q=words[0])
    yield "phrase of common words", Filters(q=f'"{words[0]} {words[1]}"')
    yield "common, without common", Filters(q=f"{words[1]} -{words[0]}")
    yield "words nobody said", Filters(q="zzz")
    yield "theme + service", Filters(theme=common, service=trust)
    yield "theme + rare service", Filters(theme=common, service=ward)
    yield "rare theme + rare service", Filters(theme=rare, service=ward)
    yield "rare theme + sentiment", Filters(theme=rare, sentiment="negative")
    yield "theme + sentiment", Filters(theme=common, sentiment="negative")
    yield "rare service + sentiment", Filters(service=ward, sentiment="negative")
    yield "rare service + rare score", Filters(service=ward, score="6")
    yield "sentiment + score at odds", Filters(sentiment="negative", score="1")
    yield "theme + month", Filters(theme=common, said_from=month, said_to=until)
    yield "word + theme", Filters(q=words[150], theme=common)
    yield "word + rare service", Filters(q=words[0], service=ward)


def _row(body: Body, number: int, *, longer_than: int = 0) -> tuple[datetime, int, str]:
    """When the number-th newest comment was said (of those with so many letters), key and words."""
    from django.db.models.functions import Length

    rows = body.organisation.contributions.annotate(letters=Length("words"))
    found = rows.filter(letters__gt=longer_than).order_by("-said_at", "-id")
    return found.values_list("said_at", "id", "words")[number]


def _peer(body: Body, number: int) -> Taken:
    """The same page as Django's own paginator gives it, its count included."""
    from django.core.paginator import Paginator

    from baton.understanding import queries

    newest = queries.with_codings(body.organisation.contributions.order_by("-said_at", "-id"))
    return _timed(lambda: list(Paginator(newest, queries.PAGE).page(number)))


def _pages(body: Body) -> Iterator[tuple[str, Taken]]:
    """Whole pages, as a signed-in analyst gets them; and the pages of figures, once each."""
    from django.test import Client
    from django.urls import reverse

    from baton.understanding import queries

    client = Client(SERVER_NAME="localhost")
    client.force_login(body.analyst, backend="django.contrib.auth.backends.ModelBackend")
    deep = queries._encode(_row(body, DEEP_PAGE * queries.PAGE)[:2])
    comments, themes = reverse("understanding:comments"), reverse("understanding:themes")
    for name, address, repetitions in (
        ("GET comments", comments, REPETITIONS),
        ("GET comments, deep", f"{comments}?older={deep}", REPETITIONS),
        ("GET comments of a theme", f"{comments}?theme={body.themes[-1].slug}", REPETITIONS),
        ("GET themes", themes, 3),
        ("GET themes of a service", f"{themes}?service={body.services[-1].public_id}", 3),
    ):
        yield name, _timed(partial(_get, client, address), repetitions)


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


def _timed(call: Callable[[], object], repetitions: int = REPETITIONS) -> Taken:
    """Warm: what the first call read from the disk is there for the others."""
    call()
    times = []
    for _ in range(repetitions):
        began = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - began))
    return Taken(
        statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]
    )


def _line(name: str, first: Taken, deep: Taken, peer_first: Taken, peer_deep: Taken) -> None:
    print(
        f"{name:26}{first.p50:8.1f}{first.p95:8.1f}{first.p50 / peer_first.p50:8.2f}"
        f"{deep.p50:8.1f}{deep.p95:8.1f}{deep.p50 / peer_deep.p50:8.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
