# SPDX-License-Identifier: MIT
"""The file that Amina brings: six people's answers, one of them with a day that does not exist."""

from __future__ import annotations

from pathlib import Path

from tests.harness.visitor import Visitor

JUNE = """Response ID,Date,Ward,Friends and Family,What was good?,What could be better?
1,08/06/2026,Kestrel ward,Very good,The nurses were kind and explained everything to me,
2,09/06/2026,Kestrel ward,Good,Lovely staff on the ward,The car park was full and far away
3,10/06/2026,Heron clinic,Poor,,I waited four hours and nobody told me why
4,11/06/2026,Heron clinic,Very poor,,My appointment was cancelled twice without a word
5,31/02/2026,Heron clinic,Good,The receptionist smiled,
6,12/06/2026,Kestrel ward,Very good,The food was hot and there was plenty of it,
"""


def june(folder: Path) -> Path:
    path = folder / "june.csv"
    path.write_text(JUNE)
    return path


def bring(visitor: Visitor, file: Path) -> None:
    """By way of the pages, to the point where the file is about to be read."""
    visitor.goes_to("/uploads/new")
    visitor.brings("Choose a file", file)
    visitor.presses("Bring it")
    visitor.presses("This is right: read the file")
