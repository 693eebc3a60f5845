# SPDX-License-Identifier: MIT
"""Forms written by hand after the standard, as somebody would in Excel."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import openpyxl

from baton.core import workbooks
from baton.listening.channels.survey.xlsform import reading, writing
from baton.listening.channels.survey.xlsform.reading import Understood

Rows = Sequence[Sequence[Any]]


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An Excel workbook with these rows in its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def form(
    survey: Rows,
    choices: Rows = (),
    settings: Mapping[str, str] | None = None,
    columns: Sequence[str] = ("type", "name", "label", "relevant"),
) -> bytes:
    """A form with these rows, of these columns."""
    sheets: dict[str, Rows] = {"survey": [columns, *survey]}
    if choices:
        sheets["choices"] = [("list_name", "name", "label"), *choices]
    if settings:
        sheets["settings"] = [tuple(settings), tuple(settings.values())]
    return workbook(sheets)


def read(content: bytes) -> Understood:
    return reading.read([content])


def said(found: Understood) -> list[str]:
    """Each remark with where it stands."""
    return [f"{each.where}: {each.why}" for each in found.remarks]


def written(definition: Any, **about: str) -> bytes:
    told = {"title": "A form", "form_id": "a-form", "version": "1", **about}
    return b"".join(workbooks.as_xlsx(writing.sheets(definition, **told)))


def cells(content: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by their columns; what is empty left out."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    heading, *rows = book[sheet].iter_rows(values_only=True)
    return [{n: v for n, v in zip(heading, row, strict=True) if v is not None} for row in rows]


def by_key(found: Understood) -> dict[str, Any]:
    return {each.key: each for each in found.definition}


YES_NO: Iterable[Sequence[str]] = (("yn", "yes", "Yes"), ("yn", "no", "No"))
