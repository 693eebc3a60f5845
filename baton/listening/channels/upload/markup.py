# SPDX-License-Identifier: MIT
"""XML, heard piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.parsers import expat

from baton.listening.channels.upload.kinds import DAMAGED
from baton.listening.channels.upload.rows import UnreadableFile


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `start`, `end` and `text` for what is in the XML; tags come without their prefix.

    Raises `UnreadableFile` where it is not well-formed, or brings a document type of its own: no
    spreadsheet writes one, and it can hold entities that swell.
    """
    for _ in stepwise(pieces, start, end, text):
        pass


def stepwise(
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """As `parse`, pausing after each piece."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, found: start(tag.rpartition(":")[2], found)
    if end:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError:
        raise UnreadableFile(DAMAGED) from None


def _refuse(*_: Any) -> None:
    raise UnreadableFile(DAMAGED)
