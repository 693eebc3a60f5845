# SPDX-License-Identifier: MIT
"""What a classifier learns from: comments that people labelled."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from baton.analysis.classifier.scores import score_value
from baton.analysis.codebook import Codebook, default
from baton.analysis.questions import QuestionKind, question_kind


@dataclass(frozen=True, slots=True)
class Example:
    """One comment with the themes people gave it. A respondent's comments are never split."""

    text: str
    question_kind: QuestionKind
    score: int | None
    themes: frozenset[str]
    sentiment5: int | None
    respondent: str


@dataclass(frozen=True, slots=True)
class Hint:
    """One comment labelled under another scheme; it teaches which words go together.

    `mood` is -5 (most critical) to 5 (most content), None where nobody judged it.
    """

    text: str
    label: str
    mood: int | None
    respondent: str


class NotLabelled(ValueError):
    """The file lacks a column that training needs."""


def read_labelled_csv(path: Path, codebook: Codebook | None = None) -> list[Example]:
    """Read a file laid out like pxtextmining's labelled data: one row a comment, a column a theme.

    A heading that is a theme's title or an older label counts for that theme where its cell is 1.
    Raises NotLabelled, naming what is missing.
    """
    themes = codebook or default()
    rows = _rows(path, ("FFT answer", "FFT question", "Respondent ID"))
    return [_example(row, themes) for row in rows]


def read_hints_csv(path: Path) -> list[Hint]:
    """Read a file laid out like pxtextmining's first phase: feedback, one label, criticality."""
    rows = _rows(path, ("feedback", "subcategory", "criticality"))
    return [
        Hint(
            text=row["feedback"],
            label=row["subcategory"].strip(),
            mood=_whole(row["criticality"], -5, 5),
            respondent=f"{path.name}:{number}",
        )
        for number, row in enumerate(rows)
    ]


def is_hints_csv(path: Path) -> bool:
    """Whether the file is laid out like the first phase's."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return "criticality" in next(csv.reader(lines), [])


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        missing = [name for name in needed if name not in (reader.fieldnames or ())]
        if missing:
            raise NotLabelled(f'{path.name} has no column "{missing[0]}", which training needs.')
        yield from reader


def _example(row: Mapping[str, str], codebook: Codebook) -> Example:
    found = (
        codebook.theme_for_label(heading) for heading, cell in row.items() if cell.strip() == "1"
    )
    return Example(
        text=row["FFT answer"],
        question_kind=question_kind(row["FFT question"]),
        score=score_value(row.get("FFT categorical answer", "")),
        themes=frozenset(theme.title for theme in found if theme is not None),
        sentiment5=_whole(row.get("Comment sentiment", ""), 1, 5),
        respondent=row["Respondent ID"],
    )


def _whole(cell: str, lowest: int, highest: int) -> int | None:
    try:
        number = int(cell)
    except ValueError:
        return None
    return number if lowest <= number <= highest else None
