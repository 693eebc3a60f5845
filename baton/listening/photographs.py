# SPDX-License-Identifier: MIT
"""A photograph without what a telephone writes beside it: where it was taken, when, with what.

The picture itself is left as it is; of what stands beside it only the way up is kept, because most
telephones store a photograph lying on its side.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from baton.ui.wording import _

JPEG, PNG = "image/jpeg", "image/png"
_PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
#: What a browser needs to draw a PNG.
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT")
)
_START, _END, _SCAN, _EXIF, _COLOURS, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE1, 0xE2, 0xFE
#: Application segments that the picture is drawn by: JFIF, and Adobe's kind of colours.
_JPEG_KEPT = frozenset((0xE0, 0xEE))
#: Where a scan's own bytes end: a marker that is neither stuffing nor a restart.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ORIENTATION = 0x0112


class NotAPhotograph(ValueError):
    """What was brought is no JPEG or PNG, or is cut short."""

    def __init__(self) -> None:
        super().__init__(
            _("This is not a photograph that we can keep, or it is cut short. Bring a JPEG or PNG.")
        )


class Photograph(NamedTuple):
    """A photograph that may be kept, and its kind."""

    content: bytes
    kind: str


def bare(content: bytes) -> Photograph:
    """The photograph and nothing beside it. Raises NotAPhotograph."""
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return Photograph(b"".join(_bare_jpeg(content)), JPEG)
        if content.startswith(_PNG_BEGINS):
            return Photograph(b"".join(_bare_png(content)), PNG)
    except (struct.error, IndexError):
        pass
    raise NotAPhotograph


def _bare_png(content: bytes) -> Iterator[bytes]:
    yield _PNG_BEGINS
    at, name = len(_PNG_BEGINS), b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise NotAPhotograph
        if name in _PNG_KEPT:
            yield content[at:end]
        at = end


def _bare_jpeg(content: bytes) -> Iterator[bytes]:
    """Segment after segment up to the end of the picture; what telephones append is left too."""
    yield b"\xff\xd8"
    at = 2
    while True:
        marker = content[at + 1]
        if content[at] != 0xFF or marker == _START:
            raise NotAPhotograph
        if marker == _END:
            yield b"\xff\xd9"
            return
        if marker == 0xFF:  # filling
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if marker == _SCAN:
            after = _AFTER_SCAN.search(content, end)
            if after is None:
                raise NotAPhotograph
            end = after.start()
        yield _kept(marker, content[at:end])
        at = end


def _kept(marker: int, segment: bytes) -> bytes:
    """What is kept of a segment."""
    if marker == _EXIF:
        return _way_up(segment[4:])
    is_colours = marker == _COLOURS and segment[4:].startswith(b"ICC_PROFILE\0")
    says_more = marker == _COMMENT or 0xE0 <= marker <= 0xEF
    return segment if marker in _JPEG_KEPT or is_colours or not says_more else b""


def _way_up(exif: bytes) -> bytes:
    """A segment that says which way is up and nothing else; nothing where that is not said."""
    if not exif.startswith(b"Exif\0\0"):
        return b""
    found = _orientation(exif[6:])
    if not 2 <= found <= 8:
        return b""
    told = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, found, 0, 0)
    payload = b"Exif\0\0" + told
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(at + 2, at + 2 + 12 * entries, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass  # a damaged note about the picture is no reason to refuse the picture
    return 0
