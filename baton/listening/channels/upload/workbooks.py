# SPDX-License-Identifier: MIT
"""Excel workbooks, by calamine: every visible sheet that holds a table, its cells as text.

calamine is native code that can end the process on a malicious file: use it through `opening`,
which gives it a process of its own. It says nothing of cells that hold an error or a formula
without a result; `faults` finds those.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from baton.listening.channels.upload import compound, sheets
from baton.listening.channels.upload.archives import opened
from baton.listening.channels.upload.faults import Faults, in_biff, in_sheets
from baton.listening.channels.upload.kinds import DAMAGED, LOCKED, Kind
from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.sheets import (
    TOO_LARGE,
    Found,
    Span,
    found,
    lasting_text,
    moment_text,
    number_text,
)
from baton.ui.wording import _


def tables(path: Path, kind: Kind, left_out: list[str]) -> Iterator[Found]:
    """The table of each visible sheet. `left_out` gets a sentence for each sheet that is not read.

    Raises `UnreadableFile` where the workbook cannot be opened at all.
    """
    import python_calamine as calamine  # native code: only where it is needed

    if kind is Kind.XLSX:
        with opened(path):
            pass  # refuse what swells before native code meets it
    else:
        compound.workbook(path)
    workbook = _guarded(partial(calamine.CalamineWorkbook.from_path, path))
    shown = []
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            left_out.append(
                _("“%(name)s” is a sheet of charts or macros and is not read.")
                % {"name": about.name}
            )
        elif about.visible != calamine.SheetVisibleEnum.Visible:
            left_out.append(sheets.hidden(about.name))
        else:
            shown.append((index, about.name))
    find = in_sheets if kind is Kind.XLSX else in_biff
    for index, name in shown:
        try:
            # Nothing here keeps the sheet: the next one needs the memory.
            yield _found(
                *_loaded(workbook, index, partial(find, path, index)),
                name if len(shown) > 1 else "",
                kind,
            )
        except UnreadableFile as problem:
            left_out.append(sheets.not_read(name, problem))


def _loaded(workbook: Any, index: int, find: Callable[[], Faults]) -> tuple[Any, Faults]:
    """The sheet and its faults: while native code reads it, the other core looks for those."""
    with ThreadPoolExecutor(1) as beside:
        faults = beside.submit(find)
        return _guarded(partial(workbook.get_sheet_by_index, index)), faults.result()


def _guarded(call: Callable[[], Any]) -> Any:
    """What calamine answers; each of its failures is `UnreadableFile`."""
    try:
        return call()
    except MemoryError:
        raise UnreadableFile(TOO_LARGE) from None
    except Exception as problem:  # noqa: BLE001 - calamine raises many kinds, some of them bare
        locked = type(problem).__name__ == "PasswordError"
        raise UnreadableFile(LOCKED if locked else DAMAGED) from None
    except BaseException as problem:
        # A panic of native code: mostly for want of memory, as cells stand too far apart.
        if type(problem).__name__ == "PanicException":
            raise UnreadableFile(TOO_LARGE) from None
        raise


def _found(sheet: Any, faults: Faults, name: str, kind: Kind) -> Found:
    _row, first_column = sheet.start or (0, 0)
    spans: dict[int, list[Span]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left >= first_column:
            span = (top + 1, left - first_column, bottom + 1, right - first_column)
            spans.setdefault(top + 1, []).append(span)
    rows = _rows(sheet, first_column, faults)
    is_old = kind is Kind.XLS
    described = _("sheet of an older Excel workbook") if is_old else _("sheet of an Excel workbook")
    return found(name, described, rows, spans or None)


def _rows(sheet: Any, first_column: int, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Rows as text, with what stands for their errors; from 1, as Excel numbers them."""
    text = _TEXTS.__getitem__
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = [
            value
            if (kind := type(value)) is str
            else number_text(value)
            if kind is float
            else text(kind)(value)
            for value in values
        ]
        if faults:
            _with_faults(cells, faults.pop(number, None), first_column)
        yield number, cells
    # Rows of nothing but errors below the last value are no rows to calamine.
    for below in sorted(faults):
        cells = []
        _with_faults(cells, faults[below], first_column)
        yield below, cells


def _with_faults(cells: list[str], faults: Mapping[int, str] | None, first_column: int) -> None:
    for column, fault in (faults or {}).items():
        at = column - first_column
        if at >= 0:
            cells += [""] * (at + 1 - len(cells))
            cells[at] = fault


_TEXTS: dict[type, Callable[[Any], str]] = {
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.datetime: moment_text,
    dt.date: dt.date.isoformat,
    dt.time: lambda value: value.isoformat("seconds"),
    dt.timedelta: lasting_text,
}
