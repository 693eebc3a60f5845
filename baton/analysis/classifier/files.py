# SPDX-License-Identifier: MIT
"""Coding a CSV file: every column kept, a row out for each row in, in order."""

from __future__ import annotations

import codecs
import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from baton.analysis.classifier.coded import Coded
from baton.analysis.classifier.scores import score_value
from baton.analysis.questions import question_kind

if TYPE_CHECKING:
    from baton.analysis.classifier.model import Classifier

ADDED = ("themes", "confidences", "sentiment3", "sentiment5")

_DELIMITERS = ",;\t|"
_CHUNK = 5000
_LONGEST_CELL = 2**31 - 1
_BLOCK = 1 << 20

Row = list[str]


class FileProblem(ValueError):
    """The file cannot be coded; the sentence says why and how to mend it."""


def code_file(
    source: Path,
    target: Path,
    *,
    text_column: str,
    question_column: str | None = None,
    score_column: str | None = None,
    classifier: Classifier,
) -> int:
    """Copy the CSV with four columns more: themes and confidences (JSON lists), sentiment3,
    sentiment5. Returns the number of rows.

    The target appears when it is whole, or not at all. Raises FileProblem.
    """
    with _reading(source) as lines:
        records = _Records(lines, source.name)
        header = records.header(text_column)
        text = _column(header, text_column, source.name)
        question = _column(header, question_column, source.name) if question_column else None
        score = _column(header, score_column, source.name) if score_column else None
        for name in ADDED:
            if name in header:
                raise FileProblem(
                    f'{source.name} has a column "{name}" already. Rename it, so that it is kept.'
                )
        width = len(header)
        count = 0
        with _writing(target) as made:
            # Both marks of a line's end, so that a lone one inside a cell is quoted.
            writer = csv.writer(made, delimiter=records.delimiter, lineterminator="\r\n")
            writer.writerow([*header, *ADDED])
            while chunk := list(islice(records, _CHUNK)):
                rows = [row + [""] * (width - len(row)) for row in chunk]
                coded = classifier.code(
                    [row[text] for row in rows],
                    None if question is None else [question_kind(row[question]) for row in rows],
                    None if score is None else [score_value(row[score]) for row in rows],
                )
                # What stands beyond the last heading stays there, after our columns.
                writer.writerows(
                    [*row[:width], *_cells(found), *row[width:]]
                    for row, found in zip(rows, coded, strict=True)
                )
                count += len(rows)
    return count


def _cells(coded: Coded) -> tuple[str, str, str, int]:
    return (
        json.dumps([theme.title for theme in coded.themes], ensure_ascii=False),
        json.dumps([theme.confidence for theme in coded.themes]),
        coded.sentiment3,
        coded.sentiment5,
    )


def _records(lines: Iterable[str], delimiter: str, name: str) -> Iterator[Row]:
    """The rows of a CSV but for empty lines. Raises FileProblem at a quote that is never closed,
    which would swallow all rows after it."""
    latest: list[str] = []

    def remembered() -> Iterator[str]:
        for line in lines:
            latest.append(line)
            yield line

    begins = 1
    for row in csv.reader(remembered(), delimiter=delimiter):
        if row:
            _check_closed(latest, delimiter, name, begins)
            yield row
        begins += len(latest)
        latest.clear()


def _check_closed(lines: Sequence[str], delimiter: str, name: str, begins: int) -> None:
    # Only the file's end can leave a quote open, and only a row that it began runs over lines.
    if not lines[-1].rstrip("\r\n").endswith('"') and '"' in "".join(lines):
        try:
            list(csv.reader(lines, delimiter=delimiter, strict=True))
        except csv.Error as problem:
            if "unexpected end" in str(problem):
                raise FileProblem(
                    f"{name}: the row that begins on line {begins} opens a quotation mark (\") that"
                    " is never closed. Close it, or take it out."
                ) from problem


def _key(heading: str) -> str:
    return heading.strip().casefold()


def _column(header: Sequence[str], wanted: str, name: str) -> int:
    for number, heading in enumerate(header):
        if _key(heading) == _key(wanted):
            return number
    raise FileProblem(f'There is no column "{wanted}" in {name}. It has: {", ".join(header)}.')
