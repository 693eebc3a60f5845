# SPDX-License-Identifier: MIT
"""Words with marks on them: spans that were coded, phrases that were found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from baton.listening import search
from baton.listening.models import Contribution
from baton.understanding.models import Coding

#: Line styles of spans and keys repeat after this many (baton.css).
STYLES = 4


def sought(contribution: Contribution, typed: str) -> list[tuple[int, int]]:
    """Where the words that somebody typed stand in a comment."""
    return list(search.spans(contribution.words, search.parse(typed)))


def found(words: str, spans: Iterable[tuple[int, int]], *, most: int = 0) -> Markup:
    """The words with the found phrases marked; shortened around the first when over `most`."""
    marked = list(spans)
    begin, end = 0, len(words)
    if most and len(words) > most:
        begin = max(0, (marked[0][0] if marked else 0) - most // 3)
        begin = words.rfind(" ", 0, begin) + 1 if begin else 0
        end = min(len(words), begin + most)
        end = words.rfind(" ", begin, end) if end < len(words) and " " in words[begin:end] else end
    pieces = [Markup("… ") if begin else Markup()]
    at = begin
    for start, stop in marked:
        if start < at or stop > end:
            continue
        pieces += [
            escape(words[at:start]),
            Markup('<mark class="bt-found">{}</mark>').format(words[start:stop]),
        ]
        at = stop
    pieces += [escape(words[at:end]), Markup(" …") if end < len(words) else Markup()]
    return Markup().join(pieces)


def style(position: int) -> int:
    """The line style of the coding at this position, from 1."""
    return position % STYLES + 1


def coded(words: str, codings: Sequence[Coding], found: Iterable[tuple[int, int]] = ()) -> Markup:
    """The words, each coded span underlined and followed by its key, and what was found marked.

    Where spans overlap the first coding has the line; every coding has its key. Each run of words
    carries its offset, so that a selection in the browser can be told as offsets.
    """
    spans = [
        (min(coding.start, len(words)), min(coding.end, len(words)), position)
        for position, coding in enumerate(codings)
        if coding.end > coding.start
    ]
    marked = list(found)
    inside = [(start, end) for start, end, _ in spans] + marked
    edges = sorted({0, len(words), *(edge for span in inside for edge in span)})
    pieces: list[Markup] = []
    for start, end in pairwise(edges):
        here = next((each for each in spans if each[0] <= start and end <= each[1]), None)
        line = f"bt-span bt-span--{style(here[2])}" if here else "bt-run"
        is_found = any(first <= start and end <= last for first, last in marked)
        pieces.append(_run(words[start:end], start, line, is_found))
        pieces += [
            Markup(' <a class="bt-key bt-key--{}" href="#c{}">{} {}</a>').format(
                style(position), position + 1, position + 1, short(codings[position].theme.title)
            )
            for _, stop, position in spans
            if stop == end
        ]
    return Markup().join(pieces)


def _run(words: str, start: int, line: str, is_found: bool) -> Markup:
    if is_found:
        return Markup('<mark class="{} bt-found" data-start="{}">{}</mark>').format(
            line, start, words
        )
    return Markup('<span class="{}" data-start="{}">{}</span>').format(line, start, words)


def short(title: str) -> str:
    """A theme's title, short enough for a key in the line.

    >>> short("Staff manner & personal attributes"), short("Transport to/ from services")
    ('Staff manner', 'Transport')
    """
    for mark in (" & ", ", ", " to/", "/ ", ": "):
        title = title.split(mark, maxsplit=1)[0]
    return title
