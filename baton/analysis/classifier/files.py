# SPDX-License-Identifier: MIT
"""Coding a CSV file: every column kept, a row out for each row in, in order."""

from __future__ import annotations

import codecs
import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
    encoding = _encoding(source)
    delimiter = _delimiter(source, encoding, text_column)
    with _long_cells(), source.open(encoding=encoding, newline="") as lines:
        rows = _records(lines, delimiter, source.name)
        header = next(rows, None)
        if header is None:
            raise FileProblem(f"{source.name} is empty.")
        columns = _Columns.of(header, source.name, text_column, question_column, score_column)
        with _writing(target) as made:
            # Both marks of a line's end, so that a lone one inside a cell is quoted.
            writer = csv.writer(made, delimiter=delimiter, lineterminator="\r\n")
            writer.writerow([*header, *ADDED])
            count = 0
            while chunk := list(islice(rows, _CHUNK)):
                writer.writerows(columns.coded(chunk, classifier))
                count += len(chunk)
    return count


@dataclass(frozen=True)
class _Columns:
    """Where the text, the question and the score stand."""

    width: int
    text: int
    question: int | None
    score: int | None

    @classmethod
    def of(
        cls, header: Sequence[str], name: str, text: str, question: str | None, score: str | None
    ) -> _Columns:
        for added in ADDED:
            if added in header:
                raise FileProblem(
                    f'{name} has a column "{added}" already. Rename it, so that it is kept.'
                )
        return cls(
            width=len(header),
            text=_column(header, text, name),
            question=_column(header, question, name) if question else None,
            score=_column(header, score, name) if score else None,
        )

    def coded(self, chunk: Sequence[Row], classifier: Classifier) -> Iterator[Sequence[str | int]]:
        """Each row with our columns after its own; what stands beyond the last heading follows."""
        rows = [row + [""] * (self.width - len(row)) for row in chunk]
        question, score = self.question, self.score
        coded = classifier.code(
            [row[self.text] for row in rows],
            None if question is None else [question_kind(row[question]) for row in rows],
            None if score is None else [score_value(row[score]) for row in rows],
        )
        for row, found in zip(rows, coded, strict=True):
            yield [*row[: self.width], *_cells(found), *row[self.width :]]


def _cells(coded: Coded) -> tuple[str, str, str, int]:
    return (
        json.dumps([theme.title for theme in coded.themes], ensure_ascii=False),
        json.dumps([theme.confidence for theme in coded.themes]),
        coded.sentiment3,
        coded.sentiment5,
    )


def _encoding(source: Path) -> str:
    """UTF-8 or UTF-16 where the bytes are so; else what Windows writes in western Europe."""
    if not source.is_file():
        raise FileProblem(f"There is no file {source.name}.")
    with source.open("rb") as held:
        if held.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            with source.open(encoding=encoding) as text:
                while text.read(_BLOCK):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"  # reads any byte


def _delimiter(source: Path, encoding: str, wanted: str) -> str:
    """The delimiter that makes `wanted` one of the headings; a comma where none does."""
    for delimiter in _DELIMITERS:
        with source.open(encoding=encoding, newline="") as lines:
            header = next(filter(None, csv.reader(lines, delimiter=delimiter)), [])
        if _key(wanted) in map(_key, header):
            return delimiter
    return ","


@contextmanager
def _long_cells() -> Iterator[None]:
    """Lets the csv module read cells of any length, meanwhile."""
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


@contextmanager
def _writing(target: Path) -> Iterator[TextIO]:
    """A file that takes the target's place when all went well, and goes when not."""
    if not target.parent.is_dir():
        raise FileProblem(f"There is no folder {target.parent}. Make it first.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as made:
            yield made
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _records(lines: Iterable[str], delimiter: str, name: str) -> Iterator[Row]:
    """The rows of a CSV but for empty lines. Raises FileProblem at a quote without its other
    half, which would swallow rows."""
    latest: list[str] = []

    def remembered() -> Iterator[str]:
        for line in lines:
            latest.append(line)
            yield line

    begins = 1
    for row in csv.reader(remembered(), delimiter=delimiter):
        if len(latest) > 1:
            _check_quotes(latest, delimiter, name, begins)
        begins += len(latest)
        latest.clear()
        if row:
            yield row


def _check_quotes(lines: Sequence[str], delimiter: str, name: str, begins: int) -> None:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise FileProblem(
            f'{name}: the row that begins on line {begins} has a quotation mark (") without its'
            " other half, so that rows run together. Close it, or double it if it is meant."
        ) from problem


def _key(heading: str) -> str:
    return heading.strip().casefold()


def _column(header: Sequence[str], wanted: str, name: str) -> int:
    for number, heading in enumerate(header):
        if _key(heading) == _key(wanted):
            return number
    raise FileProblem(f'There is no column "{wanted}" in {name}. It has: {", ".join(header)}.')
