# SPDX-License-Identifier: MIT
"""Whatever is done to a file, it is read, or refused in a sentence; nothing else ever happens."""

from __future__ import annotations

import random
import struct

import pytest

from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.tests import written

TABLE = [("Date", "Comment")] + [
    (f"{day:02}/03/2026", f"Kind, on day {day}") for day in range(1, 29)
]
WHOLE = {
    "xlsx": written.as_xlsx(TABLE, TABLE),
    "xls": written.as_xls(TABLE),
    "ods": written.as_ods(TABLE),
    "json": written.as_json_lines(TABLE),
    "zip": written.as_zip(**{"a.csv": written.as_csv(TABLE), "b.xlsx": written.as_xlsx(TABLE)}),
    "csv": written.as_csv(TABLE, "utf-16"),
}
MUTATIONS = 60


def mutated(content: bytes, luck: random.Random) -> bytes:
    """Cut short, bytes changed, a piece repeated or taken out, or a number made huge."""
    changed = bytearray(content)
    for _ in range(luck.choice((1, 1, 3, 20))):
        at = luck.randrange(len(changed))
        kind = luck.randrange(6)
        if kind == 0:
            del changed[at + 1 :]
        elif kind == 1:
            changed[at] = luck.randrange(256)
        elif kind == 2:
            changed[at : at + 4] = struct.pack("<I", luck.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
        elif kind == 3:
            del changed[at : at + luck.randrange(1, 200)]
        elif kind == 4:
            changed[at:at] = changed[at : at + luck.randrange(1, 200)]
        else:
            changed[at:at] = luck.randbytes(luck.randrange(1, 50))
        if not changed:
            return b"\0"
    return bytes(changed)


def opened(content: bytes) -> tuple[written.Opened | None, str]:
    """What was in the file, or the sentence that says why nothing was."""
    try:
        return written.opened(content), ""
    except UnreadableFile as problem:
        return None, str(problem)


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_file_is_read_or_refused_in_a_sentence(kind, seed):
    luck = random.Random(f"{kind} {seed}")
    for _ in range(MUTATIONS // 3):
        content = mutated(WHOLE[kind], luck)
        back, sentence = opened(content)
        assert back or len(sentence) > 15
        for part, rows in zip(back.parts, back.read, strict=True) if back else ():
            numbers = [row[0] if isinstance(row, tuple) else row.row for row in rows]
            assert len(rows) == part.rows
            assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_that_is_cut_short_anywhere_never_passes_for_a_whole_one(kind):
    content = WHOLE[kind]
    for at in range(8, len(content) - 200, max(1, len(content) // 25)):
        back, _ = opened(content[:at])
        # Only text can be read as far as it goes; how far that should have been it cannot say.
        assert not back or kind in ("csv", "json", "xls"), at


@pytest.mark.parametrize("seed", range(40))
def test_garbage_is_refused_in_a_sentence(seed):
    luck = random.Random(seed)
    start = luck.choice(
        (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{", b"[{", b"<")
    )
    content = start + luck.randbytes(luck.randrange(1, 5_000))
    back, sentence = opened(content)
    assert back or len(sentence) > 15
