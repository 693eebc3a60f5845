# SPDX-License-Identifier: MIT
"""Small photographs, with what a telephone writes beside them."""

from __future__ import annotations

import struct
import zlib

#: Where it was taken: must not be kept.
WHERE = b"52.6369 N 1.1398 W"
_SCAN = bytes([1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56])


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def exif(orientation: int = 6) -> bytes:
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = b"II" + struct.pack("<HIH", 42, 8, 1) + entry + struct.pack("<I", 0) + WHERE
    return segment(0xE1, b"Exif\0\0" + tiff)


def jpeg(*beside: bytes, after: bytes = b"") -> bytes:
    """As much of a JPEG as says how it is built; no browser needs to draw it."""
    scan = segment(0xDA, _SCAN[:6]) + _SCAN[6:]
    tables = segment(0xDB, bytes(65)) + segment(0xC0, bytes([8, 0, 1, 0, 1, 1, 1, 0x11, 0]))
    return b"\xff\xd8" + b"".join(beside) + tables + scan + b"\xff\xd9" + after


def chunk(name: bytes, payload: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + payload))
    return struct.pack(">I", len(payload)) + name + payload + check


def png(*beside: bytes, side: int = 1) -> bytes:
    """A grey square that any browser draws."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xdd" * side) * side)
    drawn = chunk(b"IHDR", header) + b"".join(beside) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + drawn
