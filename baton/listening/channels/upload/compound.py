# SPDX-License-Identifier: MIT
"""The compound files in which older Office programs keep a document: which it is, its stream."""

from __future__ import annotations

import struct
from pathlib import Path

from baton.listening.channels.upload.kinds import AS_XLSX, DAMAGED, LOCKED
from baton.listening.channels.upload.rows import UnreadableFile
from baton.ui.wording import _, _lazy

#: Older workbooks hold 65,536 rows a sheet; what is larger is pictures.
LARGEST = 512 << 20
_END = 0xFFFFFFF0  # and above: no sector
_OTHERS = {
    "WordDocument": _lazy("This is an older Word document, not a table. %(mend)s", mend=AS_XLSX),
    "PowerPoint Document": _lazy(
        "This is an older PowerPoint presentation. Upload the file of comments."
    ),
    "__properties_version1.0": _lazy("This is an e-mail. Save the file that is attached to it."),
}


def workbook(path: Path) -> bytes:
    """The stream of an older Excel workbook. Raises `UnreadableFile` where there is none."""
    if path.stat().st_size > LARGEST:
        raise UnreadableFile(
            _("This workbook is larger than %(most)s MB. %(mend)s")
            % {"most": LARGEST >> 20, "mend": AS_XLSX}
        )
    try:
        streams = _Streams(path.read_bytes())
        for name in ("Workbook", "Book"):
            if name in streams.entries:
                return _unlocked(streams.read(name))
    except UnreadableFile:
        raise
    except (struct.error, IndexError, ValueError):
        raise UnreadableFile(DAMAGED) from None
    if "EncryptedPackage" in streams.entries:
        raise UnreadableFile(LOCKED)
    for name, sentence in _OTHERS.items():
        if name in streams.entries:
            raise UnreadableFile(sentence)
    raise UnreadableFile(DAMAGED)


def _unlocked(book: bytes) -> bytes:
    """The stream, unless it begins by saying that what follows is encrypted."""
    at, seen = 0, 0
    while at + 4 <= len(book) and seen < 50:
        kind, size = struct.unpack_from("<HH", book, at)
        if kind == 0x002F:
            raise UnreadableFile(LOCKED)
        at, seen = at + 4 + size, seen + 1
    return book


class _Streams:
    """The streams of a compound file, as [MS-CFB] lays them out."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << max(9, min(struct.unpack_from("<H", content, 30)[0], 12))
        self._fat = self._table()
        self.entries: dict[str, tuple[int, int]] = {}
        root = (_END, 0)
        directory = self._chain(struct.unpack_from("<I", content, 48)[0])
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            place = struct.unpack_from("<II", directory, at + 116)
            if kind == 5:
                root = place
            elif kind == 2:
                self.entries.setdefault(name, place)
        self._small = self._chain(root[0])
        small_table = self._chain(struct.unpack_from("<I", content, 60)[0])
        self._small_fat = struct.unpack(f"<{len(small_table) // 4}I", small_table)

    def read(self, name: str) -> bytes:
        start, size = self.entries[name]
        if size >= 4096:
            return self._chain(start)[:size]
        sectors = self._sectors(start, self._small_fat)
        return b"".join(self._small[at * 64 : at * 64 + 64] for at in sectors)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._content[at : at + self._size]

    def _table(self) -> tuple[int, ...]:
        listed = list(struct.unpack_from("<109I", self._content, 76))
        following, met = struct.unpack_from("<I", self._content, 68)[0], 0
        while following < _END and met * self._size < len(self._content):
            sector = self._sector(following)
            *more, following = struct.unpack(f"<{len(sector) // 4}I", sector)
            listed += more
            met += 1
        whole = b"".join(self._sector(number) for number in listed if number < _END)
        return struct.unpack(f"<{len(whole) // 4}I", whole[: len(whole) // 4 * 4])

    def _sectors(self, start: int, table: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        while start < _END and start < len(table) and len(found) <= len(table):
            found.append(start)
            start = table[start]
        return found

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._sectors(start, self._fat))
