# SPDX-License-Identifier: MIT
"""How a text file was written: its encoding, its delimiter, or that it is no text at all."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from baton.listening.channels.upload.rows import UnreadableFile
from baton.ui.wording import _, _lazy

SAMPLE_BYTES = 65_536
SAMPLE_CHARACTERS = 262_144
SAMPLE_RECORDS = 100

#: In order of preference where a file could be read with several.
DELIMITERS = (",", "\t", ";", "|")
#: A noncharacter: stands for "one column, nothing divides it".
NO_DELIMITER = "\uffff"

SAVE_AS_CSV = _lazy("Open it and save it as “CSV UTF-8”, then upload that file.")
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (
        b"PK\x03\x04",
        _lazy(
            "This is an Excel or OpenDocument workbook, or a zip file, not CSV. %(mend)s",
            mend=SAVE_AS_CSV,
        ),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        _lazy(
            "This is an Excel workbook (an older one, or with a password), not CSV. %(mend)s",
            mend=SAVE_AS_CSV,
        ),
    ),
    (
        b"%PDF",
        _lazy("This is a PDF document, not CSV. Ask the survey system for an export as CSV."),
    ),
    (b"{\\rtf", _lazy("This is a Word document, not CSV. %(mend)s", mend=SAVE_AS_CSV)),
    (b"\x1f\x8b", _lazy("This file is compressed. Unpack it, then upload the CSV file in it.")),
    (b"7z\xbc\xaf", _lazy("This file is compressed (7z). Unpack it, then upload the files in it.")),
    (b"Rar!", _lazy("This file is compressed (RAR). Unpack it, then upload the files in it.")),
    (b"\x89PNG", _lazy("This is a picture, not CSV. %(mend)s", mend=SAVE_AS_CSV)),
    (b"\xff\xd8\xff", _lazy("This is a picture, not CSV. %(mend)s", mend=SAVE_AS_CSV)),
    (b"GIF8", _lazy("This is a picture, not CSV. %(mend)s", mend=SAVE_AS_CSV)),
    (
        b"$FL2",
        _lazy("This is an SPSS data file. In SPSS, save the data as CSV, then upload that file."),
    ),
    (
        b"\x09\x08\x10\x00",
        _lazy(
            "This is an Excel workbook in an unusual wrapping, not CSV. %(mend)s", mend=SAVE_AS_CSV
        ),
    ),
)
_TABLE_IN_A_PAGE = _lazy(
    "This is a web page, or XML, that some survey systems save under the name of an Excel "
    "workbook. Open it in Excel and save it as an Excel workbook (.xlsx), then upload that file."
)
_MARKUP = re.compile(rb"\s*<(!doctype|html|\?xml|table|meta)", re.IGNORECASE)
_JSON = re.compile(rb"\s*(\{\s*\"|\[\s*[\[{])")

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The encodings with one byte a character that are tried, in this order.
EIGHT_BIT = ("cp1252", "mac_roman", "cp850")

#: Any character that stands for bytes that could not be decoded; see `open_text`.
UNDECODED = re.compile("[\ud800-\udfff]")
# Where text in another encoding shows when it is read as Western European: undecoded or control
# characters, accented capitals and low quotes behind a small letter ("donÕt"), a ligature before a
# number ("œ5"), long runs of accented characters.
_STRANGE = re.compile(
    "[\ud800-\udfff\x80-\x9f]|(?<=[a-z])[À-ÖØ-ÞŠŽŸŒ‚„ƒ†‡ˆ‰]|[œÆ](?=\\d)|[^\x00-\x7f]{4,}"
)
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def refuse_other_kinds(head: bytes) -> None:
    """Raise `UnreadableFile` where the first bytes are those of something else than text."""
    for magic, sentence in _OTHER_KINDS:
        if head.startswith(magic):
            raise UnreadableFile(sentence)
    if _MARKUP.match(head.lstrip(codecs.BOM_UTF8)):
        if b"<table" in head.lower() or b"excel" in head.lower():
            raise UnreadableFile(_TABLE_IN_A_PAGE)
        raise UnreadableFile(
            _("This is a web page or XML, not CSV. %(mend)s") % {"mend": SAVE_AS_CSV}
        )
    if _JSON.match(head):
        raise UnreadableFile(
            _("This is JSON, not CSV. Ask the survey system for an export as CSV.")
        )
    controls = sum(head.count(bytes([code])) for code in (*range(1, 9), *range(14, 26), 127))
    zeros = head.count(0)
    binary = controls > max(32, len(head) * 0.05) or zeros > max(8, len(head) * 0.3)
    if binary and not _utf16_without_mark(head) and not _byte_order_mark(head):
        raise UnreadableFile(_("This file does not hold text. %(mend)s") % {"mend": SAVE_AS_CSV})


def sniff_encoding(path: Path) -> str:
    """The Python name of the file's encoding; the whole file is looked at, a piece at a time.

    UTF-8 as long as most of what is not plain ASCII is valid UTF-8: the few rows that are not
    will be refused. Otherwise the usual Western European, or what the text itself suggests.
    """
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    if marked := _byte_order_mark(head):
        return marked
    if wide := _utf16_without_mark(head):
        return wide
    valid, invalid, sample = _utf8_census(path)
    return "utf-8" if invalid <= valid else _eight_bit_encoding(sample)


def sniff_start(head: bytes) -> str:
    """The encoding as far as the first bytes tell it."""
    return _byte_order_mark(head) or _utf16_without_mark(head) or "utf-8"


def _byte_order_mark(head: bytes) -> str:
    return next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), "")


def _utf16_without_mark(head: bytes) -> str:
    """Latin text in UTF-16 has a zero in every other byte."""
    pairs = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    if pairs and second > pairs * 0.4 and first <= pairs * 0.05:
        return "utf-16-le"
    if pairs and first > pairs * 0.4 and second <= pairs * 0.05:
        return "utf-16-be"
    return ""


def _utf8_census(path: Path) -> tuple[int, int, bytes]:
    """Bytes that continue a valid UTF-8 character, bytes that are not UTF-8, and a sample of where
    the first of these stand."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    valid = invalid = 0
    sample = b""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            text = decoder.decode(chunk)
            valid += len(chunk) - len(text)
            try:
                text.encode()
            except UnicodeEncodeError as problem:
                invalid += len(text) - len(text.encode(errors="ignore").decode())
                near = text[max(problem.start - 200, 0) :][:SAMPLE_BYTES]
                sample = sample or near.encode("utf-8", "surrogateescape")
    invalid += len(UNDECODED.findall(decoder.decode(b"", final=True)))
    return valid, invalid, sample


