# SPDX-License-Identifier: MIT
"""JSON Lines: an object on each line, or a list of objects; nested names become columns like “a.b”.

The file is read twice: a name that only the last object has is a column too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from baton.listening.channels.upload.headings import distinct
from baton.listening.channels.upload.records import HOLDS_NUL, LONGEST_RECORD
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile
from baton.listening.channels.upload.sheets import Found
from baton.listening.channels.upload.sniffing import UNDECODED, open_text, sniff_encoding
from baton.ui import words
from baton.ui.wording import _, _lazy

#: Names of all the objects of one file together.
MOST_NAMES = 5_000
#: How deep objects may stand in objects.
DEEPEST = 20

_NOT_AN_OBJECT = _lazy(
    "This is JSON, but not an object (“{…}”) on each line, nor a list of objects. Ask the survey "
    "system for an export as JSON Lines or CSV."
)
_UNDECODED = _lazy(
    "This value holds characters that cannot be read. Type it again, or save the file as UTF-8."
)
_ENDS_EARLY = _lazy("The list of objects does not end: the file may not have been copied whole.")


class _Bad(ValueError):
    """Why an object cannot be a row."""


class _Read(NamedTuple):
    """One object: its line (in a list: which of them), its names with values, or what is wrong."""

    number: int
    values: dict[str, str]
    problem: str = ""
    written: str = ""


def table(path: Path, name: str = "") -> Found:
    """The table of the objects. Raises `UnreadableFile` where there is none."""
    encoding = sniff_encoding(path)
    names: dict[str, None] = {}
    refused = 0
    for read in _objects(path, encoding):
        if len(names) <= MOST_NAMES:
            names.update(dict.fromkeys(read.values))
        refused += bool(read.problem)
    if not names:
        raise UnreadableFile(_NOT_AN_OBJECT if refused else _("The file is empty."))
    if len(names) > MOST_NAMES:
        raise UnreadableFile(
            _(
                "The objects of this file have more than %(most)s different names. A table "
                "has the same few in each row: ask the survey system for an export as CSV."
            )
            % {"most": words.number(MOST_NAMES)}
        )
    header = distinct(tuple(names))
    return Found(name, "JSON Lines", header, 0, _rows(path, encoding, tuple(names), header))


def _rows(
    path: Path, encoding: str, names: tuple[str, ...], header: tuple[str, ...]
) -> Iterator[Row | Refused]:
    for read in _objects(path, encoding):
        if read.problem:
            yield Refused(read.number, "", read.problem, (read.written,))
            continue
        cells = tuple(read.values.get(name, "") for name in names)
        whole = "".join(cells)
        if "\0" in whole or UNDECODED.search(whole):
            at = next(i for i, cell in enumerate(cells) if "\0" in cell or UNDECODED.search(cell))
            reason = str(HOLDS_NUL if "\0" in cells[at] else _UNDECODED)
            yield Refused(read.number, header[at], reason, cells)
        elif any(map(str.strip, cells)):
            yield Row(read.number, cells)


def _objects(path: Path, encoding: str) -> Iterator[_Read]:
    with open_text(path, encoding) as stream:
        start = stream.read(1 << 16).lstrip("\ufeff \t\r\n")
    with open_text(path, encoding) as stream:
        yield from _listed(stream) if start.startswith("[") else _lined(stream)


def _lined(stream: TextIO) -> Iterator[_Read]:
    number = 0
    while line := stream.readline(LONGEST_RECORD + 1):
        number += 1
        if len(line) > LONGEST_RECORD:
            while line and line[-1] not in "\r\n":
                line = stream.readline(1 << 16)
            yield _Read(
                number,
                {},
                _("This line is longer than %(most)s characters.")
                % {"most": words.number(LONGEST_RECORD)},
            )
            continue
        text = line.strip().lstrip("\ufeff") if number == 1 else line.strip()
        if text:
            yield _read(number, text)


def _read(number: int, text: str) -> _Read:
    try:
        return _Read(number, _values(_DECODER.decode(text)))
    except json.JSONDecodeError as problem:
        reason = _("This line is not an object of JSON: it breaks at character %(at)s.") % {
            "at": problem.pos + 1
        }
    except _Bad as problem:
        reason = str(problem)
    except RecursionError:
        reason = _("This object holds others too deep inside each other.")
    return _Read(number, {}, reason, text)


def _listed(stream: TextIO) -> Iterator[_Read]:
    """The objects of a list, however large, each decoded by itself."""
    buffer, number = "", 0
    stream_ended = False
    while True:
        buffer = buffer.lstrip("\ufeff \t\r\n,[" if number == 0 else " \t\r\n,")
        if buffer.startswith("]"):
            return
        value, end = _first(buffer)
        if end < 0 and not stream_ended and len(buffer) <= LONGEST_RECORD:
            more = stream.read(1 << 18)
            stream_ended = not more
            buffer += more
            continue
        number += 1
        if end < 0:
            # Where one object ends and the next begins can no longer be told.
            rest = _("Nothing behind object %(number)s could be read.")
            reason = f"{_ENDS_EARLY} {rest % {'number': words.number(number - 1)}}"
            yield _Read(number, {}, reason, buffer[:200])
            return
        buffer = buffer[end:]
        try:
            yield _Read(number, _values(value))
        except _Bad as problem:
            yield _Read(number, {}, str(problem))


def _first(buffer: str) -> tuple[Any, int]:
    """The value at the beginning and where it ends; -1 where it does not, or is nested too deep."""
    try:
        return _DECODER.raw_decode(buffer)
    except (json.JSONDecodeError, RecursionError):
        return None, -1


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        # Which of them was meant nobody knows: `_values` refuses the object.
        return {_TWICE: twice}
    return found


_TWICE = "\0twice"
# Numbers stay as they are written: an id of twenty digits keeps all of them.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=str, parse_float=str, parse_constant=str, strict=False
)


def _values(value: Any) -> dict[str, str]:
    """The names of an object with their values as text. Raises `_Bad`."""
    if not isinstance(value, dict):
        raise _Bad(_("This is JSON, but not an object like {“comment”: “…”}."))
    found: dict[str, str] = {}
    _flatten("", value, found, 0)
    return found


def _flatten(name: str, value: Any, found: dict[str, str], depth: int) -> None:
    if depth > DEEPEST:
        raise _Bad(_("This object holds others too deep inside each other."))
    if isinstance(value, dict):
        if _TWICE in value:
            raise _Bad(
                _("The name “%(name)s” stands twice in this object.") % {"name": value[_TWICE]}
            )
        for key, inner in value.items():
            if "\0" in key or UNDECODED.search(key):
                raise _Bad(_("A name in this object holds characters that cannot be read."))
            _flatten(f"{name}.{key}" if depth else key, inner, found, depth + 1)
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for index, inner in enumerate(value, start=1):
            _flatten(f"{name}.{index}", inner, found, depth + 1)
    else:
        if name in found:
            raise _Bad(_("The name “%(name)s” stands twice in this object.") % {"name": name})
        if len(found) >= MOST_NAMES:
            raise _Bad(
                _("This object has more than %(most)s names.") % {"most": words.number(MOST_NAMES)}
            )
        found[name] = "; ".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)
