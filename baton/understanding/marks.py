# SPDX-License-Identifier: MIT
"""Words with marks on them: spans that were coded, phrases that were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from baton.listening import search
from baton.understanding.models import Coding

#: Line styles of spans and keys repeat after this many (baton.css).
STYLES = 4


def sought(words: str, typed: str) -> list[tuple[int, int]]:
    """Where what somebody typed stands in the words of a comment, or in their translation."""
    return list(search.spans(words, search.parse(typed)))


def found(
    words: str,
    spans: Iterable[tuple[int, int]],
    *,
    most: int = 0,
    coded: Iterable[tuple[int, int, int]] = (),
) -> Markup:
    """The words with the found phrases marked, and the spans of some codings (start, end and line
    style) underlined; shortened around the first mark when over `most`."""
    marked = list(spans)
    lines = [each for each in coded if each[1] > each[0]]
    first = marked[0][0] if marked else min((start for start, _, _ in lines), default=0)
    begin, end = _window(words, first, most)
    inside = [*marked, *((start, stop) for start, stop, _ in lines)]
    edges = {begin, end, *(edge for span in inside for edge in span if begin < edge < end)}
    pieces = [Markup("… ") if begin else Markup()]
    for start, stop in pairwise(sorted(edges)):
        line = next((each[2] for each in lines if each[0] <= start and stop <= each[1]), 0)
        is_found = any(a <= start and stop <= b for a, b in marked)
        looks = [f"bt-span bt-span--{line}"] * bool(line) + ["bt-found"] * is_found
        text = escape(words[start:stop])
        pieces.append(
            Markup('<mark class="{}">{}</mark>').format(" ".join(looks), text) if looks else text
        )
    pieces.append(Markup(" …") if end < len(words) else Markup())
    return Markup().join(pieces)


def _window(words: str, first: int, most: int) -> tuple[int, int]:
    """Which part of the words is shown, if at most so many letters are: whole words, among them
    those at `first`."""
    begin, end = 0, len(words)
    if most and len(words) > most:
        begin = max(0, first - most // 3)
        begin = words.rfind(" ", 0, begin) + 1 if begin else 0
        end = min(len(words), begin + most)
        end = words.rfind(" ", begin, end) if end < len(words) and " " in words[begin:end] else end
    return begin, end


#: Where a sentence ends, with what follows it.
_SENTENCE_ENDS = re.compile(r"[.!?…؟。।]+[\"'”’)]*\s+")


def excerpt(words: str, start: int, end: int, *, most: int) -> str:
    """At most so many letters of the words, in whole sentences where that can be, among them those
    from `start` to `end`; "…" stands where something is left out.

    >>> excerpt("It was cold. The food was good. I was seen late.", 13, 31, most=22)
    '… The food was good. …'
    """
    if len(words) <= most:
        return " ".join(words.split())
    edges = [0, *(each.end() for each in _SENTENCE_ENDS.finditer(words)), len(words)]
    first = max(edge for edge in edges if edge <= start) if start < len(words) else 0
    fitting = [edge for edge in edges if first < edge <= first + most]
    if fitting and fitting[-1] >= min(end, first + most // 2):
        last = fitting[-1]
    else:
        first, last = _window(words, start if start - first > most // 2 else first, most)
    text = " ".join(words[first:last].split())
    return f"{'… ' if first else ''}{text}{' …' if last < len(words) else ''}"


def of_theme(
    codings: Sequence[Coding], slug: str, *, in_translation: bool = False
) -> list[tuple[int, int, int]]:
    """Which words were coded with a theme, or with the themes of a category, and their line."""
    return [
        (coding.start, coding.end, style(position))
        for position, coding in enumerate(codings)
        if bool(coding.in_translation) == in_translation
        and slug in (coding.theme.slug, coding.theme.parent and coding.theme.parent.slug)
    ]


def style(position: int) -> int:
    """The line style of the coding at this position, from 1."""
    return position % STYLES + 1


def coded(
    words: str,
    codings: Sequence[Coding],
    found: Iterable[tuple[int, int]] = (),
    *,
    in_translation: bool = False,
) -> Markup:
    """The words, each coded span underlined and followed by its key, and what was found marked; or
    those of the translation, with the spans that lie in it.

    Where spans overlap the first coding has the line; every coding has its key. Each run of words
    carries its offset, so that a selection in the browser can be told as offsets.
    """
    spans = [
        (min(coding.start, len(words)), min(coding.end, len(words)), position)
        for position, coding in enumerate(codings)
        if coding.end > coding.start and bool(coding.in_translation) == in_translation
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