def _eight_bit_encoding(sample: bytes) -> str:
    for encoding in EIGHT_BIT:
        text = sample.decode(encoding, "surrogateescape")
        strange = sum(len(match) for match in _STRANGE.findall(text))
        if strange <= 0.2 * len(_NOT_ASCII.findall(text)):
            return encoding
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(sample).best()
    return best.encoding if best else EIGHT_BIT[0]


def _mark_undecoded(problem: UnicodeError) -> tuple[str, int]:
    """Codec error handler: bytes become lone surrogates, which no text holds.

    Python's own `surrogateescape` does the same, but not for UTF-16 and UTF-32.
    """
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    wrong = problem.object[problem.start : problem.end]
    return "".join(chr(0xDC00 + byte) for byte in wrong), problem.end


codecs.register_error("baton.mark", _mark_undecoded)


def open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    """The file as text, line ends as they are; undecodable bytes become lone surrogates."""
    wide = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
    errors = "baton.mark" if wide else "surrogateescape"
    return path.open("r", encoding=encoding, errors=errors, newline="", buffering=1 << 18)


def sniff_delimiter(sample: str) -> str:
    """What divides the cells: the candidate that splits the heading and fits most of the rows.

    Where none splits the heading, the file has one column and every comma in it is a comma.

    >>> sniff_delimiter("Date;Comment\\n1 May 2026;Kind, patient staff\\n")
    ';'
    """
    best, best_fit = NO_DELIMITER, (0.0, 0)
    lines = list(io.StringIO(sample, newline=""))
    for delimiter in DELIMITERS:
        counts = _cell_counts(lines, delimiter)
        if not counts or counts[0] < 2:
            continue
        alike = sum(count == counts[0] for count in counts) / len(counts)
        if (fit := (round(alike, 1), counts[0])) > best_fit:
            best, best_fit = delimiter, fit
    return best


def _cell_counts(lines: list[str], delimiter: str) -> list[int]:
    counts: list[int] = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if cells:
                counts.append(len(cells))
            if len(counts) == SAMPLE_RECORDS:
                break
    except csv.Error:  # a cell beyond csv's own limit: judge by what came before it
        pass
    return counts
