# SPDX-License-Identifier: MIT
"""Tables as an Excel workbook (ECMA-376), sent while it is written: neither memory nor a temporary
file holds it, which is why no library writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from baton.core import spreadsheets
from baton.core.tables import Cell, Row, Sheet

#: What Excel takes: rows a sheet, characters a cell (as UTF-16 counts them).
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
#: A part of an archive whose size nobody knows beforehand must stay below two gigabytes.
MOST_BYTES = 1_500_000_000
#: So much is gathered before it is sent on.
_GATHERED = 64 * 1024
#: zlib's quick levels pack such text nearly as small as its usual one.
_LEVEL = 3

_CUT = " … (cut here: Excel takes 32,767 characters a cell)"
_GOES_ON = "Excel takes no more rows in a sheet: they go on in the next."
# What XML cannot hold; and what Excel would take for such a character, written as Excel writes it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: The day from which Excel counts.
_DAY_0 = date(1899, 12, 30)


def as_xlsx(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """The bytes of a workbook. What a sheet cannot hold goes on in another, and a cell that is too
    long is cut; a sentence there says so."""
    sent = _Sent()
    with ZipFile(sent, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:  # type: ignore[call-overload]
        names: list[str] = []
        for sheet in sheets:
            yield from _write_sheet(archive, sent, sheet, names)
        for name, content in _parts(names).items():
            archive.writestr(name, _XML + content)
    yield sent.take()


class _Sent:
    """What the archive is written to: it cannot go back, and is emptied as it is sent."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self.waiting = 0

    def write(self, chunk: bytes) -> int:
        self._chunks.append(bytes(chunk))
        self.waiting += len(chunk)
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken = b"".join(self._chunks)
        self._chunks.clear()
        self.waiting = 0
        return taken


def _write_sheet(archive: ZipFile, sent: _Sent, sheet: Sheet, names: list[str]) -> Iterator[bytes]:
    """One sheet, or as many as its rows need; their names are added to `names`."""
    rows = _Ahead(sheet.rows)
    notes, number = sheet.notes, 1
    while True:
        names.append(sheet.name if number == 1 else f"{sheet.name} {number}")
        with archive.open(f"xl/worksheets/sheet{len(names)}.xml", "w") as part:
            size = part.write(_opening(sheet.widths))
            size += part.write(b"".join(map(_row, notes)) + _row(sheet.head, style=_BOLD))
            # The last row of all is left for the sentence.
            room = MOST_ROWS - len(notes) - 2
            while rows.has_more and room and size < MOST_BYTES:
                size += part.write(_row(rows.take()))
                room -= 1
                if sent.waiting > _GATHERED:
                    yield sent.take()
            if rows.has_more:
                part.write(_row([_GOES_ON]))
            part.write(b"</sheetData></worksheet>")
        if not rows.has_more:
            return
        notes, number = (), number + 1


class _Ahead:
    """Rows of which one knows whether there are more."""

    _END = object()

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._next: Any = next(self._rows, self._END)

    @property
    def has_more(self) -> bool:
        return self._next is not self._END

    def take(self) -> Row:
        taken: Row = self._next
        self._next = next(self._rows, self._END)
        return taken


def _row(cells: Row, style: str = "") -> bytes:
    return f"<row>{''.join(_cell(each, style) for each in cells)}</row>".encode()


def _cell(cell: Cell, style: str) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, str):
        return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{text(cell)}</t></is></c>'
    if isinstance(cell, date):
        return f"<c{_DAY}><v>{(cell - _DAY_0).days}</v></c>"
    return f"<c{style}><v>{cell}</v></c>"


def text(cell: str) -> str:
    r"""A cell's text as it stands in a workbook: harmless, within Excel's limit, and true XML.

    >>> text("=1 < 2\x07 _x0041_")
    "'=1 &lt; 2\ufffd _x005F_x0041_"
    """
    cell = spreadsheets.safe(cell)
    if len(cell) > MOST_CHARACTERS // 2:
        cell = _cut(cell)
    return escape(_UNPRINTABLE.sub("\ufffd", _LOOKS_ESCAPED.sub("_x005F_", cell)))


def _cut(cell: str) -> str:
    units = cell.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MOST_CHARACTERS:
        return cell
    kept = units[: 2 * (MOST_CHARACTERS - len(_CUT))]
    # Half a character at the end is left out.
    return kept.decode("utf-16-le", "ignore") + _CUT


# The other parts of a workbook.

_BOLD, _DAY = ' s="1"', ' s="2"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LINKS_MIME = "application/vnd.openxmlformats-package.relationships+xml"
# Plain, bold, and a day (14: as the reader's own Excel writes days).
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def _opening(widths: Sequence[int]) -> bytes:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    sized = f"<cols>{columns}</cols>" if columns else ""
    return f'{_XML}<worksheet xmlns="{_MAIN}">{sized}<sheetData>'.encode()


def _parts(names: Sequence[str]) -> dict[str, str]:
    """The parts that name the sheets and say how cells look, by their places in the archive."""
    sheets, links, types = "", _link(0, "styles", "styles.xml"), _type("styles", "styles")
    for at, name in enumerate(names, 1):
        sheets += f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>'
        links += _link(at, "worksheet", f"worksheets/sheet{at}.xml")
        types += _type(f"worksheets/sheet{at}", "worksheet")
    of_links = f'<Default Extension="rels" ContentType="{_LINKS_MIME}"/>'
    types = of_links + _type("workbook", "sheet.main") + types
    first = _link(1, "officeDocument", "xl/workbook.xml")
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    return {
        "xl/workbook.xml": book,
        "xl/styles.xml": _STYLES,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}">{first}</Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{types}</Types>',
    }


def _link(at: int, kind: str, to: str) -> str:
    return f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{to}"/>'


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="/xl/{part}.xml" ContentType="{_MIME}.{kind}+xml"/>'
