# SPDX-License-Identifier: MIT
"""What kind of file somebody brought: its content decides, whatever its name says."""

from __future__ import annotations

import json
import re
import zipfile
from enum import Enum
from pathlib import Path

from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.sniffing import SAMPLE_BYTES, open_text, sniff_start
from baton.ui.wording import _, _lazy

#: Said of every file that only its password opens.
LOCKED = _lazy(
    "This file has a password. Save a copy without one (in Excel: File, Info, Protect Workbook, "
    "Encrypt with Password, and empty the box), then upload the copy."
)
#: Said of a file that ends too early or was changed on its way.
DAMAGED = _lazy(
    "This file is damaged: it may not have been copied to its end. Open it where it comes from, "
    "save it again, and upload that."
)
#: How most documents of other programs become one that can be read.
AS_XLSX = _lazy(
    "Open it and save it as an Excel workbook (.xlsx) or as “CSV UTF-8”, then upload that."
)


class Kind(Enum):
    """What can be read."""

    TEXT = "text"
    OBJECTS = "JSON Lines"
    XLSX = "Excel workbook"
    XLS = "older Excel workbook"
    ODS = "OpenDocument spreadsheet"
    ARCHIVE = "zip file"
    CALENDAR = "calendar"


#: Where the names in a zip file's own list say that it is a document of some program.
_DOCUMENTS = (
    ("word/", _lazy("This is a Word document, not a table. %(mend)s", mend=AS_XLSX)),
    (
        "ppt/",
        _lazy("This is a PowerPoint presentation, not a table. Upload the file with the comments."),
    ),
    (
        "xl/workbook.bin",
        _lazy("This is a binary Excel workbook (.xlsb). %(mend)s", mend=AS_XLSX),
    ),
    (
        "Index/Document.iwa",
        _lazy("This is a Numbers document of a Mac. %(mend)s", mend=AS_XLSX),
    ),
    (
        "Index.zip",
        _lazy("This is a Numbers document of a Mac. %(mend)s", mend=AS_XLSX),
    ),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OBJECTS = re.compile(r"\s*[{\[]")


def kind_of(path: Path) -> Kind:
    """The kind of the file, seen from its first bytes and, of a zip file, its list.

    Raises `UnreadableFile` for a kind that is known and cannot be read. What is not known is text,
    until `sniffing.refuse_other_kinds` finds that it is not.
    """
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    if head.startswith(_OLE):
        return Kind.XLS
    if head.startswith(_ZIP):
        return _kind_of_zip(path)
    if _is_calendar(head):
        return Kind.CALENDAR
    return Kind.OBJECTS if _holds_objects(path, head) else Kind.TEXT


def is_text(path: Path) -> bool:
    """Whether the file can be read as it is, without being taken apart."""
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    is_taken_apart = head.startswith((_OLE, *_ZIP)) or _is_calendar(head)
    return not is_taken_apart and not _holds_objects(path, head)


def _is_calendar(head: bytes) -> bool:
    start = head[:200].decode(sniff_start(head), "replace").lstrip("\ufeff")
    return re.match(r"\s*BEGIN:VCALENDAR\s", start, re.IGNORECASE) is not None


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            media = b""
            if "mimetype" in names[:20]:
                with archive.open("mimetype") as stated:
                    media = stated.read(200)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        raise UnreadableFile(DAMAGED) from None
    if media.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Kind.ODS
    if media.startswith(b"application/vnd.oasis.opendocument."):
        raise UnreadableFile(
            _("This is an OpenDocument text or drawing, not a table. %(mend)s") % {"mend": AS_XLSX}
        )
    if "[Content_Types].xml" in names or "xl/workbook.xml" in names:
        for begins, sentence in _DOCUMENTS:
            if any(name.startswith(begins) for name in names):
                raise UnreadableFile(sentence)
        return Kind.XLSX
    for begins, sentence in _DOCUMENTS[3:]:
        if any(name.startswith(begins) for name in names):
            raise UnreadableFile(sentence)
    return Kind.ARCHIVE


def _holds_objects(path: Path, head: bytes) -> bool:
    """Whether one of the first lines is an object of JSON, or the file a list of such."""
    if b"{" not in head:
        return False
    with open_text(path, sniff_start(head)) as stream:
        start = stream.read(SAMPLE_BYTES).lstrip("\ufeff")
    if not _OBJECTS.match(start):
        return False
    if start.lstrip().startswith("["):
        return bool(re.match(r"\s*\[\s*\{", start))
    lines = [line for line in start.splitlines()[:30] if line.strip()]
    return any(_is_object(line) for line in lines) or bool(re.match(r'\s*\{\s*"', start))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
